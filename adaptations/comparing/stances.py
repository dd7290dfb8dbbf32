"""How each node of an adaptation stands to the master."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from adaptations.document import Document, Node, NodeId
from adaptations.parts import differing_parts, reworded_parts, same_content
from adaptations.wording.tokens import similarity


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


REPLACED_BELOW = 0.35
"""Title and body that are less alike than this are another text, not an adapted one."""


def track(acknowledged: Document, head: Document, local: Document) -> dict[NodeId, NodeStatus]:
    """Return the status of every node of any of the three documents."""
    base = {node.id: node for node in acknowledged.nodes}
    newest = {node.id: node for node in head.nodes}
    here = {node.id: node for node in local.nodes}
    translated = acknowledged.language != local.language
    return {
        node: _status(base.get(node), newest.get(node), here.get(node), translated=translated)
        for node in dict.fromkeys((*here, *base, *newest))
    }


def _status(base: Node | None, newest: Node | None, here: Node | None, *, translated: bool) -> NodeStatus:
    if base is None:
        position = Position.IN_STEP if newest is None else Position.NEW_UPSTREAM
        return NodeStatus(None if here is None else Stance.ADDED, position)
    behind = () if newest is None else differing_parts(base, newest)
    position = Position.REMOVED_UPSTREAM if newest is None else Position.BEHIND if behind else Position.IN_STEP
    if here is None:
        return NodeStatus(Stance.LEFT_OUT, position, (), behind)
    adapted = reworded_parts(base, here)
    return NodeStatus(_stance(base, here, adapted, translated=translated), position, adapted, behind)


def _stance(base: Node, here: Node, adapted: tuple[str, ...], *, translated: bool) -> Stance:
    if not adapted:
        return Stance.AS_IS
    return Stance.REPLACED if is_replaced(base, here, translated=translated) else Stance.ADAPTED


def is_replaced(base: Node, here: Node, *, translated: bool = False) -> bool:
    """Tell whether title and body are another text than the acknowledged ones; a translation is not."""
    if translated or same_content(base, here) or (base.title, base.body) == (here.title, here.body):
        return False
    return similarity(f"{base.title}\n\n{base.body}", f"{here.title}\n\n{here.body}") < REPLACED_BELOW
