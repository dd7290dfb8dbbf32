"""The heading line of a node: its depth, its title, and in braces its id, kind and setting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from adaptations import Kind, Node, Setting

MOST_MARKS = 6
ID = re.compile(r"[^\s{}]{1,100}$")
BRACES = re.compile(r" ?\{((?:[#.][^\s{}]+|depth=\d{1,4})(?: +(?:[#.][^\s{}]+|depth=\d{1,4}))*)\}[ \t]*$")
KINDS = {each.value for each in Kind}
SETTINGS = {each.value for each in Setting}


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading line says; `kind` is None and `id` "" where it does not say, `strange` holds unknown classes."""

    depth: int
    title: str
    id: str = ""
    kind: Kind | None = None
    setting: Setting = Setting.OPEN
    strange: tuple[str, ...] = ()


def heading_line(node: Node, depth: int, title: str) -> str:
    """Return the heading line of a node at a depth from 1; raise ValueError for an id that no line can hold."""
    if not ID.match(node.id):
        raise ValueError(f"a node id must be free of spaces and braces: {node.id!r}")
    setting = "" if node.setting is Setting.OPEN else f" .{node.setting.value}"
    deeper = f" depth={depth}" if depth > MOST_MARKS else ""
    return f"{'#' * min(depth, MOST_MARKS)} {title} {{#{node.id} .{node.kind.value}{setting}{deeper}}}"


def read_heading(line: str) -> Heading:
    """Return what a line with `#` marks says; a title with its kind beside it is kept space by space."""
    line = line.lstrip(" ")
    rest = line.lstrip("#")
    marks = len(line) - len(rest)
    found = BRACES.search(rest)
    words = found[1].split() if found else []
    if found and f".{_kind_in(words)}" in words:
        title = rest[1 : found.start()]
    else:
        title = without_closing(rest[: found.start()] if found else rest)
    return _heading(marks, title, words)


def read_underlined(line: str, underline: str) -> Heading:
    """Return what a heading says that stands above a line of `=` or `-`."""
    found = BRACES.search(line)
    title = line[: found.start()] if found else line
    return _heading(1 if "=" in underline else 2, title.strip(), found[1].split() if found else [])


def without_closing(text: str) -> str:
    """Return a heading's text without the `#` marks that may close it."""
    text = text.strip()
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else text


def _kind_in(words: list[str]) -> str:
    return next((word[1:] for word in words if word.startswith(".") and word[1:] in KINDS), "")


def _heading(depth: int, title: str, words: list[str]) -> Heading:
    classes = [word[1:] for word in words if word.startswith(".")]
    deeper = [int(word[6:]) for word in words if word.startswith("depth=")]
    kind = _kind_in(words)
    return Heading(
        depth=max([depth, *(each for each in deeper if depth == MOST_MARKS)]),
        title=title,
        id=next((word[1:] for word in words if word.startswith("#") and ID.match(word[1:])), ""),
        kind=Kind(kind) if kind else None,
        setting=Setting.MANDATORY if Setting.MANDATORY.value in classes else Setting.OPEN,
        strange=tuple(each for each in classes if each not in KINDS | SETTINGS),
    )
