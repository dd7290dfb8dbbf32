"""Every change of a draft is written down: who, when, through what, why, before and after."""

from __future__ import annotations

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from adaptations.document import Value
from roadmap_app.models import Change, Edition
from roadmap_app.services.actor import Act

Noted = Value | dict[str, str | int | None]
"""What a change's before and after may hold: a part's value, or for a place its parent and position."""


def record(
    session: Session, edition: Edition, act: Act, node_id: str, part: str, *, before: Noted = "", after: Noted = ""
) -> Change:
    """Write one change down and count it in the edition's revision."""
    row = Change(
        edition_id=edition.id,
        node_id=node_id,
        part=part,
        before=noted(before),
        after=noted(after),
        cause=act.cause,
        reason=act.reason,
        person_id=act.person_id,
        at=act.at,
    )
    session.add(row)
    count(session, edition)
    return row


def count(session: Session, edition: Edition, changes: int = 1) -> None:
    """Count changes in the edition's revision, in the database, so that two counters never write the same number."""
    edition.revision = Edition.revision + changes
    session.flush()


def newest(session: Session, edition: Edition, node_id: str, part: str) -> int:
    """Return the id of the last change of one part of a node, 0 when there was none: what a form has seen."""
    found = session.execute(
        select(func.max(Change.id)).where(
            Change.edition_id == edition.id, Change.node_id == node_id, Change.part == part
        )
    ).scalar_one()
    return found or 0


def noted(value: Noted) -> str:
    """Return a value as the JSON that a change keeps."""
    return json.dumps(value, ensure_ascii=False)


def value_of(kept: str) -> Value:
    """Return the value of a part that a change keeps."""
    plain = json.loads(kept) if kept else ""
    return plain if isinstance(plain, str) else tuple(tuple(row) for row in plain)
