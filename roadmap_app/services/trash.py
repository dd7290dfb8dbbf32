"""What was removed from a draft and can come back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations.document import Kind
from roadmap_app.models import DraftNode, Edition, Person


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed node; `below` counts the nodes that went along with it, `by` is empty when nobody is known."""

    node_id: str
    kind: Kind
    title: str
    parent: str | None
    below: int
    reason: str
    by: str
    at: datetime | None


def removed(session: Session, edition: Edition, standing: str) -> tuple[Removed, ...]:
    """Return the nodes that were themselves removed and stand as `standing` (trashed or left_out), newest first."""
    rows = session.execute(
        select(DraftNode, Person.name)
        .outerjoin(Person, Person.id == DraftNode.removed_by)
        .where(DraftNode.edition_id == edition.id, DraftNode.standing == standing)
        .order_by(DraftNode.removed_at.desc(), DraftNode.id)
    ).all()
    along = Counter(row.removed_with for row, _ in rows)
    return tuple(
        Removed(
            node_id=row.node_id,
            kind=Kind(row.kind),
            title=row.title,
            parent=row.parent_id,
            below=along[row.node_id] - 1,
            reason=row.removed_reason,
            by=name or "",
            at=row.removed_at,
        )
        for row, name in rows
        if row.removed_with == row.node_id
    )
