"""The draft as a page: outline, text, and what is said about the open node."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from roadmap_app.services import comments, draft_rows, history, trash
from roadmap_app.services.permissions import Action
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page
from roadmap_app.web.places import find
from roadmap_app.web.views.drafting.forms import number, sheets_of
from roadmap_app.web.views.drafting.shown.desk import Desk, desk_at
from roadmap_app.web.views.drafting.shown.leaves import leaf
from roadmap_app.web.views.drafting.shown.outline import outline
from roadmap_app.web.views.drafting.shown.past import told

pages = Blueprint("draft", __name__)

PANELS = ("comments", "history", "fields")
LONGEST_SEARCH = 100


@pages.get("/roadmaps/<slug>/<where>/draft")
@pages.get("/roadmaps/<slug>/<where>/draft/<node_id>")
def draft(slug: str, where: str, node_id: str = "") -> Response:
    """Show the part of the draft in which a node stands; htmx gets the outline or the panel that it changes."""
    here = find(db.session, slug, where, Action.READ_DRAFT)
    desk = desk_at(db.session, here, node_id)
    search, stance = request.args.get("q", "")[:LONGEST_SEARCH].strip(), request.args.get("stance", "")
    return page(
        "pages/drafting/draft.html",
        fragment="outline" if "q" in request.args or stance else "panel",
        here=here,
        desk=desk,
        search=search,
        stance=stance,
        groups=outline(desk.book, desk.marks, search=search, stance=stance),
        **panel_of(db.session, desk, request.args.get("panel", "")),
        leaf=leaf,
        undo=_undo(db.session, desk),
    )


@pages.get("/roadmaps/<slug>/<where>/trash")
def thrown_away(slug: str, where: str) -> Response:
    """Show what was deleted or left out, with the way back."""
    here = find(db.session, slug, where, Action.READ_DRAFT)
    desk = desk_at(db.session, here, "")
    deleted = trash.removed(db.session, here.edition, draft_rows.TRASHED)
    return page("pages/drafting/trash.html", here=here, desk=desk, deleted=deleted)


def panel_of(session: Session, desk: Desk, name: str) -> dict[str, Any]:
    """Return what the panel beside the text needs; an unknown name means the comments."""
    panel = name if name in PANELS else PANELS[0]
    found: dict[str, Any] = {"panel": panel, "threads": (), "entries": (), "sheets": (), "page_size": history.PAGE}
    if desk.node is None:
        return found
    match panel:
        case "comments":
            found["threads"] = comments.threads(session, desk.here.edition, desk.node.id)
        case "history":
            older = number(request.args.get("older", ""))
            found["entries"] = told(history.node_history(session, desk.here.edition, desk.node.id, older_than=older))
        case _:
            found["sheets"] = sheets_of(desk.node.kind, is_master=desk.is_master)
    return found


def _undo(session: Session, desk: Desk) -> history.Step | None:
    """Return the move or removal that has just been made and can be taken back."""
    change = number(request.args.get("undo", ""))
    return history.step(session, desk.here.edition, change) if change and desk.may_edit else None
