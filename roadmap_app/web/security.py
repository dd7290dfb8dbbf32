"""The headers that keep a browser on this site, and the locks around each request's transaction."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import Forbidden
from werkzeug.routing import IntegerConverter

from roadmap_app.database import begin_reading, begin_writing

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class ForeignFormError(Forbidden):
    """Another site's page sent a form to this one."""


class Identifier(IntegerConverter):
    """A row's number in an address; more digits than any row has make it an unknown address, not a fault."""

    regex = r"\d{1,9}"


OK = 200


def protect(app: Flask) -> None:
    """Give every answer its security headers, and refuse changes that another site's page sends."""
    app.before_request(_choose_lock)
    app.before_request(_refuse_foreign_changes)
    app.after_request(_add_headers)


def _choose_lock() -> None:
    if request.method in SAFE:
        begin_reading()
    else:
        begin_writing()


def _refuse_foreign_changes() -> None:
    # Browsers say where a request comes from; what says nothing (an old browser, a tool) still needs the form's token.
    if request.method not in SAFE and request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        raise ForeignFormError


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint == "static" and response.status_code == OK:
        # A built file's name changes with its content: no browser need ask for it again.
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    headers.setdefault("Cache-Control", "private, no-cache")
    return response
