"""What changed between two documents of one roadmap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adaptations.document import Document, Node, NodeId, Question, Tree, Value
from adaptations.order import moved
from adaptations.parts import GROUPS, differing_parts


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
    return tuple(_changes(old, new))


def shifted(old: Tree, new: Tree) -> set[NodeId]:
    """Return the nodes that kept their parent but not their place among the siblings that both documents have."""
    result: set[NodeId] = set()
    for parent, after in new.children.items():
        before = old.children.get(parent, ())
        if before != after and before and after:
            result |= moved(before, after)
    return result


def _changes(old: Document, new: Document) -> Iterator[Change]:
    for part, before, after in (("title", old.title, new.title), ("subtitle", old.subtitle, new.subtitle)):
        if before != after:
            yield Changed(NodeId(""), part, before, after)
    old_tree, new_tree = old.tree(), new.tree()
    displaced = shifted(old_tree, new_tree)
    for node in new.nodes:
        was = old_tree.by_id.get(node.id)
        if was is None:
            yield Added(node)
            continue
        if was.parent != node.parent or node.id in displaced:
            yield Moved(node.id, was.parent, node.parent)
        yield from _part_changes(was, node)
    yield from (Removed(node) for node in old.nodes if node.id not in new_tree.by_id)
    yield from _question_changes(old, new)


def _part_changes(old: Node, new: Node) -> Iterator[Changed]:
    for part in differing_parts(old, new):
        for name in GROUPS.get(part, (part,)):
            if old.part(name) != new.part(name):
                yield Changed(new.id, name, old.part(name), new.part(name))


def _question_changes(old: Document, new: Document) -> Iterator[QuestionChanged]:
    questions, newer = {each.key: each for each in old.questions}, {each.key: each for each in new.questions}
    for key in dict.fromkeys((*newer, *questions)):
        if questions.get(key) != newer.get(key):
            yield QuestionChanged(key, questions.get(key), newer.get(key))
