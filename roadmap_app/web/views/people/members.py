"""The people of the network, as administrators see them: roles, sign-in links, closed accounts."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for

from roadmap_app.models import Person
from roadmap_app.services import accounts, invitations
from roadmap_app.services.accounts import ROADMAP_ROLES, State
from roadmap_app.services.permissions import Action
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.typed import Typed
from roadmap_app.web.views.people import issuing, wording
from roadmap_app.web.visitor import act, address, now, require

pages = Blueprint("people", __name__)

SEARCH_LIMIT = 100


@pages.get("/people")
def people() -> Response:
    """List the people who fit the search, with their roles."""
    require(Action.INVITE)
    typed = Typed(request.args)
    search = typed.line("q", limit=SEARCH_LIMIT)
    role, state = typed.choice("role", frozenset(ROADMAP_ROLES)), typed.choice("state", frozenset(State))
    found = accounts.people(
        db.session,
        search=search[:SEARCH_LIMIT],
        role="" if "role" in typed.problems else role,
        state=State.OPEN if not state or "state" in typed.problems else State(state),
    )
    places = wording.role_places(db.session)
    rows = [(each, wording.role_lines(accounts.roles_of(each), places)) for each in found]
    waiting = len(invitations.pending(db.session, now()))
    return page("pages/people/people.html", fragment="found", rows=rows, typed=typed, waiting=waiting, roles=_roles())


@pages.get("/people/<int:person_id>")
def person(person_id: int) -> Response:
    """Show one person: name, roles, and what can be done."""
    return _person(_find(person_id), Typed({}))


@pages.post("/people/<int:person_id>")
def rename(person_id: int) -> Response:
    """Correct a person's name or address."""
    somebody, typed = _find(person_id), Typed(request.form)
    name = typed.line("name", limit=accounts.NAME_LIMIT, empty=_("Enter a name."))
    email = typed.email("email")
    other = accounts.find(db.session, email)
    if other and other.id != somebody.id:
        typed.problems["email"] = _("%(name)s has this address already.", name=other.name)
    if typed.problems:
        return _person(somebody, typed, 422)
    accounts.rename(db.session, somebody, name=name, email=email, act=act(), address=address())
    return _saved(somebody, _("Saved."))


@pages.post("/people/<int:person_id>/roles")
def change_roles(person_id: int) -> Response:
    """Let a person hold the roles that the form chose."""
    somebody, typed = _find(person_id), Typed(request.form)
    roles = wording.read_roles(typed, wording.role_places(db.session))
    typed.values["is_admin"] = is_admin = request.form.get("is_admin", "")
    if not typed.problems and not accounts.change_roles(
        db.session, somebody, roles, is_admin=is_admin == "yes", act=act(), address=address()
    ):
        typed.problems["is_admin"] = _("There must be one administrator. Make somebody else one first.")
    if typed.problems:
        return _person(somebody, typed, 422)
    return _saved(somebody, _("The roles have been changed. They count from now on."))


@pages.post("/people/<int:person_id>/link")
def make_link(person_id: int) -> Response:
    """Make a one-time link that signs this person in."""
    somebody = _find(person_id)
    if somebody.closed_at:
        abort(409)
    issued = invitations.sign_in_link(db.session, somebody, act(), address=address())
    db.session.commit()
    issuing.hand_out(issued, language=somebody.language)
    return see(url_for("invitations.invitations"))


@pages.post("/people/<int:person_id>/sign-out")
def sign_out(person_id: int) -> Response:
    """Sign a person out everywhere."""
    somebody = _find(person_id)
    accounts.end_sign_ins(db.session, somebody, act(), address())
    return _saved(somebody, _("%(name)s has been signed out everywhere.", name=somebody.name))


@pages.post("/people/<int:person_id>/close")
def close(person_id: int) -> Response:
    """Close an account; what the person wrote stays under the name."""
    somebody = _find(person_id)
    if not accounts.close(db.session, somebody, act(), address()):
        typed = Typed({})
        typed.problems["close"] = _("There must be one administrator. Make somebody else one first.")
        return _person(somebody, typed, 422)
    return _saved(somebody, _("The account of %(name)s is closed.", name=somebody.name))


@pages.post("/people/<int:person_id>/reopen")
def reopen(person_id: int) -> Response:
    """Open a closed account again."""
    somebody = _find(person_id)
    accounts.reopen(db.session, somebody, act(), address())
    return _saved(somebody, _("The account of %(name)s is open again.", name=somebody.name))


def _find(person_id: int) -> Person:
    require(Action.INVITE)
    found = db.session.get(Person, person_id) if person_id < 1 << 31 else None
    return found or abort(404)


def _saved(somebody: Person, message: str) -> Response:
    db.session.commit()
    flash(message)
    return see(url_for("people.person", person_id=somebody.id))


def _person(somebody: Person, typed: Typed, status: int = 200) -> Response:
    places = wording.role_places(db.session)
    return page(
        "pages/people/person.html",
        status=status,
        somebody=somebody,
        typed=typed,
        places=places,
        held=wording.role_values(somebody),
        devices=accounts.open_sign_ins(db.session, somebody),
    )


def _roles() -> list[tuple[str, str]]:
    return [("", _("Any role"))] + [(each, wording.role_word(each, of_country=False)) for each in ROADMAP_ROLES]
