"""Differences between two texts, word by word and unit by unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


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


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, heading, list item's first sentence, table, code block...

    `level` is the heading's level or the item's indentation in columns, else 0; `lead` the item's marker ("-" or
    "1."), else ""; `text` the wording with white space folded (tables and code: as written).
    """

    kind: UnitKind
    level: int
    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of text that is in both, only in the old, or only in the new."""

    op: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit beside its counterpart; None: there is none. `moved`: it stands elsewhere in the new text."""

    old: Unit | None
    new: Unit | None
    moved: bool = False


def diff_words(old: str, new: str) -> tuple[WordChange, ...]:
    """Return the differences word by word; same+removed joined give old, same+added give new."""
    raise NotImplementedError


def diff_units(old: str, new: str) -> tuple[UnitChange, ...]:
    """Return the units of both texts side by side, in the order of the new text, removed ones where they stood."""
    raise NotImplementedError
