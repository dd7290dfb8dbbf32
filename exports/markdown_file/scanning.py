"""Where the headings of a Markdown text are: outside code, with `#` marks or underlined; and how a body hides its own.

Writer and reader walk the same way, so that what one marks the other finds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

MARK = " {.text}"
"""Ends a line that looks like a heading, or like the start of code that never ends, but belongs to a body."""

ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
FENCE = re.compile(r" {0,3}(`{3,}+)(?=[^`]*+$)| {0,3}(~{3,}+)")
CLOSING = re.compile(r" {0,3}(`{3,}+|~{3,}+)[ \t]*$")
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
NO_TITLE = re.compile(
    r" {4}|\t|[ ]{0,3}(?:[>|]|[-*+](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|-+[ \t]*$|(?:[*_][ \t]*){3,}$|\[[^\]]*\]:)"
)


class LineKind(Enum):
    """What a line is to someone who looks for headings."""

    PLAIN = auto()
    CODE = auto()
    OPENS_CODE = auto()
    HASHED = auto()
    UNDERLINED = auto()


class Walk:
    """A walk through the lines of a text; tell it each line once, in order."""

    def __init__(self) -> None:
        self.fence = ""
        self.fresh = True

    def kind(self, line: str, following: str) -> LineKind:
        """Return what the line is, given the line after it ("" at the end)."""
        if self.fence:
            return LineKind.CODE
        start = line.lstrip(" ")[:1]
        if start == "#" and ATX.match(line):
            return LineKind.HASHED
        if start and start in "`~" and FENCE.match(line):
            return LineKind.OPENS_CODE
        if self.fresh and following and UNDERLINE.match(following) and line.strip() and not NO_TITLE.match(line):
            return LineKind.UNDERLINED
        return LineKind.PLAIN

    def take(self, line: str, kind: LineKind) -> None:
        """Move past a line; an underlined heading's second line is not told."""
        if kind is LineKind.CODE:
            closing = CLOSING.match(line)
            if closing and closing[1].startswith(self.fence):
                self.fence = ""
        elif kind is LineKind.OPENS_CODE:
            self.fence = fence_of(line)
        self.fresh = kind in {LineKind.HASHED, LineKind.UNDERLINED} or not line.strip()


def fence_of(line: str) -> str:
    """Return the fence that a line opens code with."""
    found = FENCE.match(line)
    return (found[1] or found[2]) if found else ""


def marked(lines: Sequence[str]) -> list[str]:
    """Return the lines of a body such that a reader finds no heading in them and no code that never ends."""
    walk = Walk()
    longest = _longest_closings(lines)
    result: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        following = lines[number + 1] if number + 1 < len(lines) else ""
        kind = walk.kind(line, following)
        if kind is LineKind.OPENS_CODE:
            fence = fence_of(line)
            if line.endswith(MARK) or longest[fence[0]][number + 1] < len(fence):
                kind, line = LineKind.PLAIN, line + MARK
        elif kind in {LineKind.HASHED, LineKind.UNDERLINED}:
            line += MARK
        walk.take(line, kind)
        result.append(line)
        number += 1
        if kind is LineKind.UNDERLINED:
            result.append(following)
            number += 1
    return result


def _longest_closings(lines: Sequence[str]) -> dict[str, list[int]]:
    """Return per kind of fence, for each line, the length of the longest closing fence from there on."""
    result = {sign: [0] * (len(lines) + 1) for sign in "`~"}
    for number in range(len(lines) - 1, -1, -1):
        found = CLOSING.match(lines[number])
        for sign, lengths in result.items():
            here = len(found[1]) if found and found[1][0] == sign else 0
            lengths[number] = max(lengths[number + 1], here)
    return result
