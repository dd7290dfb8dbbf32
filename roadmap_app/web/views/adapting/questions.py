"""Questions: the region defines them, each country answers them."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request

from adaptations import Question
from adaptations.completeness import PLACEHOLDER
from adaptations.document import Document
from adaptations.fields import PROSE_PARTS
from adaptations.numbering import numbers
from roadmap_app.services import questions as service
from roadmap_app.services.permissions import Action
from roadmap_app.services.questions import Overtaken, Refusal
from roadmap_app.services.snapshots import draft_document
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import Here, find
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.visitor import act, allowed

pages = Blueprint("questions", __name__)


@pages.get("/roadmaps/<slug>/<where>/questions")
def questions(slug: str, where: str) -> Response:
    """Show all questions with where they stand in the text, and their answers."""
    return _show(find(db.session, slug, where, Action.READ_DRAFT))


@pages.post("/roadmaps/<slug>/<where>/questions/answers")
def answer(slug: str, where: str) -> Response:
    """Keep a country's answers, all those that the form holds."""
    here = find(db.session, slug, where, Action.ANSWER)
    known = [each.key for each in draft_document(db.session, here.edition).questions]
    given = {key: request.form[key] for key in known if key in request.form}
    seen = {key: request.form[f"was-{key}"] for key in known if f"was-{key}" in request.form}
    faults = service.save_answers(db.session, here.edition, given, seen=seen, act=act())
    if faults:
        overtaken = any(isinstance(each, Overtaken) for each in faults.values())
        wrong = {key: _fault(each) for key, each in faults.items()}
        return _show(here, given=given, wrong=wrong, status=409 if overtaken else 422)
    db.session.commit()
    flash(_("The answers are saved."))
    return see(here.url("questions.questions"))


@pages.post("/roadmaps/<slug>/<where>/questions")
def define(slug: str, where: str) -> Response:
    """Add a question to the master, or change the words of one."""
    here = find(db.session, slug, where, Action.EDIT)
    if here.edition.country_code is not None:
        abort(404)
    given = {name: request.form.get(name, "") for name in ("key", "label", "hint", "default")}
    row = service.question_row(db.session, here.edition, request.form.get("changes", ""))
    words = {name: given[name] for name in ("label", "hint", "default")}
    done = (
        service.redefine(db.session, row, **words)
        if row
        else service.define(db.session, here.edition, key=given["key"].strip(), **words)
    )
    if isinstance(done, dict):
        faults = {name: _refusal(each) for name, each in done.items()}
        return _show(here, given={**given, "changes": row.key if row else ""}, wrong=faults, status=422)
    db.session.commit()
    flash(_("The question is saved."))
    return see(here.url("questions.questions"))


def _show(
    here: Here, *, given: dict[str, str] | None = None, wrong: dict[str, str] | None = None, status: int = 200
) -> Response:
    document = draft_document(db.session, here.edition)
    return page(
        "pages/adapting/questions.html",
        status=status,
        here=here,
        questions=document.questions,
        uses=_uses(document),
        numbers=numbers(document),
        nodes=document.tree().by_id,
        answers=service.answers_of(db.session, here.edition),
        given=given or {},
        wrong=wrong or {},
        may_answer=here.edition.country_code is not None and allowed(Action.ANSWER, here.place),
        may_define=here.edition.country_code is None and allowed(Action.EDIT, here.place),
        undefined=_undefined(document.questions, _uses(document)),
    )


def _uses(document: Document) -> dict[str, list[str]]:
    """Return, for each question key, the ids of the nodes whose text asks it."""
    found: dict[str, list[str]] = {}
    for node in document.nodes:
        text = " ".join(node.text(part) for part in (*PROSE_PARTS, "lead"))
        for key in dict.fromkeys(PLACEHOLDER.findall(text)):
            found.setdefault(key, []).append(node.id)
    return found


def _undefined(known: tuple[Question, ...], uses: dict[str, list[str]]) -> list[str]:
    return sorted(uses.keys() - {each.key for each in known})


def _fault(fault: Refusal | Overtaken) -> str:
    if isinstance(fault, Refusal):
        return _refusal(fault)
    return _(
        "%(name)s wrote “%(theirs)s” meanwhile. Save again to keep yours, or put theirs here.",
        name=fault.by or _("Somebody"),
        theirs=fault.theirs,
    )


def _refusal(refusal: Refusal) -> str:
    return {
        Refusal.BAD_KEY: _("Use small Latin letters, digits and “_”, beginning with a letter, such as lead_ministry."),
        Refusal.KEY_TAKEN: _("There is a question of this name already."),
        Refusal.NO_LABEL: _("Write what is asked, such as “Lead ministry”."),
        Refusal.TOO_LONG: _("This is too long."),
    }[refusal]
