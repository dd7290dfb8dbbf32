"""A document as one Markdown file."""

from __future__ import annotations

from adaptations import Document, Node, NodeId
from exports.markdown_file.fields_block import OPENING, fields_lines
from exports.markdown_file.front_matter import front_matter_lines
from exports.markdown_file.headings import heading_line
from exports.markdown_file.scanning import marked


def to_markdown(document: Document) -> str:
    """Return the file of a document; `from_markdown` reads it back exactly.

    Texts are taken as they are, with line feeds between lines. Raise ValueError for a node id with spaces or braces.
    """
    lines = [*front_matter_lines(document), ""]
    depths: dict[NodeId | None, int] = {None: 0}
    for node in document.nodes:
        depths[node.id] = depths[node.parent] + 1
        lines += _node_lines(node, depths[node.id])
    return "\n".join(lines)


def _node_lines(node: Node, depth: int) -> list[str]:
    """Return a node's heading, fields and body, each with an empty line after it."""
    several = "\n" in node.title
    body = marked(node.body.split("\n")) if node.body else []
    imitates = bool(body) and OPENING.match(body[0]) is not None
    lines = [heading_line(node, depth, "" if several else node.title), ""]
    if fields := fields_lines(node, title=node.title if several else None, needed=imitates):
        lines += [*fields, ""]
    return [*lines, *body, ""] if body else lines
