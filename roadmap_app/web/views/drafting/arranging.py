"""Adding, moving and removing nodes: forms that work without a script, which dragging and keys also use."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request
from sqlalchemy.orm import Session

from adaptations.document import Kind, Node
from roadmap_app.services import changes, draft_rows, structure
from roadmap_app.services.actor import Cause
from roadmap_app.services.field_values import Refused, read_value
from roadmap_app.services.permissions import Action
from roadmap_app.services.structure import Move
from roadmap_app.services.texts import cleaned
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import Here, find
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.views.drafting.answers import UNKNOWN, unknown, with_anchor
from roadmap_app.web.views.drafting.forms import sentence
from roadmap_app.web.views.drafting.shown.desk import Desk, desk_at
from roadmap_app.web.visitor import act

pages = Blueprint("arranging", __name__)
for each in UNKNOWN:
    pages.register_error_handler(each, unknown)

STEPS = {
    "up": structure.move_up,
    "down": structure.move_down,
    "in": structure.indent,
    "out": structure.outdent,
}
LONGEST_REASON = 1_000


@pages.get("/roadmaps/<slug>/<where>/nodes/new")
def new(slug: str, where: str) -> Response:
    """Show the form for a new node of a kind, below a parent and behind a sibling."""
    here = find(db.session, slug, where, Action.EDIT)
    return _new_form(here, request.args.get("title", ""), "")


@pages.post("/roadmaps/<slug>/<where>/nodes/new")
def add(slug: str, where: str) -> Response:
    """Add a node and open it."""
    here = find(db.session, slug, where, Action.EDIT)
    title = read_value("title", request.form.get("title", ""))
    if isinstance(title, Refused):
        return _new_form(here, request.form.get("title", ""), sentence(title), status=422)
    kind, parent, after = _wanted()
    node = structure.add_node(
        db.session, here.edition, kind=kind, title=str(title), parent=parent, after=after, act=act()
    )
    db.session.commit()
    return see(with_anchor(here, node.node_id, panel="fields"))


@pages.get("/roadmaps/<slug>/<where>/nodes/<node_id>/move")
def places(slug: str, where: str, node_id: str) -> Response:
    """Show everywhere that a node can be moved to."""
    here = find(db.session, slug, where, Action.EDIT)
    return _move_form(desk_at(db.session, here, node_id))


@pages.post("/roadmaps/<slug>/<where>/nodes/<node_id>/move")
def move(slug: str, where: str, node_id: str) -> Response:
    """Move a node one step, or to a parent and sibling."""
    here, form = find(db.session, slug, where, Action.EDIT), request.form
    step = STEPS.get(form.get("step", ""))
    if step:
        moved = step(db.session, here.edition, node_id, act())
    else:
        parent, after = _place(form.get("to", ""))
        moved = structure.move_node(db.session, here.edition, node_id, parent=parent, after=after, act=act())
    if moved is Move.REFUSED:
        return _move_form(desk_at(db.session, here, node_id), _("A part can’t stand below itself."), status=422)
    undo = changes.newest(db.session, here.edition, node_id, "place") if moved is Move.MOVED else None
    db.session.commit()
    return see(with_anchor(here, node_id, undo=undo))


@pages.post("/roadmaps/<slug>/<where>/nodes/<node_id>/delete")
def delete(slug: str, where: str, node_id: str) -> Response:
    """Move a node to the trash; a node of the region is left out with a reason instead."""
    here = find(db.session, slug, where, Action.EDIT)
    if _is_of_region(desk_at(db.session, here, node_id)):
        return see(here.url("arranging.leaving", node_id=node_id))
    beside = _beside(db.session, here, node_id)
    structure.trash(db.session, here.edition, node_id, act())
    undo = changes.newest(db.session, here.edition, node_id, "removed")
    db.session.commit()
    return see(with_anchor(here, beside, undo=undo) if beside else here.url("draft.draft", undo=undo))


@pages.get("/roadmaps/<slug>/<where>/nodes/<node_id>/leave-out")
def leaving(slug: str, where: str, node_id: str) -> Response:
    """Ask why a node of the region is left out here."""
    here = find(db.session, slug, where, Action.EDIT)
    return _reason_form(desk_at(db.session, here, node_id))


@pages.post("/roadmaps/<slug>/<where>/nodes/<node_id>/leave-out")
def leave_out(slug: str, where: str, node_id: str) -> Response:
    """Leave a node of the region out, with its reason."""
    here = find(db.session, slug, where, Action.EDIT)
    desk, reason = desk_at(db.session, here, node_id), cleaned(request.form.get("reason", "")).strip()
    if not reason or len(reason) > LONGEST_REASON:
        wrong = _("Use at most %(limit)s characters.", limit=LONGEST_REASON) if reason else _("Say why, in a sentence.")
        return _reason_form(desk, reason, wrong, status=422)
    beside = _beside(db.session, here, node_id)
    structure.leave_out(db.session, here.edition, node_id, reason=reason, act=act())
    undo = changes.newest(db.session, here.edition, node_id, "left_out")
    db.session.commit()
    return see(with_anchor(here, beside, undo=undo) if beside else here.url("draft.draft", undo=undo))


@pages.post("/roadmaps/<slug>/<where>/nodes/<node_id>/restore")
def restore(slug: str, where: str, node_id: str) -> Response:
    """Bring a deleted or left-out node back."""
    here = find(db.session, slug, where, Action.EDIT)
    structure.restore(db.session, here.edition, node_id, act(Cause.RESTORE))
    db.session.commit()
    flash(_("It is back in its place."))
    return see(with_anchor(here, node_id))


def _wanted() -> tuple[Kind, str | None, str | None]:
    kind = request.values.get("kind", "")
    if kind not in set(Kind):
        abort(400)
    return Kind(kind), request.values.get("parent") or None, request.values.get("after") or None


def _new_form(here: Here, title: str, wrong: str, status: int = 200) -> Response:
    kind, parent, after = _wanted()
    desk = desk_at(db.session, here, parent or "")
    return page(
        "pages/drafting/new.html",
        fragment="form",
        status=status,
        here=here,
        desk=desk,
        kind=kind,
        parent=parent,
        after=after,
        title=title,
        wrong=wrong,
    )


def _place(to: str) -> tuple[str | None, str | None]:
    """Return the parent and the sibling before of a place written `parent/after`, each of which may be empty."""
    parent, slash, after = to.partition("/")
    if not slash:
        abort(400)
    return parent or None, after or None


def _move_form(desk: Desk, wrong: str = "", status: int = 200) -> Response:
    if desk.node is None:
        abort(404)
    own = set(desk.book.tree.subtree(desk.node.id))
    parents = [each for each in desk.book.document.nodes if each.id not in own and _may_hold(each, desk.node)]
    return page(
        "pages/drafting/move.html",
        fragment="form",
        status=status,
        here=desk.here,
        desk=desk,
        parents=parents,
        at_top=desk.node.kind in structure.HOLDS[None],
        wrong=wrong,
    )


def _may_hold(parent: Node, node: Node) -> bool:
    return node.kind in structure.HOLDS[parent.kind]


def _reason_form(desk: Desk, reason: str = "", wrong: str = "", status: int = 200) -> Response:
    if desk.is_master or desk.node is None:
        abort(404)
    return page(
        "pages/drafting/leave_out.html",
        fragment="form",
        status=status,
        here=desk.here,
        desk=desk,
        reason=reason,
        wrong=wrong,
        limit=LONGEST_REASON,
    )


def _is_of_region(desk: Desk) -> bool:
    """Say whether an adaptation has the node from its master."""
    stances = desk.marks.stances
    return desk.node is not None and stances is not None and stances.get(desk.node.id) != "added"


def _beside(session: Session, here: Here, node_id: str) -> str:
    """Return where to look once a node is gone: at the one before it, else its parent, else nowhere in particular."""
    row = draft_rows.find(session, here.edition, node_id)
    around = [each for each in draft_rows.siblings(session, here.edition, row.parent_id) if each.standing == "present"]
    index = around.index(row)
    return around[index - 1].node_id if index else row.parent_id or ""
