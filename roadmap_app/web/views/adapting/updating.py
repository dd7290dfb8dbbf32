"""Update from region: what needs a person, what to check, what was merged, and each decision."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for

from adaptations import Choice, Value
from roadmap_app.models import Decision
from roadmap_app.services import deciding
from roadmap_app.services.actor import Cause
from roadmap_app.services.deciding import Refused
from roadmap_app.services.permissions import Action
from roadmap_app.services.texts import cleaned
from roadmap_app.services.texts.cleaning import one_line
from roadmap_app.services.updating import Group, Update, update_of
from roadmap_app.web.cards import cards_of, decided_lines
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import Here, find
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.translating import ngettext
from roadmap_app.web.views.drafting.forms import sentence
from roadmap_app.web.visitor import act, allowed

pages = Blueprint("updating", __name__)

LONGEST_REASON = 500
"""Characters of a reason."""


@pages.get("/roadmaps/<slug>/<where>/update")
def update(slug: str, where: str) -> Response:
    """Show the update that waits for an adaptation."""
    return _show(find(db.session, slug, where, Action.READ_DRAFT))


@pages.post("/roadmaps/<slug>/<where>/update/merge")
def bring_in(slug: str, where: str) -> Response:
    """Merge everything that needs no person."""
    here = find(db.session, slug, where, Action.UPDATE)
    count = deciding.bring_in(db.session, here.edition, act(Cause.PULL))
    db.session.commit()
    flash(ngettext("One change was merged for you.", "%(num)s changes were merged for you.", count, num=count))
    return see(here.url("updating.update"))


@pages.post("/roadmaps/<slug>/<where>/update/decide")
def decide(slug: str, where: str) -> Response:
    """Carry out one decision."""
    here = find(db.session, slug, where, Action.UPDATE)
    key, form = request.form.get("case", ""), request.form
    name = "later" if form.get("act") == "later" else form.get("choice", "")
    reason = one_line(form.get("reason", ""))[:LONGEST_REASON]
    if name not in set(Choice):
        return _show(here, key=key, wrong=_("Choose a wording first."), status=422)
    done = deciding.decide(
        db.session,
        here.edition,
        key,
        Choice(name),
        seen=form.get("seen", ""),
        reason=reason,
        act=act(Cause.PULL, reason),
        wording=_wording(key) if name == Choice.WRITTEN else None,
    )
    if isinstance(done, Refused):
        db.session.rollback()
        here = find(db.session, slug, where, Action.UPDATE)
        return _show(here, key=key, wrong=_refusal(done), status=409 if done.why in {"gone", "changed"} else 422)
    db.session.commit()
    return _after(here, focus=key if name == Choice.LATER else form.get("next", ""))


@pages.post("/roadmaps/<slug>/<where>/update/accept-all")
def accept_all(slug: str, where: str) -> Response:
    """Accept everything in the part "please check" that has a proposal and stood on the page."""
    here = find(db.session, slug, where, Action.UPDATE)
    seen = frozenset(request.form.getlist("seen"))
    count = deciding.accept_all_checked(db.session, here.edition, act(Cause.PULL), seen=seen)
    db.session.commit()
    flash(ngettext("One passage was accepted.", "%(num)s passages were accepted.", count, num=count))
    return see(here.url("updating.update"))


@pages.post("/roadmaps/<slug>/<where>/update/undo/<int:decision_id>")
def undo(slug: str, where: str, decision_id: int) -> Response:
    """Take one decision, or one merged change, back."""
    here = find(db.session, slug, where, Action.UPDATE)
    decision = db.session.get(Decision, decision_id)
    if decision is None or decision.edition_id != here.edition.id:
        abort(404)
    refused = deciding.undo(db.session, here.edition, decision, act(Cause.PULL))
    if refused:
        db.session.rollback()
        return _show(find(db.session, slug, where, Action.UPDATE), wrong=_refusal(refused), status=409)
    key = f"{decision.node_id}:{decision.part}"
    db.session.commit()
    return _after(here, focus=key)


def _after(here: Here, *, focus: str) -> Response:
    """Show what is left, standing at the card that `focus` names, where it is still there."""
    if request.htmx:  # type: ignore[attr-defined]
        return _show(here, focus=focus)
    return see(here.url("updating.update", _anchor=f"case-{focus.replace(':', '-')}" if focus else None))


def _show(here: Here, *, key: str = "", wrong: str = "", focus: str = "", status: int = 200) -> Response:
    if here.edition.country_code is None:
        abort(404)
    found = update_of(db.session, here.edition)
    if found is None:
        abort(404)
    return page(
        "pages/adapting/update.html",
        fragment="update",
        status=status,
        here=here,
        update=found,
        cards={group.value: cards_of(found, group) for group in Group},
        decided=decided_lines(found),
        merged_count=len([each for each in found.decided if each.choice == "merged" and each.undone_at is None]),
        may_decide=allowed(Action.UPDATE, here.place),
        wrong_key=_still_there(found, key),
        wrong=wrong,
        focus=_still_there(found, key or focus),
        given=request.form,
        compare_url=url_for("versions.compare", slug=here.roadmap.slug, where="master", to=found.version.number),
    )


def _still_there(found: Update, key: str) -> str:
    """Return the key of a case if it has a card on the page, else ""."""
    shown = (each.key for group in (Group.NEEDS_YOU, Group.CHECK) for each in found.of(group))
    return key if key in shown else ""


def _wording(key: str) -> dict[str, Value] | None:
    """Return one's own wording; only texts can be written on a card."""
    own = cleaned(request.form.get("own", ""))
    return {key.partition(":")[2]: own} if own.strip() else None


def _refusal(refused: Refused) -> str:
    if refused.fault is not None:
        return sentence(refused.fault)
    return {
        "gone": _("Somebody has decided about this already, or it has been changed since."),
        "changed": _("One of the texts has changed since you opened this page. Look at it again, then decide."),
        "no_reason": _("Say in one sentence why, so that the region understands."),
        "no_wording": _("Write your wording first."),
        "no_proposal": _("The two changes can’t be put together by themselves. Write your own wording."),
    }[refused.why]
