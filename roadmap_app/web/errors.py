"""What a person sees when something can't be done: a page or a fragment in plain words."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from flask import Flask, Response, make_response, request, url_for
from flask_babel import lazy_gettext
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError, generate_csrf
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import BadRequest, Conflict, HTTPException, InternalServerError

from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.returning import page_before
from roadmap_app.web.security import SAFE, ForeignFormError
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.visitor import person

log = logging.getLogger(__name__)

BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Something went wrong</title>
<h1>Something went wrong on our side</h1>
<p>Nothing you saved is lost. Try again in a moment. If it happens again, tell the secretariat this number: {number}</p>
"""
"""The last resort, for when not even a page can be put together."""

_WORDS: dict[int, tuple[str, str]] = {
    400: (
        lazy_gettext("This could not be understood"),
        lazy_gettext("Go back, check what you entered and send it again."),
    ),
    403: (
        lazy_gettext("This is not open to you"),
        lazy_gettext("If you need it, ask the secretariat for a role here."),
    ),
    404: (
        lazy_gettext("There is nothing here"),
        lazy_gettext("The address may be mistyped, or you may not have been invited to it."),
    ),
    405: (
        lazy_gettext("This address can’t be opened like that"),
        lazy_gettext("Go back to the page you came from and use its buttons."),
    ),
    409: (
        lazy_gettext("Somebody else has changed this in the meantime"),
        lazy_gettext("Go back, load the page again and look at what it says now. Your text is kept."),
    ),
    413: (lazy_gettext("This is too large"), lazy_gettext("Send at most 5 MB at once. Your text is kept.")),
    429: (
        lazy_gettext("Too many tries"),
        lazy_gettext("Many requests came from your network at once. Wait a minute, then try again."),
    ),
}


def explain(app: Flask) -> None:
    """Answer every error of the web with a page that says what happened and what to do."""
    handlers: list[tuple[type[Exception] | int, Callable[[Exception], Response]]] = [
        (HTTPException, _plain),
        (401, _signed_out),
        (CSRFError, _expired_form),
        (ForeignFormError, _foreign_form),
        (RateLimitExceeded, _too_fast),
        (OperationalError, _busy),
        (IntegrityError, _overtaken),
        (DataError, _unfit),
        (InternalServerError, _broken),
    ]
    for kind, handler in handlers:
        app.register_error_handler(kind, handler)


def _signed_out(_error: Exception) -> Response:
    """Lead to the door; what was typed stays in the browser and comes back after signing in."""
    _forget_changes()
    back = (request.full_path.rstrip("?") if request.method in SAFE else "") or page_before()
    if _is_htmx():
        back = page_before()
        return page("pages/errors/signed_out.html", fragment="signed_out", status=401, back=back)
    return see(url_for("sign_in.door", next=back) if back else url_for("sign_in.door"))


def _expired_form(error: Exception) -> Response:
    """Ask to send a form again whose token is of another sign-in; the answer brings the token that will do."""
    _forget_changes()
    if person() is None and request.blueprint != "sign_in" and request.endpoint != "account.language":
        return _signed_out(error)
    answer = _page(400, _("This form is too old"), _("Load the page again, then send it once more. Your text is kept."))
    answer.headers["X-CSRFToken"] = generate_csrf()
    return answer


def _foreign_form(_error: Exception) -> Response:
    advice = _("Nothing has been changed. Open this site yourself and do it here.")
    return _page(403, _("This form was sent from another site"), advice)


def _too_fast(error: Exception) -> Response:
    answer = _plain(error)
    answer.headers["Retry-After"] = "60"
    return answer


def _plain(error: Exception) -> Response:
    _forget_changes()
    code = error.code if isinstance(error, HTTPException) and error.code else 500
    title, advice = _WORDS.get(code, (getattr(error, "name", ""), _WORDS[400][1]))
    if code == 403 and request.method not in SAFE:  # noqa: PLR2004 -- the code of "forbidden" is its name
        title, advice = (
            _("You may not change this"),
            _("Ask a lead of this edition, or the secretariat, if you need to."),
        )
    answer = _page(code, str(title), str(advice))
    if isinstance(error, HTTPException) and (methods := getattr(error, "valid_methods", None)):
        answer.headers["Allow"] = ", ".join(methods)
    return answer


def _overtaken(error: Exception) -> Response:
    """Tell that somebody else made the same thing at the same moment: the database let one of the two in."""
    # Without the error itself, which may hold what was typed.
    log.warning("a row was refused: %s %s %s", request.method, request.endpoint, type(error).__name__)
    return _plain(Conflict())


def _unfit(error: Exception) -> Response:
    """Tell that the database can't hold what was sent, such as a sign that no text has."""
    log.warning("a value was refused: %s %s %s", request.method, request.endpoint, type(error).__name__)
    return _plain(BadRequest())


def _busy(error: Exception) -> Response:
    _forget_changes()
    answer = _numbered(503, _("This can’t be done right now"), error)
    answer.headers["Retry-After"] = "10"
    return answer


def _broken(error: Exception) -> Response:
    # First of all: after a failed write nothing can be read, not even the language in which to say so.
    _forget_changes()
    original = getattr(error, "original_exception", None) or error
    if isinstance(original, HTTPException) and original is not error:
        # A handler of another error has answered by ending the request.
        return _plain(original)
    return _numbered(500, _("Something went wrong on our side"), original)


def _numbered(status: int, title: str, error: Exception) -> Response:
    number = secrets.token_hex(4)
    log.error("request %s failed: %s %s", number, request.method, request.endpoint, exc_info=error)
    try:
        _forget_changes()
        advice = _(
            "Nothing you saved is lost. Try again in a moment. If it happens again, tell the secretariat this number: "
            "%(number)s",
            number=number,
        )
        return _page(status, title, advice)
    except Exception:
        # Whatever broke the request may break this page too.
        log.exception("the page about request %s failed", number)
        return make_response(BARE.format(number=number), status)


def _page(status: int, title: str, advice: str) -> Response:
    return page("pages/errors/error.html", fragment="notice", status=status, number=status, title=title, advice=advice)


def _is_htmx() -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


def _forget_changes() -> None:
    """Undo what a failed request began, so that its page can be read from a sound transaction."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        db.session.close()
