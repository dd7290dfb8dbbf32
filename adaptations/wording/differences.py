"""Differences between two texts, word by word and unit by unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Literal

from adaptations.wording.alignment import align, common_pairs
from adaptations.wording.tokens import word_runs
from adaptations.wording.units import Unit, cut

Op = Literal["same", "removed", "added"]
LONG = 2_000
"""Texts of fewer characters are compared word by word as a whole."""

OPS: dict[int, Op] = {-1: "removed", 0: "same", 1: "added"}


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of text that is in both, only in the old, or only in the new."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit beside its counterpart; None: there is none. `moved`: it stands elsewhere in the new text."""

    old: Unit | None
    new: Unit | None
    moved: bool = False


@lru_cache(maxsize=4_096)
def diff_words(old: str, new: str) -> tuple[WordChange, ...]:
    """Return the differences word by word; same+removed joined give old, same+added give new."""
    if old == new:
        return (WordChange("same", old),) if old else ()
    before, after = _passages(old), _passages(new)
    runs: list[tuple[int, str]] = []
    at_old = at_new = 0
    for left, right in [*common_pairs(before, after), (len(before), len(after))]:
        runs.extend(word_runs("".join(before[at_old:left]), "".join(after[at_new:right])))
        runs.extend([(0, before[left])] if left < len(before) else [])
        at_old, at_new = left + 1, right + 1
    return tuple(WordChange(OPS[op], "".join(text for _, text in run)) for op, run in groupby(runs, itemgetter(0)))


def _passages(text: str) -> list[str]:
    """Return a long text in pieces, so that only what lies between equal ones is compared word by word."""
    if len(text) < LONG:
        return [text]
    cut_text = cut(text)
    return [*(each.gap + each.marker + each.source for each in cut_text.pieces), cut_text.tail]


@lru_cache(maxsize=4_096)
def diff_units(old: str, new: str) -> tuple[UnitChange, ...]:
    """Return the units of both texts side by side, in the order of the new text, removed ones where they stood."""
    before, after = cut(old).pieces, cut(new).pieces
    alignment = align(before, after)
    used = set(alignment.counterpart.values())
    result: list[UnitChange] = []
    at = 0

    def removed_up_to(stop: int) -> None:
        nonlocal at
        while at < stop:
            if at not in used:
                result.append(UnitChange(before[at].unit, None))
            at += 1

    for index, piece in enumerate(after):
        origin = alignment.counterpart.get(index)
        moved = index in alignment.moved
        if origin is not None and not moved:
            removed_up_to(origin)
        result.append(UnitChange(None if origin is None else before[origin].unit, piece.unit, moved))
    removed_up_to(len(before))
    return tuple(result)
