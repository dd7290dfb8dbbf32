"""Inviting people: a form, the link shown once, and the invitations that nobody has used yet."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for

from roadmap_app.models import Invitation
from roadmap_app.services import accounts, invitations
from roadmap_app.services.permissions import Action
from roadmap_app.web.handles import db
from roadmap_app.web.language import LANGUAGES, chosen_language
from roadmap_app.web.pages import page, see
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.typed import Typed
from roadmap_app.web.views.people import issuing, wording
from roadmap_app.web.visitor import act, address, now, require

pages = Blueprint("invitations", __name__)


@pages.get("/people/invitations", endpoint="invitations")
def invitations_list() -> Response:
    """List the links that wait to be used; one just made is shown with its address, this once."""
    require(Action.INVITE)
    places = wording.role_places(db.session)
    waiting = invitations.pending(db.session, now())
    rows = [(each, wording.role_lines(invitations.roles_of(each), places)) for each in waiting]
    answer = page("pages/people/invitations.html", rows=rows, issued=issuing.take())
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.get("/people/invite")
def form() -> Response:
    """Show the form for an invitation."""
    require(Action.INVITE)
    return _form(Typed({}))


@pages.post("/people/invite")
def invite() -> Response:
    """Make an invitation, send it where mail is set up, and show its link once."""
    require(Action.INVITE)
    typed = Typed(request.form)
    email, name = typed.email("email"), typed.line("name", limit=accounts.NAME_LIMIT)
    roles = wording.read_roles(typed, wording.role_places(db.session))
    typed.values["is_admin"] = is_admin = request.form.get("is_admin", "")
    language = typed.choice("locale", LANGUAGES) or chosen_language()
    known = accounts.find(db.session, email)
    if known:
        typed.problems["email"] = _("%(name)s has an account already. Change the roles there.", name=known.name)
    if typed.problems:
        return _form(typed, 422, known.id if known else None)
    issued = invitations.invite(
        db.session, email=email, name=name, roles=roles, is_admin=is_admin == "yes", act=act(), address=address()
    )
    return _handed_out(issued, language)


@pages.post("/people/invitations/<int:invitation_id>/renew")
def renew(invitation_id: int) -> Response:
    """Make a new link that says the same; the old one ends."""
    found = _find(invitation_id)
    if found.used_at:
        flash(_("This link has been used in the meantime."), "warning")
        return see(url_for("invitations.invitations"))
    return _handed_out(invitations.renew(db.session, found, act(), address()), chosen_language())


@pages.post("/people/invitations/<int:invitation_id>/revoke")
def revoke(invitation_id: int) -> Response:
    """Take an invitation back."""
    found = _find(invitation_id)
    invitations.revoke(db.session, found, act(), address())
    db.session.commit()
    flash(_("The link for %(email)s no longer works.", email=found.email))
    return see(url_for("invitations.invitations"))


def _handed_out(issued: invitations.IssuedLink, language: str) -> Response:
    db.session.commit()
    issuing.hand_out(issued, language=language)
    return see(url_for("invitations.invitations"))


def _find(invitation_id: int) -> Invitation:
    require(Action.INVITE)
    found = db.session.get(Invitation, invitation_id) if invitation_id < 1 << 31 else None
    return found or abort(404)


def _form(typed: Typed, status: int = 200, known: int | None = None) -> Response:
    return page(
        "pages/people/invite.html",
        status=status,
        typed=typed,
        known=known,
        places=wording.role_places(db.session),
    )
