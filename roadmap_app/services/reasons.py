"""Why a country differs: the reasons its people gave, node by node."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations import Choice
from roadmap_app.models import Change, Decision, DraftNode, Edition, Person
from roadmap_app.services.actor import Cause


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, who gave it and when; `name` is "" when nobody is known."""

    text: str
    name: str = ""
    at: datetime | None = None


def reasons_for(session: Session, edition: Edition) -> dict[str, Reason]:
    """Return the newest reason at each node of an adaptation: of a change, of a decision, or of leaving it out.

    Only what still stands counts: nothing of a decision that was undone or put off, nor of a node that is back.
    """
    found: dict[str, Reason] = {}
    changes = session.execute(
        select(Change.node_id, Change.reason, Person.name, Change.at)
        .outerjoin(Person, Person.id == Change.person_id)
        .where(Change.edition_id == edition.id, Change.reason != "")
        # What a decision changed goes by its decision, what was left out by its node: both can be taken back.
        .where(Change.cause != Cause.PULL, Change.part != "left_out")
        .order_by(Change.id)
    )
    decisions = session.execute(
        select(Decision.node_id, Decision.reason, Person.name, Decision.at)
        .outerjoin(Person, Person.id == Decision.person_id)
        .where(Decision.edition_id == edition.id, Decision.reason != "", Decision.undone_at.is_(None))
        .where(Decision.choice != Choice.LATER)
        .order_by(Decision.id)
    )
    for node_id, text, name, at in sorted([*changes, *decisions], key=lambda row: row[3]):
        found[node_id] = Reason(text, name or "", at)
    left_out = session.execute(
        select(DraftNode.node_id, DraftNode.removed_reason, Person.name, DraftNode.removed_at)
        .outerjoin(Person, Person.id == DraftNode.removed_by)
        .where(DraftNode.edition_id == edition.id, DraftNode.standing == "left_out")
    )
    for node_id, text, name, at in left_out:
        found[node_id] = Reason(text, name or "", at)
    return found
