"""Edits: the small steps in which a decision changes a document, and their inverses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from adaptations.document import Document, Node, NodeId, Value
from adaptations.updates.outline import Outline


@dataclass(frozen=True, slots=True)
class SetPart:
    """Give one part (title, body, kind, setting or a field) of a node a value; node "" is the roadmap itself."""

    node: NodeId
    part: str
    value: Value


@dataclass(frozen=True, slots=True)
class AddNodes:
    """Add a node (the first) and what hangs below it, parents first, after the sibling `after` (None: first)."""

    nodes: tuple[Node, ...]
    after: NodeId | None


@dataclass(frozen=True, slots=True)
class RemoveNode:
    """Remove a node and everything below it."""

    node: NodeId


@dataclass(frozen=True, slots=True)
class MoveNode:
    """Put a node, with everything below it, below another parent or after another sibling (None: first)."""

    node: NodeId
    parent: NodeId | None
    after: NodeId | None


Edit = SetPart | AddNodes | RemoveNode | MoveNode


def apply_edits(document: Document, edits: Iterable[Edit]) -> Document:
    """Return the document after the edits, one after the other; raise ValueError when one does not fit."""
    outline = Outline(document)
    for each in edits:
        apply_edit(outline, each)
    return outline.document()


def inverse(document: Document, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that lead from `apply_edits(document, edits)` back to the document."""
    outline = Outline(document)
    result: list[Edit] = []
    for each in edits:
        result.append(_inverse(outline, each))
        apply_edit(outline, each)
    return tuple(reversed(result))


def apply_edit(outline: Outline, edit: Edit) -> None:
    """Change the outline by one edit; raise ValueError when it does not fit."""
    match edit:
        case SetPart(node, part, value):
            outline.set_part(node, part, value)
        case AddNodes(nodes, after):
            for index, added in enumerate(nodes):
                siblings = outline.children.get(added.parent, [])
                outline.add(added, (siblings[-1] if siblings else None) if index else after)
        case RemoveNode(node):
            outline.remove(node)
        case MoveNode(node, parent, after):
            outline.move(node, parent, after)
        case _:
            assert_never(edit)


def _inverse(outline: Outline, edit: Edit) -> Edit:
    match edit:
        case SetPart(node, part, _):
            return SetPart(node, part, outline.nodes[node].part(part) if node else outline.text(part))
        case AddNodes(nodes, _):
            return RemoveNode(nodes[0].id)
        case RemoveNode(node):
            return AddNodes(tuple(outline.nodes[each] for each in outline.subtree(node)), outline.left(node))
        case MoveNode(node, _, _):
            return MoveNode(node, outline.nodes[node].parent, outline.left(node))
        case _:
            assert_never(edit)
