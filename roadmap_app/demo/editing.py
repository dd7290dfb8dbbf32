"""The steps of the demo's files, carried out in a draft as a person would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from sqlalchemy.orm import Session

from roadmap_app.demo.content import Addition, BadContentError, Give, Rewrite, Shift, Step, Withdraw
from roadmap_app.models import Edition
from roadmap_app.services import draft_rows, drafting, planting, structure
from roadmap_app.services.actor import Act
from roadmap_app.services.snapshots import node_value


def carry_out(session: Session, edition: Edition, steps: Sequence[Step], acts: Sequence[Act]) -> None:
    """Carry out each step as the act of the same place; raise BadContentError for one that doesn't fit."""
    for step, act in zip(steps, acts, strict=True):
        _one(session, edition, step, replace(act, reason=step.reason))


def _one(session: Session, edition: Edition, step: Step, act: Act) -> None:
    match step:
        case Rewrite():
            row = draft_rows.find(session, edition, step.node)
            old = node_value(row).text(step.part)
            if old.count(step.find) != 1:
                raise BadContentError(f"{step.node}: found {old.count(step.find)} times: {step.find}")
            drafting.set_part(session, edition, step.node, step.part, old.replace(step.find, step.replace), act)
        case Give():
            drafting.set_part(session, edition, step.node, step.part, step.value, act)
        case Withdraw() if step.leave_out:
            structure.leave_out(session, edition, step.node, reason=step.reason, act=act)
        case Withdraw():
            structure.trash(session, edition, step.node, act)
        case Shift():
            structure.move_node(session, edition, step.node, parent=step.parent, after=step.after, act=act)
        case Addition():
            planting.plant_nodes(session, edition, (step.new,), step.after, act)
        case _:
            assert_never(step)
