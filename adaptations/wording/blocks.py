"""Cutting a Markdown text into blocks: where each begins and ends, of what kind it is, what marks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from adaptations.wording.sentences import sentence_spans


class UnitKind(StrEnum):
    """What a unit of text is: the first or a later sentence of a block, or something that is not split."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    CODE = "code"
    QUOTE = "quote"
    HTML = "html"
    DEFINITION = "definition"
    RULE = "rule"


ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])(?P<space>[ \t]+)(?=\S)")
HEADING = re.compile(r"(?P<marks> {0,3}#{1,6})[ \t]+(?=\S)")
FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:[ \t]*\S")
INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
QUOTED = re.compile(r" {0,3}> ?")
BOLD = re.compile(r"\*\*[^*\n]+\*\*[ \t]*$")
LABEL = re.compile(r"\*\*[^*\n]{1,80}(?::\*\*|\*\*:)(?:[ \t]|$)")
QUOTE_LEAD = ">"
"""The lead of a quoted passage of running text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its kind, level, marker, and where its line, its wording and its end are."""

    kind: UnitKind
    level: int
    lead: str
    line: int
    start: int
    end: int


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the blocks of a text; every line break and marker between them is left to the pieces' gaps."""
    lines = list(_lines(text))
    number, in_list = 0, False
    if lines and text[: lines[0][1]].rstrip() == "---":
        number = _front_matter(text, lines)
        if number:
            yield Block(UnitKind.CODE, 0, "", 0, 0, lines[number - 1][1])
    while number < len(lines):
        start, end = lines[number]
        if not text[start:end].strip():
            number += 1
            continue
        kind, number_after = _kind_at(text, lines, number, in_list=in_list)
        if kind is UnitKind.QUOTE:
            yield from _quote(text, lines[number:number_after])
        else:
            yield _block(text, lines, number, number_after, kind)
        indented = text[start] in " \t"
        in_list = kind is UnitKind.ITEM or (in_list and indented)
        number = number_after


def stands_alone(line: str, before: str) -> bool:
    """Tell whether a line of a paragraph stays a line of its own: a bold label begins it, or all before it is bold."""
    return LABEL.match(line) is not None or BOLD.match(before) is not None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _front_matter(text: str, lines: list[tuple[int, int]]) -> int:
    for number, (start, end) in enumerate(lines[1:], 1):
        if text[start:end].rstrip() == "---":
            return number + 1
    return 0


def _kind_at(text: str, lines: list[tuple[int, int]], number: int, *, in_list: bool) -> tuple[UnitKind, int]:
    """Return the kind of the block that begins on this line, and the number of the line after it."""
    start, end = lines[number]
    line = text[start:end]
    if fence := FENCE.match(line):
        return UnitKind.CODE, _after_fence(text, lines, number, fence["fence"])
    single = _single_line_kind(line)
    if single is not None:
        return single, number + 1
    if ITEM.match(line):
        return UnitKind.ITEM, _after_flow(text, lines, number)
    opaque = _opaque_kind(line, in_list=in_list)
    if opaque is not None:
        kind, goes_on = opaque
        return kind, _while(text, lines, number, goes_on)
    after = _after_flow(text, lines, number)
    if _has_opaque_line(text, lines, number, after):
        return UnitKind.HTML, after
    return UnitKind.PARAGRAPH, after


def _opaque_kind(line: str, *, in_list: bool) -> tuple[UnitKind, Callable[[str], bool]] | None:
    """Return the kind of a block of lines that is compared as written, and which lines belong to it."""
    if not in_list and INDENTED.match(line):
        return UnitKind.CODE, lambda each: INDENTED.match(each) is not None
    bare = line.lstrip()
    if bare.startswith(">"):
        return UnitKind.QUOTE, lambda each: each.lstrip().startswith(">")
    if bare.startswith("|"):
        return UnitKind.TABLE, lambda each: each.lstrip().startswith("|")
    if bare.startswith("<") and not bare.startswith(("<http", "<mailto")):
        return UnitKind.HTML, lambda each: bool(each.strip())
    return None


def _has_opaque_line(text: str, lines: list[tuple[int, int]], number: int, after: int) -> bool:
    """Tell whether a paragraph holds what must stay as written: an underlined heading, a table without side bars."""
    return any(UNDERLINE.match(text[start:end]) for start, end in lines[number + 1 : after])


def _single_line_kind(line: str) -> UnitKind | None:
    if HEADING.match(line):
        return UnitKind.HEADING
    if RULE.match(line):
        return UnitKind.RULE
    return UnitKind.DEFINITION if DEFINITION.match(line) else None


def _after_fence(text: str, lines: list[tuple[int, int]], number: int, fence: str) -> int:
    for later in range(number + 1, len(lines)):
        start, end = lines[later]
        if text[start:end].strip().startswith(fence):
            return later + 1
    return len(lines)


def _after_flow(text: str, lines: list[tuple[int, int]], number: int) -> int:
    """Return the number of the line after a paragraph or an item's first paragraph."""
    is_paragraph = not ITEM.match(text[slice(*lines[number])])
    for later in range(number + 1, len(lines)):
        start, end = lines[later]
        line = text[start:end]
        underline = UNDERLINE.match(line) is not None
        if not line.strip() or (not underline and (ITEM.match(line) or FENCE.match(line) or _single_line_kind(line))):
            return later
        before = text[slice(*lines[later - 1])]
        if line.lstrip().startswith(("|", ">")) or (is_paragraph and stands_alone(line, before)):
            return later
    return len(lines)


def _while(text: str, lines: list[tuple[int, int]], number: int, holds: Callable[[str], bool]) -> int:
    after = number + 1
    while after < len(lines) and holds(text[lines[after][0] : lines[after][1]]):
        after += 1
    return after


def _block(text: str, lines: list[tuple[int, int]], number: int, after: int, kind: UnitKind) -> Block:
    line, first_end = lines[number]
    end = line + len(text[line : lines[after - 1][1]].rstrip())
    start, level, lead = line, 0, ""
    head = text[line:first_end]
    if kind is UnitKind.ITEM and (item := ITEM.match(head)):
        start, level = line + item.end(), len(item["indent"].expandtabs(4))
        lead = "1." if item["mark"][0].isdigit() else "-"
    elif kind is UnitKind.HEADING and (heading := HEADING.match(head)):
        start, level = line + heading.end(), heading["marks"].count("#")
    elif kind is UnitKind.PARAGRAPH:
        start = line + len(head) - len(head.lstrip())
        level = start - line
    return Block(kind, level, lead, line, start, end)


def _quote(text: str, lines: list[tuple[int, int]]) -> Iterator[Block]:
    """Yield the passages of a quote as running text, and as written what is no plain text or wraps its sentences."""
    marks = [QUOTED.match(text[start:end]) for start, end in lines]
    inner = [text[start + mark.end() : end] for (start, end), mark in zip(lines, marks, strict=True) if mark]
    if len(inner) < len(lines) or not any(map(str.strip, inner)) or any(map(FENCE.match, inner)):
        yield _block(text, lines, 0, len(lines), UnitKind.QUOTE)
        return
    number = 0
    while number < len(lines):
        after = number
        while after < len(lines) and inner[after].strip():
            after += 1
        if after > number and _runs(inner[number:after]):
            for line, wording in zip(lines[number:after], inner[number:after], strict=True):
                start = line[1] - len(wording.lstrip())
                yield Block(UnitKind.PARAGRAPH, 0, QUOTE_LEAD, line[0], start, start + len(wording.strip()))
        elif after > number:
            yield _block(text, lines, number, after, UnitKind.QUOTE)
        number = max(after, number + 1)


def _runs(lines: list[str]) -> bool:
    """Tell whether the lines of a quoted paragraph are running text, and no sentence goes on from one to the next."""
    if any(_single_line_kind(each) or ITEM.match(each) or _opaque_kind(each, in_list=False) for each in lines):
        return False
    bare = [each.strip() for each in lines]
    begins = {start for start, _ in sentence_spans("\n".join(bare))}
    position = 0
    for before, line in pairwise(bare):
        position += len(before) + 1
        if position not in begins and not stands_alone(line, before):
            return False
    return not any(map(UNDERLINE.match, bare))
