"""Documents as JSON text and back, exactly; the stored form of every version."""

from __future__ import annotations

import json
from typing import Any

from adaptations.document import Document, Kind, Node, NodeId, Question, Setting, Value

FORMAT = 1


class UnreadableDocumentError(ValueError):
    """The text is not a document of a format that this program knows."""


def to_json(document: Document) -> str:
    """Return the document as canonical JSON: equal documents give equal text."""
    return json.dumps(
        {
            "format": FORMAT,
            "id": document.id,
            "title": document.title,
            "subtitle": document.subtitle,
            "language": document.language,
            "country": document.country,
            "nodes": [_node_to_plain(node) for node in document.nodes],
            "questions": [[each.key, each.label, each.hint, each.default] for each in document.questions],
            "answers": [list(pair) for pair in document.answers],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(text: str) -> Document:
    """Return the document; raise UnreadableDocumentError when the text is not one."""
    try:
        plain = json.loads(text)
        if plain["format"] != FORMAT:
            raise UnreadableDocumentError(f"document format {plain['format']} is not known here")
        return Document(
            id=plain["id"],
            title=plain["title"],
            subtitle=plain["subtitle"],
            language=plain["language"],
            country=plain["country"],
            nodes=tuple(_node_from_plain(each) for each in plain["nodes"]),
            questions=tuple(Question(*each) for each in plain["questions"]),
            answers=tuple((key, answer) for key, answer in plain["answers"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableDocumentError(str(error)) from error


def _node_to_plain(node: Node) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": node.id, "kind": node.kind, "title": node.title}
    if node.body:
        plain["body"] = node.body
    if node.parent is not None:
        plain["parent"] = node.parent
    if node.setting is not Setting.OPEN:
        plain["setting"] = node.setting
    if node.fields:
        plain["fields"] = dict(node.fields)
    return plain


def _node_from_plain(plain: dict[str, Any]) -> Node:
    parent = plain.get("parent")
    return Node(
        id=NodeId(plain["id"]),
        kind=Kind(plain["kind"]),
        title=plain["title"],
        body=plain.get("body", ""),
        parent=None if parent is None else NodeId(parent),
        setting=Setting(plain.get("setting", "open")),
        fields=tuple(sorted((name, _value(value)) for name, value in plain.get("fields", {}).items())),
    )


def _value(plain: Any) -> Value:  # noqa: ANN401 -- JSON is untyped until it has been looked at
    if isinstance(plain, str):
        return plain
    return tuple(tuple(str(cell) for cell in row) for row in plain)
