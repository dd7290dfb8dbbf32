"""The region's questions and the countries' answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations import ROADMAP
from roadmap_app.models import Answer, Edition, Person, Question
from roadmap_app.services import changes, draft_rows
from roadmap_app.services.actor import Act
from roadmap_app.services.texts.cleaning import one_line

KEY = re.compile(r"[a-z][a-z0-9_]{0,60}")
LONGEST = {"label": 120, "hint": 500, "default": 500, "answer": 500}


class Refusal(StrEnum):
    """Why a question can't be kept as it is."""

    BAD_KEY = "bad_key"
    KEY_TAKEN = "key_taken"
    NO_LABEL = "no_label"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody answered meanwhile: what, and who ("" when nobody is known)."""

    theirs: str
    by: str


def define(
    session: Session, edition: Edition, *, key: str, label: str, hint: str, default: str
) -> Question | dict[str, Refusal]:
    """Add a question to a master, or return what is wrong with it by field."""
    draft_rows.lock(session, edition)
    label, hint, default = one_line(label), one_line(hint), one_line(default)
    wrong = _faults(label=label, hint=hint, default=default)
    if not KEY.fullmatch(key):
        wrong["key"] = Refusal.BAD_KEY
    elif any(each.key == key for each in _questions(session, edition)):
        wrong["key"] = Refusal.KEY_TAKEN
    if wrong:
        return wrong
    position = max((each.position for each in _questions(session, edition)), default=0) + 1
    question = Question(
        edition_id=edition.id,
        key=key,
        label=label,
        hint=hint,
        default=default,
        position=position,
    )
    session.add(question)
    changes.count(session, edition)
    return question


def redefine(
    session: Session, question: Question, *, label: str, hint: str, default: str
) -> Question | dict[str, Refusal]:
    """Change a question's words (its key stands in texts and stays), or return what is wrong by field."""
    label, hint, default = one_line(label), one_line(hint), one_line(default)
    wrong = _faults(label=label, hint=hint, default=default)
    if wrong:
        return wrong
    question.label, question.hint, question.default = label, hint, default
    session.flush()
    return question


def save_answers(
    session: Session, edition: Edition, given: Mapping[str, str], *, seen: Mapping[str, str], act: Act
) -> dict[str, Refusal | Overtaken]:
    """Save the answers that a person changed in a form, all or none, and return what is wrong by key.

    `seen` is what each field said when the form was made: a field left so takes nobody else's answer back.
    """
    draft_rows.lock(session, edition)
    kept = answers_of(session, edition)
    wrong: dict[str, Refusal | Overtaken] = {}
    changed = []
    for key, text in given.items():
        stands = kept[key].text if key in kept else ""
        if one_line(text) in {stands, seen.get(key)}:
            continue
        if seen.get(key, stands) != stands:
            wrong[key] = Overtaken(stands, _name_of(session, kept[key]))
        elif len(one_line(text)) > LONGEST["answer"]:
            wrong[key] = Refusal.TOO_LONG
        changed.append(key)
    if not wrong:
        for key in changed:
            answer(session, edition, key, given[key], act)
    return wrong


def answer(session: Session, edition: Edition, key: str, text: str, act: Act) -> Refusal | None:
    """Keep a country's answer to one question; an empty text takes the answer back."""
    text = one_line(text)
    if len(text) > LONGEST["answer"]:
        return Refusal.TOO_LONG
    draft_rows.lock(session, edition)
    row = session.execute(select(Answer).where(Answer.edition_id == edition.id, Answer.key == key)).scalar_one_or_none()
    if row is None:
        row = Answer(edition_id=edition.id, key=key, text="", at=act.at)
        session.add(row)
    if row.text != text:
        changes.record(session, edition, act, ROADMAP, f"answer:{key}", before=row.text, after=text)
        row.text, row.person_id, row.at = text, act.person_id, act.at
    session.flush()
    return None


def answers_of(session: Session, edition: Edition) -> dict[str, Answer]:
    """Return a country's answers by question key."""
    rows = session.execute(select(Answer).where(Answer.edition_id == edition.id)).scalars()
    return {row.key: row for row in rows}


def question_row(session: Session, edition: Edition, key: str) -> Question | None:
    """Return a master's question by its key."""
    return next((each for each in _questions(session, edition) if each.key == key), None)


def _name_of(session: Session, given: Answer) -> str:
    person = session.get(Person, given.person_id) if given.person_id else None
    return person.name if person else ""


def _questions(session: Session, edition: Edition) -> list[Question]:
    query = select(Question).where(Question.edition_id == edition.id).order_by(Question.position, Question.id)
    return list(session.execute(query).scalars())


def _faults(**values: str) -> dict[str, Refusal]:
    wrong = {name: Refusal.TOO_LONG for name, value in values.items() if len(value) > LONGEST[name]}
    if not values["label"]:
        wrong["label"] = Refusal.NO_LABEL
    return wrong
