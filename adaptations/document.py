"""The document: an immutable snapshot of one edition, the value that everything else works on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NewType

NodeId = NewType("NodeId", str)

Row = tuple[str, ...]
Value = str | tuple[Row, ...]
"""A field's value: text (also dates, numbers and choices, in canonical form), or rows of text."""


class Kind(StrEnum):
    """The five kinds of node, no more."""

    SECTION = "section"
    GOAL = "goal"
    ACTION = "action"
    MILESTONE = "milestone"
    INDICATOR = "indicator"


class Setting(StrEnum):
    """What the region allows for a node: stay word for word, or be adapted."""

    OPEN = "open"
    MANDATORY = "mandatory"


@dataclass(frozen=True, slots=True)
class Node:
    """One part of an edition, with an id that stays the same in every edition of the roadmap.

    `fields` holds only non-empty values, sorted by name; names and forms are in `adaptations.fields`.
    """

    id: NodeId
    kind: Kind
    title: str
    body: str = ""
    parent: NodeId | None = None
    setting: Setting = Setting.OPEN
    fields: tuple[tuple[str, Value], ...] = ()

    def __post_init__(self) -> None:
        """Refuse unsorted or empty fields, so that equal content is always an equal value."""
        names = [name for name, _ in self.fields]
        if names != sorted(set(names)) or any(not value for _, value in self.fields):
            raise ValueError(f"fields of node {self.id} must be sorted, unique and not empty")

    def value(self, name: str) -> Value:
        """Return the field's value, or "" when the node has none."""
        return dict(self.fields).get(name, "")

    def text(self, name: str) -> str:
        """Return a textual part (title, body or a text field); raise TypeError for rows."""
        found = self.part(name)
        if isinstance(found, str):
            return found
        raise TypeError(f"{name} holds rows, not text")

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return a field's rows, () when the node has none; raise TypeError for text."""
        found = self.value(name)
        if isinstance(found, tuple):
            return found
        if found:
            raise TypeError(f"{name} holds text, not rows")
        return ()

    def part(self, name: str) -> Value:
        """Return title, body, kind, setting or any field by name."""
        match name:
            case "kind":
                return self.kind.value
            case "title":
                return self.title
            case "body":
                return self.body
            case "setting":
                return self.setting.value
            case _:
                return self.value(name)

    def with_part(self, name: str, value: Value) -> Node:
        """Return a copy in which a part (title, body, kind, setting, field) has the value; "" or () removes a field."""
        match name, value:
            case "title", str():
                return replace(self, title=value)
            case "body", str():
                return replace(self, body=value)
            case "kind", str():
                return replace(self, kind=Kind(value))
            case "setting", str():
                return replace(self, setting=Setting(value))
            case (("title" | "body" | "kind" | "setting"), _):
                raise TypeError(f"{name} is text")
            case _:
                others = {key: old for key, old in self.fields if key != name}
                if value:
                    others[name] = value
                return replace(self, fields=tuple(sorted(others.items())))


@dataclass(frozen=True, slots=True)
class Question:
    """A placeholder of the master text, written `{{key}}`, that each country answers."""

    key: str
    label: str
    hint: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One edition at one moment: its nodes in reading order (depth first, parents before children).

    `id` is the seed of the edition's look; `country` is an ISO code, "" for the master;
    `answers` are this country's (question key, text) pairs, sorted by key.
    """

    id: str
    title: str
    subtitle: str = ""
    language: str = "en"
    country: str = ""
    nodes: tuple[Node, ...] = ()
    questions: tuple[Question, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse duplicate ids, orphans, and nodes that are not in depth-first order."""
        path: list[NodeId] = []
        seen: set[NodeId] = set()
        for node in self.nodes:
            if node.id in seen:
                raise ValueError(f"node ids must be unique: {node.id}")
            while path and path[-1] != node.parent:
                path.pop()
            if node.parent is not None and not path:
                raise ValueError(f"node {node.id} does not follow its parent {node.parent}")
            path.append(node.id)
            seen.add(node.id)

    def tree(self) -> Tree:
        """Return the lookup tables of this document."""
        return Tree(self.nodes)


@dataclass(slots=True)
class Tree:
    """Lookup tables over nodes in reading order; build it once per use, it does not follow changes."""

    nodes: tuple[Node, ...]
    by_id: Mapping[NodeId, Node] = field(init=False)
    children: Mapping[NodeId | None, tuple[NodeId, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the nodes by id and by parent."""
        self.by_id = {node.id: node for node in self.nodes}
        lists: dict[NodeId | None, list[NodeId]] = {None: []}
        for node in self.nodes:
            lists.setdefault(node.parent, []).append(node.id)
            lists.setdefault(node.id, [])
        self.children = {parent: tuple(ids) for parent, ids in lists.items()}

    def subtree(self, root: NodeId) -> Iterator[NodeId]:
        """Yield the node and all below it, in reading order."""
        stack = [root]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(reversed(self.children[here]))

    def ancestors(self, node: NodeId) -> Iterator[NodeId]:
        """Yield the parents of a node, nearest first."""
        above = self.by_id[node].parent
        while above is not None:
            yield above
            above = self.by_id[above].parent

    def depth(self, node: NodeId) -> int:
        """Return how many nodes stand above this one; 0 at the top."""
        return sum(1 for _ in self.ancestors(node))


def content_hash(node: Node) -> str:
    """Return a SHA-256 hex digest of what the node says; its place in the tree does not count."""
    content = [node.kind, node.title, node.body, node.setting, node.fields]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
