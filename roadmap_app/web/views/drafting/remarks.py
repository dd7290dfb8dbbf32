"""Comments at a node, and bringing earlier values back from its history."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request

from roadmap_app.models import Comment
from roadmap_app.services import comments, history
from roadmap_app.services.field_values import Refused
from roadmap_app.services.permissions import Action
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import Here, find
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.views.drafting.answers import UNKNOWN, unknown, with_anchor
from roadmap_app.web.views.drafting.draft import panel_of
from roadmap_app.web.views.drafting.forms import sentence
from roadmap_app.web.views.drafting.shown.desk import desk_at
from roadmap_app.web.visitor import act

pages = Blueprint("remarks", __name__)
for each in UNKNOWN:
    pages.register_error_handler(each, unknown)


@pages.post("/roadmaps/<slug>/<where>/nodes/<node_id>/comments")
def add(slug: str, where: str, node_id: str) -> Response:
    """Add a comment at a node."""
    here = find(db.session, slug, where, Action.COMMENT)
    return _answer(here, node_id, comments.add(db.session, here.edition, node_id, _text(), act()), thread=0)


@pages.post("/roadmaps/<slug>/<where>/nodes/<node_id>/comments/<int:thread>/replies")
def reply(slug: str, where: str, node_id: str, thread: int) -> Response:
    """Answer in a thread."""
    here = find(db.session, slug, where, Action.COMMENT)
    return _answer(here, node_id, comments.reply(db.session, here.edition, thread, _text(), act()), thread=thread)


@pages.post("/roadmaps/<slug>/<where>/nodes/<node_id>/comments/<int:thread>/settle")
def settle(slug: str, where: str, node_id: str, thread: int) -> Response:
    """Close a thread as settled."""
    here = find(db.session, slug, where, Action.COMMENT)
    return _answer(here, node_id, comments.settle(db.session, here.edition, thread, act()), thread=thread)


@pages.post("/roadmaps/<slug>/<where>/nodes/<node_id>/history/<int:change>/restore")
def restore(slug: str, where: str, node_id: str, change: int) -> Response:
    """Bring back what stood before a change, as a new change."""
    here = find(db.session, slug, where, Action.EDIT)
    history.restore(db.session, here.edition, node_id, change, act())
    db.session.commit()
    flash(_("It is as it was before that change."))
    return see(with_anchor(here, node_id, panel="history"))


def _text() -> str:
    return request.form.get("text", "")


def _answer(here: Here, node_id: str, outcome: Comment | Refused, *, thread: int) -> Response:
    """Return the comments as they are now; a refused one stays in its field."""
    if isinstance(outcome, Comment):
        db.session.commit()
        if "HX-Request" not in request.headers:
            return see(here.url("draft.draft", node_id=node_id, panel="comments", _anchor="context"))
        return _panel(here, node_id)
    return _panel(here, node_id, typed=_text(), wrong=sentence(outcome), thread=thread, status=422)


def _panel(
    here: Here, node_id: str, *, typed: str = "", wrong: str = "", thread: int = 0, status: int = 200
) -> Response:
    desk = desk_at(db.session, here, node_id)
    return page(
        "pages/drafting/comments.html",
        fragment="panel",
        status=status,
        here=here,
        desk=desk,
        typed=typed,
        wrong=wrong,
        answered=thread,
        **panel_of(db.session, desk, "comments"),
    )
