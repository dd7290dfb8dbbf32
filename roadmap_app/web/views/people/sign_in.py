"""The door: coming in with a password or a one-time link, and going out."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from roadmap_app.models import Invitation
from roadmap_app.services import accounts, invitations
from roadmap_app.services.accounts import Refusal
from roadmap_app.services.invitations import Unusable
from roadmap_app.web import letters, returning, sessions
from roadmap_app.web.handles import db, limiter
from roadmap_app.web.pages import page, see
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.typed import Typed
from roadmap_app.web.views.people.wording import network_name
from roadmap_app.web.visitor import address, now, person

pages = Blueprint("sign_in", __name__)

# A workshop of sixty people behind one address gets in; the limit by account is what stops guessing.
EACH_ADDRESS = "60 per minute; 600 per hour"
LETTERS_EACH_ADDRESS = "20 per minute; 60 per hour"


@pages.get("/sign-in")
def door() -> Response:
    """Show the door, or go on where somebody is in already."""
    if person():
        return see(returning.wanted(url_for("home.home")))
    return _door(Typed({}))


@pages.post("/sign-in")
@limiter.limit(EACH_ADDRESS)
def enter() -> Response:
    """Sign in with a password."""
    typed = Typed(request.form)
    email, password = typed.email("email"), typed.secret("password", empty=_("Enter your password."))
    if typed.problems:
        return _door(typed, 422)
    found = accounts.check(db.session, email=email, password=password, at=now(), address=address())
    if isinstance(found, Refusal):
        db.session.commit()
        return _refused(typed, found)
    sessions.sign_in(found, now())
    db.session.commit()
    return see(returning.wanted(url_for("home.home")))


@pages.post("/sign-in/letter")
@limiter.limit(LETTERS_EACH_ADDRESS)
def ask() -> Response:
    """Send a one-time link to somebody who has an account; the answer is the same for everybody."""
    typed = Typed(request.form)
    email = typed.email("email")
    if typed.problems:
        return _door(typed, 422)
    if letters.can_be_sent():
        _send_link(email)
    return page("pages/people/asked.html", email=email, can_be_sent=letters.can_be_sent())


@pages.get("/sign-in/link/<token>")
def link(token: str) -> Response:
    """Show whom a one-time link lets in; opening it uses nothing up, since mail filters open links too."""
    return _link(token, invitations.open_link(db.session, token, now()), Typed({}))


@pages.post("/sign-in/link/<token>")
@limiter.limit(EACH_ADDRESS)
def redeem(token: str) -> Response:
    """Use a one-time link up and sign in whom it is for."""
    typed = Typed(request.form)
    name = typed.line("name", limit=accounts.NAME_LIMIT)
    if typed.problems:
        return _link(token, invitations.open_link(db.session, token, now()), typed, 422)
    found = invitations.redeem(db.session, token, name=name, at=now(), address=address())
    if isinstance(found, Unusable):
        return _link(token, found, typed)
    sessions.sign_in(found, now(), by_link=True)
    db.session.commit()
    return see(url_for("home.home" if found.password_hash else "account.password"))


@pages.post("/sign-out")
def sign_out() -> Response:
    """End this device's sign-in."""
    sessions.sign_out(now())
    db.session.commit()
    return see(url_for("home.home"))


def _send_link(email: str) -> None:
    made = invitations.asked_link(db.session, email=email, at=now(), address=address())
    somebody = accounts.find(db.session, email)
    db.session.commit()
    if made and somebody:
        letters.send_quietly(letters.letter(made, network=network_name(db.session), language=somebody.language))


def _door(typed: Typed, status: int = 200) -> Response:
    return page(
        "pages/people/door.html",
        status=status,
        typed=typed,
        next=returning.wanted(""),
        can_be_sent=letters.can_be_sent(),
        is_new=not accounts.people(db.session, state=None),
    )


def _refused(typed: Typed, why: Refusal) -> Response:
    if why is Refusal.TOO_MANY_TRIES:
        typed.problems["password"] = _(
            "Too many tries for this account. Wait a quarter of an hour, or come in by a link."
        )
        answer = _door(typed, 429)
        answer.headers["Retry-After"] = str(int(accounts.TRIES_WINDOW.total_seconds()))
        return answer
    typed.problems["password"] = _("This address and this password don’t belong together.")
    return _door(typed, 422)


def _link(token: str, found: Invitation | Unusable, typed: Typed, status: int = 200) -> Response:
    if isinstance(found, Unusable):
        answer = page("pages/people/link_gone.html", status=410, why=found, can_be_sent=letters.can_be_sent())
    else:
        answer = page("pages/people/link.html", status=status, token=token, invitation=found, typed=typed)
    answer.headers["Cache-Control"] = "no-store"
    return answer
