"""How the draft answers a change: where to look next, and what to say."""

from __future__ import annotations

import json

from flask import Response, current_app
from werkzeug.exceptions import NotFound

from roadmap_app.services import comments, draft_rows, history
from roadmap_app.web.places import Here


def with_anchor(here: Here, node_id: str, **values: object) -> str:
    """Return the address of a node in the draft, down to its place on the page."""
    return here.url("draft.draft", node_id=node_id, _anchor=f"n-{node_id}", **values)


def said(response: Response, text: str) -> Response:
    """Let a fragment bring a sentence that is shown for a while; "" says nothing."""
    if text:
        response.headers["HX-Trigger"] = json.dumps({"toast": {"text": text}})
    return response


def unknown(_error: LookupError) -> Response:
    """Answer what does not exist (or not here) as every other unknown address."""
    # An error handler must not raise: what it raises would become a failure of the server.
    return current_app.make_response(current_app.handle_http_exception(NotFound()))


UNKNOWN = (draft_rows.UnknownNodeError, history.UnknownChangeError, comments.UnknownCommentError)
"""What services raise for ids that are not of this edition."""
