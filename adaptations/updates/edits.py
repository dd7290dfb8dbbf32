"""Edits: the small steps in which a decision changes a document, and their inverses."""

from __future__ import annotations

from dataclasses import dataclass

from adaptations.document import Document, Node, NodeId, Value


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


def apply_edits(document: Document, edits: tuple[Edit, ...]) -> Document:
    """Return the document after the edits, one after the other; raise ValueError when one does not fit."""
    raise NotImplementedError


def inverse(document: Document, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the edits that lead from `apply_edits(document, edits)` back to the document."""
    raise NotImplementedError
