"""Markdown text as a list of units that keep every byte: sentences, headings, list items, tables, code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from adaptations.wording.blocks import QUOTE_LEAD, Block, UnitKind, blocks_of
from adaptations.wording.sentences import sentence_spans
from adaptations.wording.tokens import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, heading, list item's first sentence, table, code block...

    `level` is the heading's level or the item's indentation in columns, else 0; `lead` the item's marker ("-" or
    "1."), ">" where a quoted paragraph begins, else ""; `text` the wording with white space folded (tables and code:
    as written).
    """

    kind: UnitKind
    level: int
    lead: str
    text: str


RUNNING = frozenset({UnitKind.PARAGRAPH, UnitKind.SENTENCE, UnitKind.HEADING, UnitKind.ITEM})
"""Kinds whose wording is compared as running text; the others are compared as written."""

Lead = tuple[UnitKind, int, str]
"""How a unit begins: kind, level and marker."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit with its bytes: a text is the joined `gap + marker + source` of its pieces, and its tail.

    `gap` is the white space, and the empty lines of a quote, since the piece before, up to the start of the line;
    `marker` the rest before the wording.
    `block` is the kind of the block that the unit belongs to (a later sentence of an item: ITEM, of a quote: QUOTE).
    """

    unit: Unit
    gap: str
    marker: str
    source: str
    block: UnitKind

    @property
    def lead(self) -> Lead:
        """Return how the unit begins."""
        return self.unit.kind, self.unit.level, self.unit.lead

    @property
    def key(self) -> tuple[str, str]:
        """Return what makes two pieces the same passage: wording without typography, kind where it is not running."""
        family = "" if self.unit.kind in RUNNING else self.unit.kind.value
        return family, fold(self.unit.text)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into pieces, and the white space after the last one."""

    pieces: tuple[Piece, ...]
    tail: str

    def text(self) -> str:
        """Return the text, byte for byte."""
        return "".join(each.gap + each.marker + each.source for each in self.pieces) + self.tail


@lru_cache(maxsize=4_096)
def cut(text: str) -> Pieces:
    """Cut a Markdown text into pieces; `cut(text).text() == text` always."""
    pieces: list[Piece] = []
    end = 0
    for block in blocks_of(text):
        for piece, stop in _pieces_of(text, block, end):
            pieces.append(piece)
            end = stop
    return Pieces(tuple(pieces), text[end:])


def _pieces_of(text: str, block: Block, end: int) -> Iterator[tuple[Piece, int]]:
    whole = text[block.start : block.end]
    gap, marker = text[end : block.line], text[block.line : block.start]
    if block.kind not in {UnitKind.PARAGRAPH, UnitKind.ITEM}:
        wording = " ".join(whole.split()) if block.kind is UnitKind.HEADING else whole
        unit = Unit(block.kind, block.level, block.lead, wording)
        yield Piece(unit, gap, marker, whole, block.kind), block.end
        return
    family = UnitKind.QUOTE if block.lead == QUOTE_LEAD else block.kind
    before = 0
    for start, stop in sentence_spans(whole):
        source = whole[start:stop]
        wording = " ".join(source.split())
        if not start:
            unit = Unit(block.kind, block.level, block.lead, wording)
            yield Piece(unit, gap, marker, source, family), block.start + stop
        else:
            unit = Unit(UnitKind.SENTENCE, 0, "", wording)
            yield Piece(unit, whole[before:start], "", source, family), block.start + stop
        before = stop
