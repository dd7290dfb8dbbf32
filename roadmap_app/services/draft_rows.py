"""The rows of a draft: finding one, locking it for a change, and keeping siblings in order."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmap_app.models import DraftNode, Edition

PRESENT, TRASHED, LEFT_OUT = "present", "trashed", "left_out"


class UnknownNodeError(LookupError):
    """This edition's draft has no such node, or not where it was looked for."""


def find(session: Session, edition: Edition, node_id: str, *standings: str) -> DraftNode:
    """Return the node's row; raise UnknownNodeError unless it stands as one of `standings` (present by default)."""
    row = session.execute(
        select(DraftNode).where(DraftNode.edition_id == edition.id, DraftNode.node_id == node_id)
    ).scalar_one_or_none()
    if row is None or row.standing not in (standings or (PRESENT,)):
        raise UnknownNodeError(f"edition {edition.id} has no node {node_id}")
    return row


def lock(session: Session, edition: Edition) -> None:
    """Let nobody else change this draft until the transaction ends.

    All writers take this lock first, so that they never wait for each other in a circle. SQLite has one writer anyway.
    """
    session.execute(select(Edition.id).where(Edition.id == edition.id).with_for_update())


def locked(session: Session, edition: Edition, node_id: str, *standings: str) -> DraftNode:
    """Return the node's row as it is now, with the draft locked for a change; raise UnknownNodeError."""
    lock(session, edition)
    row = find(session, edition, node_id, *standings)
    session.refresh(row, with_for_update=True)
    if row.standing not in (standings or (PRESENT,)):
        raise UnknownNodeError(f"edition {edition.id} has no node {node_id}")
    return row


def siblings(session: Session, edition: Edition, parent: str | None) -> list[DraftNode]:
    """Return the children of a parent in order, whatever their standing: what comes back finds its place again."""
    return list(
        session.execute(
            select(DraftNode)
            .where(
                DraftNode.edition_id == edition.id,
                DraftNode.parent_id.is_(None) if parent is None else DraftNode.parent_id == parent,
            )
            .order_by(DraftNode.position, DraftNode.node_id)
            .execution_options(populate_existing=True)
        ).scalars()
    )


def subtree(session: Session, edition: Edition, node_id: str) -> list[str]:
    """Return the ids of a node and of everything below it, parents first, whatever their standing."""
    children: dict[str | None, list[str]] = {}
    pairs = session.execute(
        select(DraftNode.node_id, DraftNode.parent_id)
        .where(DraftNode.edition_id == edition.id)
        .order_by(DraftNode.position, DraftNode.node_id)
    )
    for child, parent in pairs:
        children.setdefault(parent, []).append(child)
    found = [node_id]
    for each in found:
        found.extend(children.get(each, []))
    return found


def put(session: Session, edition: Edition, rows: list[DraftNode], parent: str | None, after: str | None) -> None:
    """Place rows in this order below a parent, behind the sibling `after` (None or unknown there: first)."""
    moving = {row.node_id for row in rows}
    others = [row for row in siblings(session, edition, parent) if row.node_id not in moving]
    index = next((place + 1 for place, row in enumerate(others) if row.node_id == after), 0)
    for place, row in enumerate([*others[:index], *rows, *others[index:]]):
        if row.position != place:
            row.position = place
        if row.parent_id != parent:
            row.parent_id = parent


def keep_removed(session: Session, edition: Edition, revived: set[str]) -> None:
    """Let what went along with nodes that came back alone stay removed on its own, so that it can still come back."""
    if not revived:
        return
    rows = session.execute(
        select(DraftNode).where(DraftNode.edition_id == edition.id, DraftNode.removed_with.in_(revived))
    ).scalars()
    left = {row.node_id: row for row in rows if row.node_id not in revived}
    for row in left.values():
        root = row
        while root.parent_id in left:
            root = left[root.parent_id]
        row.removed_with = root.node_id
