"""Edits and case values as JSON, for decisions that are kept for ever."""

from __future__ import annotations

import hashlib
import json
from typing import Any, assert_never

from adaptations import (
    ROADMAP,
    AddNodes,
    CaseValue,
    Document,
    Edit,
    FieldGroup,
    MoveNode,
    Node,
    NodeId,
    Place,
    RemoveNode,
    SetPart,
    Subtree,
    Value,
)
from adaptations.codec import from_json, to_json
from adaptations.parts import GROUPS
from adaptations.updates.outline import Outline


def edits_to_json(edits: tuple[Edit, ...]) -> str:
    """Return the edits as JSON text."""
    return json.dumps([_edit_to_plain(each) for each in edits], ensure_ascii=False)


def edits_from_json(text: str) -> tuple[Edit, ...]:
    """Return the edits that `edits_to_json` wrote."""
    return tuple(_edit_from_plain(each) for each in json.loads(text or "[]"))


def case_value_to_json(value: CaseValue) -> str:
    """Return one side of a case as JSON text; text and rows stay as they are, the rest says what it is."""
    match value:
        case None | str() | tuple():
            return json.dumps(value, ensure_ascii=False)
        case FieldGroup():
            return json.dumps({"fields": value.values}, ensure_ascii=False)
        case Subtree():
            title = value.nodes[0].title if value.nodes else ""
            return json.dumps({"title": title, "mark": _mark(value.nodes)}, ensure_ascii=False)
        case Place():
            return json.dumps({"parent": value.parent, "after": value.after})
        case _:
            assert_never(value)


def case_value_in(document: Document, node_id: str, part: str) -> CaseValue:
    """Return what the part that a case is about says in this document; None when its node is not there."""
    if node_id == ROADMAP:
        return document.subtitle if part == "subtitle" else document.title
    outline = Outline(document)
    node = outline.nodes.get(NodeId(node_id))
    if node is None:
        return None
    match part:
        case "added" | "removed":
            return Subtree(tuple(outline.nodes[each] for each in outline.subtree(node.id)))
        case "place":
            return Place(node.parent, outline.left(node.id))
        case group if group in GROUPS:
            return FieldGroup(tuple((name, node.part(name)) for name in GROUPS[group]))
        case _:
            return node.part(part)


def _edit_to_plain(edit: Edit) -> list[Any]:
    match edit:
        case SetPart():
            return ["set", edit.node, edit.part, edit.value]
        case AddNodes():
            return ["add", _nodes_to_text(edit.nodes), edit.nodes[0].parent, edit.after]
        case RemoveNode():
            return ["remove", edit.node]
        case MoveNode():
            return ["move", edit.node, edit.parent, edit.after]
        case _:
            assert_never(edit)


def _edit_from_plain(plain: list[Any]) -> Edit:
    match plain:
        case ["set", node, part, value]:
            return SetPart(NodeId(node), part, _value(value))
        case ["add", nodes, parent, after]:
            return AddNodes(_nodes_from_text(nodes, parent), _id(after))
        case ["remove", node]:
            return RemoveNode(NodeId(node))
        case ["move", node, parent, after]:
            return MoveNode(NodeId(node), _id(parent), _id(after))
        case _:
            raise ValueError(f"not an edit: {plain[:1]}")


def _mark(nodes: tuple[Node, ...]) -> str:
    """Return a short hash of a subtree, to know whether it is still as it was."""
    return hashlib.sha256(repr(nodes).encode()).hexdigest()[:16]


def _nodes_to_text(nodes: tuple[Node, ...]) -> str:
    """Return a subtree as a document of its own, whose first node stands at the top."""
    first, *rest = nodes
    return to_json(Document("subtree", "", nodes=(_under(first, None), *rest)))


def _nodes_from_text(text: str, parent: str | None) -> tuple[Node, ...]:
    first, *rest = from_json(text).nodes
    return (_under(first, _id(parent)), *rest)


def _under(node: Node, parent: NodeId | None) -> Node:
    return Node(node.id, node.kind, node.title, node.body, parent, node.setting, node.fields)


def _id(plain: str | None) -> NodeId | None:
    return None if plain is None else NodeId(plain)


def _value(plain: str | list[list[str]]) -> Value:
    return plain if isinstance(plain, str) else tuple(tuple(row) for row in plain)
