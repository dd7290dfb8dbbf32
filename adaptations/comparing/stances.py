"""How each node of an adaptation stands to the master."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from adaptations.document import Document, NodeId


class Stance(StrEnum):
    """How a node of an adaptation relates to the acknowledged master."""

    AS_IS = "as_is"
    ADAPTED = "adapted"
    REPLACED = "replaced"
    LEFT_OUT = "left_out"
    ADDED = "added"


class Position(StrEnum):
    """How the acknowledged state of a node relates to the newest master version."""

    IN_STEP = "in_step"
    BEHIND = "behind"
    REMOVED_UPSTREAM = "removed_upstream"
    NEW_UPSTREAM = "new_upstream"


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """One node's status; `stance` is None for a node that is new upstream and not here yet.

    `parts_adapted` and `parts_behind` name the parts (fields of a group by the group's name) that differ from the
    acknowledged node, here and in the newest version.
    """

    stance: Stance | None
    position: Position
    parts_adapted: tuple[str, ...] = ()
    parts_behind: tuple[str, ...] = ()


def track(acknowledged: Document, head: Document, local: Document) -> dict[NodeId, NodeStatus]:
    """Return the status of every node of any of the three documents."""
    raise NotImplementedError
