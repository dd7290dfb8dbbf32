"""Read the roadmap files of the demo network into documents, strictly: a slip in a file is an error with its line."""

from __future__ import annotations

import re
from pathlib import Path

from adaptations.document import Document, Kind, Node, NodeId, Question, Setting, Value
from adaptations.fields import FIELD, Form, fields_of

HEADING = re.compile(r"^(#{1,6}) (?P<title>.+) \{#(?P<id>[a-z0-9-]+) \.(?P<kind>[a-z]+)(?P<mandatory> \.mandatory)?\}$")


def read(path: Path) -> Document:
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    head, questions = _front(front)
    nodes: list[Node] = []
    above: list[NodeId] = []
    for piece in re.split(r"(?m)^(?=#{1,6} .*\{#)", text):
        if not piece.strip():
            continue
        first, _, rest = piece.partition("\n")
        found = HEADING.match(first)
        assert found, f"not a heading of a node: {first}"
        above = above[: len(found[1]) - 1]
        assert len(above) == len(found[1]) - 1, f"a level is jumped: {first}"
        fields, body = _fields(rest.strip("\n"), Kind(found["kind"]))
        parent = above[-1] if above else None
        setting = Setting.MANDATORY if found["mandatory"] else Setting.OPEN
        node = Node(NodeId(found["id"]), Kind(found["kind"]), found["title"], body, parent, setting, fields)
        nodes.append(node)
        above.append(node.id)
    return Document(head["id"], head["title"], head["subtitle"], head["language"], "", tuple(nodes), questions)


def _front(text: str) -> tuple[dict[str, str], tuple[Question, ...]]:
    lines = text.splitlines()
    head = dict(line.split(": ", 1) for line in lines if ": " in line and not line.startswith("- "))
    cells = [[cell.strip() for cell in line[2:].split("|")] for line in lines if line.startswith("- ")]
    return head, tuple(Question(*row) for row in cells)


def _fields(text: str, kind: Kind) -> tuple[tuple[tuple[str, Value], ...], str]:
    text = re.sub(r"(?m)^(#+ .*) \{\.text\}$", r"\1", text)
    if not text.startswith("```fields\n"):
        return (), text
    block, _, body = text.removeprefix("```fields\n").partition("\n```")
    values: dict[str, str | list[tuple[str, ...]]] = {}
    name = ""
    for line in block.splitlines():
        if line.startswith("- "):
            rows = values[name]
            assert isinstance(rows, list), f"a row under {name}"
            rows.append(tuple(cell.strip() for cell in line[2:].split("|")))
            continue
        name, _, value = line.partition(":")
        assert name not in values, f"{name} twice"
        values[name] = [] if FIELD[name].form is Form.ROWS else value.strip()
    allowed = {each.name for each in fields_of(kind)}
    assert values.keys() <= allowed, f"{values.keys() - allowed} do not belong to {kind}"
    return tuple(sorted((key, tuple(v) if isinstance(v, list) else v) for key, v in values.items())), body.strip("\n")
