"""One's own account: name, language, password, and where one is signed in."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request, url_for

from roadmap_app.models import Person
from roadmap_app.services import accounts, passwords
from roadmap_app.services.passwords import Weakness
from roadmap_app.services.permissions import Action
from roadmap_app.web import returning, sessions
from roadmap_app.web.devices import device_words
from roadmap_app.web.handles import db, limiter
from roadmap_app.web.language import COOKIE, COOKIE_AGE_S, LANGUAGES
from roadmap_app.web.pages import page, see
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.typed import Typed
from roadmap_app.web.views.people.wording import role_lines, role_places
from roadmap_app.web.visitor import act, address, person, require

pages = Blueprint("account", __name__)
pages.add_app_template_filter(device_words)


@pages.get("/account")
def account() -> Response:
    """Show one's account."""
    return _account(_myself(), Typed({}))


@pages.post("/account")
def save() -> Response:
    """Change one's name and language."""
    somebody, typed = _myself(), Typed(request.form)
    name = typed.line("name", limit=accounts.NAME_LIMIT, empty=_("Enter your name, as the others know you."))
    language = typed.choice("locale", LANGUAGES)
    if typed.problems:
        return _account(somebody, typed, 422)
    accounts.rename(db.session, somebody, name=name, email=somebody.email, act=act(), address=address())
    somebody.language = language or somebody.language
    db.session.commit()
    flash(_("Saved."))
    return see(url_for("account.account"))


@pages.get("/account/password")
def password() -> Response:
    """Show the form for a password."""
    return _password(_myself(), Typed({}))


@pages.post("/account/password")
@limiter.limit("10 per minute")
def set_password() -> Response:
    """Set or change one's password, and end every other sign-in."""
    somebody, typed = _myself(), Typed(request.form)
    wanted = typed.secret("password", empty=_("Enter a password."))
    if _must_know(somebody) and not passwords.matches(somebody.password_hash, request.form.get("current", "")):
        typed.problems["current"] = _("This is not your present password.")
    if not typed.problems and (why := accounts.set_password(db.session, somebody, wanted, act(), address())):
        typed.problems["password"] = _weakness(why)
    if typed.problems:
        return _password(somebody, typed, 422)
    accounts.end_sign_ins(db.session, somebody, act(), address(), but=sessions.this_device())
    db.session.commit()
    flash(_("Your password is set. Other devices have been signed out."))
    return see(url_for("home.home"))


@pages.post("/account/devices/<int:device>/end")
def end_device(device: int) -> Response:
    """Sign out on one device; this very one may be it."""
    accounts.end_sign_ins(db.session, _myself(), act(), address(), only=device)
    db.session.commit()
    flash(_("Signed out there."))
    return see(url_for("account.account"))


@pages.post("/account/devices/end")
def end_all() -> Response:
    """Sign out everywhere, here too."""
    accounts.end_sign_ins(db.session, _myself(), act(), address())
    db.session.commit()
    return see(url_for("sign_in.door"))


@pages.post("/language")
def language() -> Response:
    """Choose the language of the screen: kept with the account, or in a cookie for guests."""
    wanted, somebody = request.form.get("locale", ""), person()
    answer = see(returning.wanted(url_for("home.home")))
    if wanted in LANGUAGES:
        answer.set_cookie(COOKIE, wanted, max_age=COOKIE_AGE_S, httponly=True, samesite="Lax", secure=request.is_secure)
        if somebody:
            somebody.language = wanted
            db.session.commit()
    return answer


def _myself() -> Person:
    require(Action.SEE_HOME)
    somebody = person()
    assert somebody is not None  # noqa: S101 -- nobody else gets past the line above
    return somebody


def _must_know(somebody: Person) -> bool:
    """Say whether the present password is asked for; whoever came in by a link may have forgotten it."""
    return bool(somebody.password_hash) and not sessions.came_by_link()


def _account(somebody: Person, typed: Typed, status: int = 200) -> Response:
    return page(
        "pages/people/account.html",
        status=status,
        somebody=somebody,
        typed=typed,
        devices=accounts.open_sign_ins(db.session, somebody),
        this_device=sessions.this_device(),
        roles=role_lines(accounts.roles_of(somebody), role_places(db.session)),
    )


def _password(somebody: Person, typed: Typed, status: int = 200) -> Response:
    return page(
        "pages/people/password.html",
        status=status,
        must_know=_must_know(somebody),
        somebody=somebody,
        typed=typed,
        shortest=passwords.SHORTEST,
    )


def _weakness(why: Weakness) -> str:
    return {
        Weakness.TOO_SHORT: _(
            "Use at least %(number)s characters; four words in a row are easy to keep in mind.",
            number=passwords.SHORTEST,
        ),
        Weakness.TOO_LONG: _("Use at most %(number)s characters.", number=passwords.LONGEST),
        Weakness.COMMON: _("Many people use this one, so it would be guessed. Four unrelated words make a good one."),
        Weakness.OWN_NAME: _("It is made of your name or address, so it would be guessed."),
    }[why]
