"""What changed between two documents of one roadmap."""

from __future__ import annotations

from dataclasses import dataclass

from adaptations.document import Document, Node, NodeId, Question, Value


@dataclass(frozen=True, slots=True)
class Added:
    """A node that only the newer document has."""

    node: Node


@dataclass(frozen=True, slots=True)
class Removed:
    """A node that only the older document has."""

    node: Node


@dataclass(frozen=True, slots=True)
class Moved:
    """A node that has another parent, or, when the parents are equal, another place among its siblings."""

    node: NodeId
    old_parent: NodeId | None
    new_parent: NodeId | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A part (title, body, kind, setting or a field) with another value; node "" is the roadmap itself."""

    node: NodeId
    part: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class QuestionChanged:
    """A question added (`old` None), removed (`new` None) or changed."""

    key: str
    old: Question | None
    new: Question | None


Change = Added | Removed | Moved | Changed | QuestionChanged


def diff_document(old: Document, new: Document) -> tuple[Change, ...]:
    """Return what changed, in the reading order of the newer document; removed nodes and questions come last."""
    raise NotImplementedError
