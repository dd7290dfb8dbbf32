"""Decision cards: a case of an update as people read it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup, escape

from adaptations import (
    ROADMAP,
    Case,
    CaseValue,
    Document,
    FieldGroup,
    Level,
    Place,
    Reason,
    Subtree,
    merge_text,
)
from adaptations.fields import FIELD, Form
from adaptations.numbering import numbers
from exports.redline import change_facts
from roadmap_app.models import Decision
from roadmap_app.services.updating import Group, OpenCase, Update
from roadmap_app.web import words
from roadmap_app.web.reading import answers_of, goal_positions
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.values import Answers, is_prose, part_difference, shown

LONGEST_WAS = 1_200
"""Characters up to which a text as it was is shown open; the wordings to choose from show what changed since."""


@dataclass(frozen=True, slots=True)
class Card:
    """One case: where it is, a plain sentence, the four wordings as rendered text, and what may be chosen."""

    open: OpenCase
    number: str
    title: str
    what: str
    goal: int
    sentence: str
    was: Markup
    ours: Markup
    update: Markup
    combined: Markup | None
    own: str
    is_text: bool
    own_is_prepared: bool = False
    was_is_long: bool = False

    @property
    def key(self) -> str:
        """Return the case's name in forms."""
        return self.open.key

    @property
    def anchor(self) -> str:
        """Return the card's id on the page."""
        return "case-" + self.key.replace(":", "-")


def cards_of(update: Update, group: Group) -> list[Card]:
    """Return the cards of one part of the update page."""
    dealer = _Dealer(update)
    return [dealer.card(each) for each in update.of(group)]


def decided_lines(update: Update) -> list[dict[str, object]]:
    """Return what has been decided about this version, newest first: where, what, and the rendered difference."""
    dealer = _Dealer(update)
    return [dealer.decided(each) for each in reversed(update.decided)]


class _Dealer:
    """Knows the names of nodes in all three documents of an update."""

    def __init__(self, update: Update) -> None:
        self._update = update
        documents = (update.head, update.acknowledged, update.local)
        self._numbers: dict[str, str] = {}
        self._goals: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        self._answers = {**answers_of(update.head), **answers_of(update.local)}
        for document in documents:
            self._numbers |= {str(key): number for key, number in numbers(document).items()}
            self._goals |= {str(key): goal for key, goal in goal_positions(document).items()}
            self._titles.update(_titles(document))

    def card(self, opened: OpenCase) -> Card:
        case = opened.case
        text = _own_words(case)
        proposal = case.proposal if case.level in {Level.REVIEW, Level.CONFLICT} else None
        return Card(
            open=opened,
            number=self._numbers.get(case.node, ""),
            title=self._title(case.node),
            what=words.part(case.part),
            goal=self._goals.get(case.node, 1),
            sentence=_sentence(case),
            was=self._value(case, case.base),
            ours=self._changed(case, case.base, case.local),
            update=self._changed(case, case.base, case.upstream),
            combined=None if proposal is None else self._changed(case, case.base, proposal),
            own=proposal if isinstance(proposal, str) else text,
            is_text=_is_text(case.part),
            own_is_prepared=text != case.local,
            was_is_long=isinstance(case.base, str) and len(case.base) > LONGEST_WAS,
        )

    def decided(self, decision: Decision) -> dict[str, object]:
        before, after = json.loads(decision.before), json.loads(decision.after)
        return {
            "decision": decision,
            "number": self._numbers.get(decision.node_id, ""),
            "title": self._title(decision.node_id, _kept_title(decision)),
            "what": words.part(decision.part),
            "goal": self._goals.get(decision.node_id, 1),
            "choice": words.choice(decision.choice),
            "html": _stored_difference(decision.part, before, after, self._answers),
        }

    def _title(self, node: str, once: str = "") -> str:
        """Return a node's title; `once` is what it was called when it was still there."""
        return _("The whole roadmap") if node == ROADMAP else self._titles.get(node, "") or once or _("Untitled")

    def _value(self, case: Case, value: CaseValue) -> Markup:
        match value:
            case None:
                return Markup("")
            case str() | tuple():
                return shown(case.part, value, self._answers)
            case FieldGroup():
                return _pairs([(name, shown(name, each, self._answers)) for name, each in value.values if each])
            case Subtree():
                return self._subtree(value)
            case Place():
                return escape(self._place(value))
            case _:
                assert_never(value)

    def _changed(self, case: Case, base: CaseValue, value: CaseValue) -> Markup:
        match base, value:
            case ((str() | tuple()), (str() | tuple())):
                return part_difference(case.part, base, value, self._answers)
            case FieldGroup(), FieldGroup():
                names = dict.fromkeys(name for name, _old in (*value.values, *base.values))
                said = [(name, base.value(name), value.value(name)) for name in names]
                return _pairs([(name, part_difference(name, old, new)) for name, old, new in said if old or new])
            case _, None if case.part != "removed":
                return escape(_("Not there"))
            case _, None | Subtree(nodes=()):
                return escape(_("Taken out"))
            case _:
                return self._value(case, value)

    def _subtree(self, value: Subtree) -> Markup:
        if not value.nodes:
            return Markup("")
        first, *rest = value.nodes
        items = Markup("").join(Markup("<li>{}</li>").format(node.title) for node in rest)
        below = Markup("<ul>{}</ul>").format(items) if rest else Markup("")
        return Markup("<p><strong>{}</strong></p>{}{}").format(
            first.title, shown("body", first.body, self._answers), below
        )

    def _place(self, value: Place) -> str:
        if value.parent is None:
            return (
                _("at the top, after “%(after)s”", after=self._title(value.after))
                if value.after
                else _("first at the top")
            )
        parent = self._title(value.parent)
        if value.after is None:
            return _("first under “%(parent)s”", parent=parent)
        return _("under “%(parent)s”, after “%(after)s”", parent=parent, after=self._title(value.after))


def _sentence(case: Case) -> str:
    """Return what happened in one sentence, with the numbers that the region changed."""
    told = words.case_sentence(case)
    if not (
        isinstance(case.base, str) and isinstance(case.upstream, str) and (is_prose(case.part) or case.part == "title")
    ):
        return told
    numbers_changed = [
        each for each in change_facts(case.part, case.base, case.upstream).numbers if each.old and each.new
    ]
    if len(numbers_changed) != 1:
        return told
    number = numbers_changed[0]
    return _("The region changed %(old)s to %(new)s.", old=number.old, new=number.new) + " " + told


def _titles(document: Document) -> dict[str, str]:
    return {node.id: node.title for node in document.nodes}


def _kept_title(decision: Decision) -> str:
    """Return the title that a decision about a whole node keeps; "" where it keeps none."""
    for kept in (decision.base, decision.upstream):
        plain = json.loads(kept)
        if isinstance(plain, dict) and plain.get("title"):
            return str(plain["title"])
    return ""


def _own_words(case: Case) -> str:
    """Return what an own wording begins with: ours, with all that the region changed where we did not."""
    match case.base, case.upstream, case.local:
        case str() as base, str() as upstream, str() as local if is_prose(case.part):
            return local if case.reason is Reason.SOURCE_CHANGED else merge_text(base, upstream, local).text
        case _, _, str() as local:
            return local
        case _:
            return ""


def _is_text(part: str) -> bool:
    return part in {"title", "subtitle", "body"} or (
        part in FIELD and FIELD[part].form in {Form.PROSE, Form.LINE, Form.DATE, Form.NUMBER}
    )


def _pairs(pairs: list[tuple[str, Markup]]) -> Markup:
    items = [Markup("<dt>{}</dt><dd>{}</dd>").format(words.part(name), value) for name, value in pairs]
    return Markup('<dl class="kv">{}</dl>').format(Markup("").join(items))


def _stored_difference(part: str, before: object, after: object, answers: Answers) -> Markup:
    """Return the difference of two values as a decision keeps them; empty where nothing changed, or several values."""
    old, new = _stored(before), _stored(after)
    return Markup("") if old is None or new is None or old == new else part_difference(part, old, new, answers)


def _stored(plain: object) -> str | tuple[tuple[str, ...], ...] | None:
    if isinstance(plain, str):
        return plain
    return tuple(tuple(row) for row in plain) if isinstance(plain, list) else None
