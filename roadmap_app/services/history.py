"""The history of a node: who changed what, when and why, and bringing an earlier value back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from adaptations.document import Value
from adaptations.fields import FIELD
from roadmap_app.models import Change, DraftNode, Edition
from roadmap_app.services import changes, draft_rows, drafting, structure
from roadmap_app.services.actor import Act, Cause

VALUES = frozenset({"title", "body", "setting", "kind", *FIELD})
STEPS = frozenset({"place", "removed", "left_out"})
PAGE = 30


class UnknownChangeError(LookupError):
    """This node has no such change, or it is of a sort that can't be taken back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change; before and after are "" for changes of the tree, `by` is empty when the program did it."""

    id: int
    part: str
    before: Value
    after: Value
    cause: Cause
    reason: str
    by: str
    at: datetime
    can_restore: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A change of the tree that can be taken back: of which node, its title then, and what was done to it."""

    change_id: int
    node_id: str
    title: str
    part: str


def step(session: Session, edition: Edition, change_id: int) -> Step | None:
    """Return a change of the tree (place, removed, left_out), None when it is none of this edition's."""
    row = session.execute(
        select(Change.node_id, Change.part, DraftNode.title)
        .join(DraftNode, (DraftNode.edition_id == Change.edition_id) & (DraftNode.node_id == Change.node_id))
        .where(Change.id == change_id, Change.edition_id == edition.id, Change.part.in_(STEPS))
    ).one_or_none()
    return Step(change_id, row.node_id, row.title, row.part) if row else None


def node_history(session: Session, edition: Edition, node_id: str, *, older_than: int = 0) -> tuple[Entry, ...]:
    """Return the newest changes of a node, newest first, at most PAGE; `older_than` is the last id already shown."""
    query = (
        select(Change)
        .options(joinedload(Change.person))
        .where(Change.edition_id == edition.id, Change.node_id == node_id)
        .order_by(Change.id.desc())
        .limit(PAGE)
    )
    if older_than:
        query = query.where(Change.id < older_than)
    return tuple(_entry(row) for row in session.execute(query).scalars())


def restore(session: Session, edition: Edition, node_id: str, change_id: int, act: Act) -> None:
    """Bring back what stood before a change, as a new change; raise UnknownChangeError or UnknownNodeError."""
    row = session.execute(
        select(Change).where(Change.id == change_id, Change.edition_id == edition.id, Change.node_id == node_id)
    ).scalar_one_or_none()
    if row is None:
        raise UnknownChangeError(str(change_id))
    act = replace(act, cause=Cause.RESTORE)
    match row.part:
        case "removed" | "left_out":
            structure.restore(session, edition, node_id, act)
        case "place":
            _put_back(session, edition, node_id, json.loads(row.before), act)
        case part if part in VALUES:
            drafting.set_part(session, edition, node_id, part, changes.value_of(row.before), act)
        case _:
            raise UnknownChangeError(str(change_id))


def _put_back(session: Session, edition: Edition, node_id: str, place: dict[str, Any], act: Act) -> None:
    moved = structure.move_node(session, edition, node_id, parent=place["parent"], after=place["after"], act=act)
    if moved is structure.Move.REFUSED:
        raise draft_rows.UnknownNodeError(node_id)


def _entry(row: Change) -> Entry:
    is_value = row.part in VALUES
    return Entry(
        id=row.id,
        part=row.part,
        before=changes.value_of(row.before) if is_value else "",
        after=changes.value_of(row.after) if is_value else "",
        cause=Cause(row.cause),
        reason=row.reason,
        by=row.person.name if row.person else "",
        at=row.at,
        can_restore=is_value or row.part in STEPS,
    )
