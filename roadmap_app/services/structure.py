"""The tree of a draft: adding, moving and removing nodes, each a change that can be taken back."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations.document import Kind, Node, NodeId
from roadmap_app.models import DraftNode, Edition
from roadmap_app.services import changes, draft_rows, planting
from roadmap_app.services.actor import Act
from roadmap_app.services.draft_rows import LEFT_OUT, PRESENT, TRASHED

HOLDS: dict[Kind | None, tuple[Kind, ...]] = {
    None: (Kind.GOAL, Kind.SECTION),
    Kind.GOAL: (Kind.SECTION, Kind.ACTION, Kind.MILESTONE, Kind.INDICATOR),
    Kind.SECTION: (Kind.SECTION, Kind.ACTION, Kind.MILESTONE, Kind.INDICATOR),
    Kind.ACTION: (Kind.MILESTONE, Kind.INDICATOR),
    Kind.MILESTONE: (),
    Kind.INDICATOR: (),
}
"""Which kinds a person is offered below each kind (None: at the top); imported documents may hold anything."""


class Move(StrEnum):
    """What became of a move: done, nothing to do, or refused because a node can't stand below itself."""

    MOVED = "moved"
    STAYED = "stayed"
    REFUSED = "refused"


def fresh_id() -> str:
    """Return a new random node id: twelve letters and digits."""
    return base64.b32encode(secrets.token_bytes(8)).decode().lower()[:12]


def add_node(
    session: Session,
    edition: Edition,
    *,
    kind: Kind,
    title: str,
    parent: str | None,
    after: str | None,
    act: Act,
    new_id: Callable[[], str] = fresh_id,
) -> DraftNode:
    """Add a node behind the sibling `after` (None: first); raise UnknownNodeError when the parent is not there."""
    node = Node(NodeId(new_id()), kind, title, parent=None if parent is None else NodeId(parent))
    planting.plant_nodes(session, edition, (node,), after, act)
    return draft_rows.find(session, edition, node.id)


def move_node(
    session: Session, edition: Edition, node_id: str, *, parent: str | None, after: str | None, act: Act
) -> Move:
    """Put a node with all below it under a parent, behind the sibling `after` (None: first).

    Raise UnknownNodeError when the node or the parent is not there.
    """
    row = draft_rows.locked(session, edition, node_id)
    if parent is not None:
        draft_rows.find(session, edition, parent)
        if parent in draft_rows.subtree(session, edition, node_id):
            return Move.REFUSED
    before = _place(session, edition, row)
    if before == {"parent": parent, "after": after} or after == node_id:
        return Move.STAYED
    draft_rows.put(session, edition, [row], parent, after)
    session.flush()
    changes.record(session, edition, act, node_id, "place", before=before, after=_place(session, edition, row))
    return Move.MOVED


def move_up(session: Session, edition: Edition, node_id: str, act: Act) -> Move:
    """Put a node before its previous sibling."""
    row, earlier, _later = _neighbours(session, edition, node_id)
    if not earlier:
        return Move.STAYED
    after = earlier[-2].node_id if len(earlier) > 1 else None
    return move_node(session, edition, node_id, parent=row.parent_id, after=after, act=act)


def move_down(session: Session, edition: Edition, node_id: str, act: Act) -> Move:
    """Put a node behind its next sibling."""
    row, _earlier, later = _neighbours(session, edition, node_id)
    if not later:
        return Move.STAYED
    return move_node(session, edition, node_id, parent=row.parent_id, after=later[0].node_id, act=act)


def indent(session: Session, edition: Edition, node_id: str, act: Act) -> Move:
    """Put a node under its previous sibling, as the last there."""
    _row, earlier, _later = _neighbours(session, edition, node_id)
    if not earlier:
        return Move.STAYED
    parent = earlier[-1].node_id
    below = [row for row in draft_rows.siblings(session, edition, parent) if row.standing == PRESENT]
    return move_node(session, edition, node_id, parent=parent, after=below[-1].node_id if below else None, act=act)


def outdent(session: Session, edition: Edition, node_id: str, act: Act) -> Move:
    """Put a node behind its parent."""
    row = draft_rows.find(session, edition, node_id)
    if row.parent_id is None:
        return Move.STAYED
    parent = draft_rows.find(session, edition, row.parent_id)
    return move_node(session, edition, node_id, parent=parent.parent_id, after=parent.node_id, act=act)


def trash(session: Session, edition: Edition, node_id: str, act: Act) -> None:
    """Move a node with all below it to the trash."""
    _remove(session, edition, node_id, TRASHED, "removed", act)


def leave_out(session: Session, edition: Edition, node_id: str, *, reason: str, act: Act) -> None:
    """Leave a node of the region out of an adaptation, with all below it; raise ValueError without a reason."""
    if edition.country_code is None:
        raise ValueError("the master leaves nothing out")
    if not reason.strip():
        raise ValueError("leaving something out needs a reason")
    _remove(session, edition, node_id, LEFT_OUT, "left_out", Act(act.person_id, act.at, act.cause, reason.strip()))


def restore(session: Session, edition: Edition, node_id: str, act: Act) -> None:
    """Bring a removed node back, with all that went along; below its nearest parent that is still there.

    Raise UnknownNodeError unless the node was itself removed.
    """
    root = draft_rows.locked(session, edition, node_id, TRASHED, LEFT_OUT)
    parent = root.parent_id
    while parent is not None:
        above = draft_rows.find(session, edition, parent, PRESENT, TRASHED, LEFT_OUT)
        if above.standing == PRESENT:
            break
        parent = above.parent_id
    if parent != root.parent_id:
        draft_rows.put(session, edition, [root], parent, None)
    for row in _rows(session, edition, removed_with=root.removed_with):
        row.standing, row.removed_with, row.removed_reason = PRESENT, "", ""
        row.removed_by = row.removed_at = None
    changes.record(session, edition, act, node_id, "restored", after=root.title)


def bring_back(session: Session, edition: Edition, node_id: str, act: Act) -> None:
    """Take a node that was left out (or trashed) back into the draft."""
    restore(session, edition, node_id, act)


def _remove(session: Session, edition: Edition, node_id: str, standing: str, part: str, act: Act) -> None:
    root = draft_rows.locked(session, edition, node_id)
    below = set(draft_rows.subtree(session, edition, node_id))
    for row in _rows(session, edition, standing=PRESENT):
        if row.node_id in below:
            row.standing, row.removed_with, row.removed_reason = standing, node_id, act.reason
            row.removed_by, row.removed_at = act.person_id, act.at
    changes.record(session, edition, act, node_id, part, before=root.title)


def _rows(session: Session, edition: Edition, **having: str) -> list[DraftNode]:
    return list(session.execute(select(DraftNode).filter_by(edition_id=edition.id, **having)).scalars())


def _neighbours(session: Session, edition: Edition, node_id: str) -> tuple[DraftNode, list[DraftNode], list[DraftNode]]:
    draft_rows.lock(session, edition)
    row = draft_rows.find(session, edition, node_id)
    around = [each for each in draft_rows.siblings(session, edition, row.parent_id) if each.standing == PRESENT]
    index = around.index(row)
    return row, around[:index], around[index + 1 :]


def _place(session: Session, edition: Edition, row: DraftNode) -> dict[str, str | int | None]:
    """Return where a node stands: its parent and the sibling before it."""
    _row, earlier, _later = _neighbours(session, edition, row.node_id)
    return {"parent": row.parent_id, "after": earlier[-1].node_id if earlier else None}
