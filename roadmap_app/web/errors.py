"""What a person sees when something can't be done: a page or a fragment in plain words."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from roadmap_app.web.pages import page, see

log = logging.getLogger(__name__)


def explain(app: Flask) -> None:
    """Answer every error of the web with a page that says what happened and what to do."""
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(401, _not_signed_in)
    app.register_error_handler(HTTPException, _plain)
    app.register_error_handler(InternalServerError, _broken)


def _not_signed_in(_error: HTTPException) -> Response:
    """Lead to the door; what was typed stays in the browser and comes back after signing in."""
    back = request.full_path.rstrip("?") if request.method == "GET" and not request.htmx else ""  # type: ignore[attr-defined]
    if request.htmx:  # type: ignore[attr-defined]
        return page("pages/errors/signed_out.html", fragment="signed_out", status=401)
    return see(url_for("sign_in.door", next=back) if back else url_for("sign_in.door"))


def _expired_form(_error: CSRFError) -> Response:
    return _page(400, _("This form is too old"), _("Load the page again, then send it once more. Your text is kept."))


def _plain(error: HTTPException) -> Response:
    title, advice = _words().get(error.code or 500, (error.name, error.description or ""))
    return _page(error.code or 500, title, advice)


def _broken(error: InternalServerError) -> Response:
    number = secrets.token_hex(4)
    log.error("request %s failed", number, exc_info=error.original_exception)
    return _page(
        500,
        _("Something went wrong on our side"),
        _(
            "Nothing you saved is lost. If it happens again, tell the secretariat this number: %(number)s",
            number=number,
        ),
    )


def _page(status: int, title: str, advice: str) -> Response:
    return page("pages/errors/error.html", fragment="notice", status=status, title=title, advice=advice)


def _words() -> dict[int, tuple[str, str]]:
    return {
        400: (_("This could not be understood"), _("Go back, check what you entered and send it again.")),
        403: (_("You may read this, but not change it"), _("Ask a lead of this edition if you need to.")),
        404: (_("There is nothing here"), _("The address may be mistyped, or you may not have been invited to it.")),
        405: (_("This address takes forms only"), _("Go back to the page you came from.")),
        413: (_("This is too large"), _("Send at most 5 MB at once.")),
        429: (_("Too many tries"), _("Wait a minute, then try again.")),
    }
