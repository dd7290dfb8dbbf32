"""A template as a whole page, or as the one fragment that htmx asked for."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, render_template, request
from htmx_flask import make_response as htmx_response
from jinja2_fragments.flask import render_block


def page(template: str, *, fragment: str = "", status: int = 200, **context: Any) -> Response:  # noqa: ANN401 -- a template takes anything
    """Return the whole page, or only its named block when htmx asked and the view names one.

    The view chooses the fragment, never the browser. Boosted links and history get the whole page.
    """
    wants_fragment = fragment and request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    if wants_fragment and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
        body = render_block(template, fragment, **context)
    else:
        body = render_template(template, **context)
    response = make_response(body, status)
    response.vary.add("HX-Request")
    return response


def see(url: str) -> Response:
    """Answer a change with the page to look at next: 303, or a whole new page where htmx asked."""
    if request.htmx:  # type: ignore[attr-defined]
        answer: Response = htmx_response("", redirect=url)
        answer.vary.add("HX-Request")
        return answer
    return make_response(redirect(url, code=303))
