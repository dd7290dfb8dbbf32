"""Carry out the readable edits of the demo network on a document, strictly: an edit that does not fit is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from adaptations.document import Document, Kind, Node, NodeId, Value

KEYS = {"node", "reason", "find", "replace", "part", "value", "leave_out", "remove", "move", "add"}
NEW = {"id", "kind", "parent", "after", "title", "body", "fields"}


def read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def applied(document: Document, edits: Sequence[Mapping[str, Any]]) -> Document:
    nodes = list(document.nodes)
    for edit in edits:
        assert edit.keys() <= KEYS, f"unknown keys in {edit}"
        nodes = _one(nodes, edit)
    return replace(document, nodes=tuple(nodes))


def _one(nodes: list[Node], edit: Mapping[str, Any]) -> list[Node]:
    if "add" in edit:
        return _added(nodes, edit["add"])
    here = _position(nodes, edit["node"])
    node = nodes[here]
    if "find" in edit:
        part = edit.get("part", "body")
        old = node.text(part)
        assert old.count(edit["find"]) == 1, f"{node.id}: found {old.count(edit['find'])} times: {edit['find']}"
        nodes[here] = node.with_part(part, old.replace(edit["find"], edit["replace"]))
    elif "part" in edit:
        assert node.part(edit["part"]) != _value(edit["value"]), f"{node.id}: {edit['part']} is so already"
        nodes[here] = node.with_part(edit["part"], _value(edit["value"]))
    elif edit.get("leave_out") or edit.get("remove"):
        below = _subtree(nodes, here)
        nodes = [each for each in nodes if each not in below]
    else:
        branch = _subtree(nodes, here)
        branch[0] = replace(branch[0], parent=NodeId(edit["move"]["parent"]))
        rest = [each for each in nodes if each.id not in {one.id for one in branch}]
        at = _after(rest, edit["move"]["parent"], edit["move"]["after"])
        nodes = [*rest[:at], *branch, *rest[at:]]
    return nodes


def _added(nodes: list[Node], new: Mapping[str, Any]) -> list[Node]:
    assert new.keys() <= NEW, f"unknown keys in {new}"
    fields = tuple(sorted((name, _value(value)) for name, value in new.get("fields", {}).items()))
    node = Node(NodeId(new["id"]), Kind(new["kind"]), new["title"], new["body"], NodeId(new["parent"]), fields=fields)
    at = _after(nodes, new["parent"], new.get("after"))
    return [*nodes[:at], node, *nodes[at:]]


def _value(value: str | list[list[str]]) -> Value:
    return value if isinstance(value, str) else tuple(tuple(row) for row in value)


def _position(nodes: list[Node], node_id: str) -> int:
    found = [at for at, each in enumerate(nodes) if each.id == node_id]
    assert found, f"there is no node {node_id}"
    return found[0]


def _subtree(nodes: list[Node], top: int) -> list[Node]:
    inside = {nodes[top].id}
    for each in nodes[top + 1 :]:
        if each.parent in inside:
            inside.add(each.id)
    return [each for each in nodes if each.id in inside]


def _after(nodes: list[Node], parent: str, sibling: str | None) -> int:
    if sibling is None:
        return _position(nodes, parent) + 1
    at = _position(nodes, sibling)
    assert nodes[at].parent == parent, f"{sibling} is not below {parent}"
    return at + len(_subtree(nodes, at))
