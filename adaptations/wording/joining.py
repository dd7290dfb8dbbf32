"""Putting merged pieces together: the white space between two comes from a side where they are neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from adaptations.wording.blocks import QUOTE_LEAD, UnitKind
from adaptations.wording.units import Lead, Piece

FLOWING = (UnitKind.PARAGRAPH, UnitKind.ITEM)
ORDINAL = re.compile(r"\d+")


PieceId = int | tuple[str, int]
"""A piece of the base by its index, or one that a side inserted."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A merged piece: its id, how it begins, the bytes of its marker and wording, and the kind of its block."""

    id: PieceId
    lead: Lead
    marker: str
    source: str
    block: UnitKind


Side = Mapping[PieceId, Piece]


def join(placed: Sequence[Placed], sides: tuple[Side, Side, Side], tails: tuple[str, ...]) -> str:
    """Return the text of the merged pieces; `sides` and `tails` are of the base, of upstream and of local."""
    before = [_neighbours(each) for each in sides]
    out: list[str] = []
    previous: Placed | None = None
    for each in _renumbered(_promoted(placed), sides):
        out.extend((_gap(previous, each, sides, before), each.marker, each.source))
        previous = each
    base, upstream, local = tails
    out.append(local if upstream in (base, local) or local != base else upstream)
    return "".join(out)


def _neighbours(side: Side) -> dict[PieceId, PieceId | None]:
    ids = list(side)
    return dict(zip(ids, [None, *ids], strict=False))


def _promoted(placed: Sequence[Placed]) -> list[Placed]:
    """Let a sentence that lost the text before it begin a paragraph, and let the others join the block before."""
    result: list[Placed] = []
    for each in placed:
        piece = each
        if each.lead[0] is UnitKind.SENTENCE:
            block = result[-1].block if result else None
            if each.block is UnitKind.QUOTE:
                piece = each if block is UnitKind.QUOTE else _quoted(each)
            else:
                piece = replace(each, block=block) if block in FLOWING else _paragraph(each)
        result.append(piece)
    return result


def _paragraph(piece: Placed) -> Placed:
    return replace(piece, lead=(UnitKind.PARAGRAPH, 0, ""), marker="", block=UnitKind.PARAGRAPH)


def _quoted(piece: Placed) -> Placed:
    return replace(piece, lead=(UnitKind.PARAGRAPH, 0, QUOTE_LEAD), marker=f"{QUOTE_LEAD} ")


def _gap(
    previous: Placed | None,
    each: Placed,
    sides: tuple[Side, Side, Side],
    before: list[dict[PieceId, PieceId | None]],
) -> str:
    found: list[str | None] = []
    for side, neighbours in zip(sides, before, strict=True):
        piece = side.get(each.id)
        fits = piece is not None and piece.lead == each.lead
        beside = fits and neighbours[each.id] == (previous.id if previous else None)
        found.append(piece.gap if piece is not None and beside else None)
    base, upstream, local = found
    chosen = local if upstream is None or local is None or upstream == base else upstream
    if upstream is not None and (local is None or local == base):
        chosen = upstream
    elif local is not None:
        chosen = local
    return _new_gap(previous, each, sides) if chosen is None else chosen


def _new_gap(previous: Placed | None, each: Placed, sides: tuple[Side, Side, Side]) -> str:
    """Return the white space between two pieces that were neighbours nowhere."""
    if previous is None:
        return ""
    if each.lead[0] is UnitKind.SENTENCE:
        return " "
    if each.lead[0] is UnitKind.ITEM and previous.block is UnitKind.ITEM:
        return _gap_between_items(sides)
    if each.lead[2] == QUOTE_LEAD and previous.block is UnitKind.QUOTE:
        return f"\n{QUOTE_LEAD}\n"
    return "\n\n"


def _gap_between_items(sides: tuple[Side, Side, Side]) -> str:
    """Return the gap that local (else upstream, else the base) puts between items: tight or loose."""
    for side in reversed(sides):
        pieces = list(side.values())
        for first, second in pairwise(pieces):
            if first.block is UnitKind.ITEM and second.unit.kind is UnitKind.ITEM:
                return second.gap
    return "\n"


def _renumbered(placed: Sequence[Placed], sides: tuple[Side, Side, Side]) -> list[Placed]:
    """Count numbered items anew where merging two lists left a wrong count that neither side had."""
    result = list(placed)
    for run in _numbered_runs(result):
        counts = [int(ORDINAL.findall(result[index].marker)[0]) for index in run]
        wanted = list(range(counts[0], counts[0] + len(counts)))
        if counts == wanted or len(set(counts)) == 1 or _is_of_one_side([result[index] for index in run], sides):
            continue
        for index, count in zip(run, wanted, strict=True):
            piece = result[index]
            result[index] = replace(piece, marker=ORDINAL.sub(str(count), piece.marker, count=1))
    return result


def _is_of_one_side(run: list[Placed], sides: tuple[Side, Side, Side]) -> bool:
    return any(all(each.id in side and side[each.id].marker == each.marker for each in run) for side in sides[1:])


def _numbered_runs(placed: Sequence[Placed]) -> list[list[int]]:
    """Return the indices of the numbered items of each list, one run a level."""
    runs: list[list[int]] = []
    open_runs: dict[int, list[int]] = {}
    for index, each in enumerate(placed):
        kind, level, lead = each.lead
        if kind is UnitKind.ITEM:
            open_runs = {depth: run for depth, run in open_runs.items() if depth <= level}
            if lead == "1.":
                if level not in open_runs:
                    open_runs[level] = []
                    runs.append(open_runs[level])
                open_runs[level].append(index)
            else:
                open_runs.pop(level, None)
        elif kind is not UnitKind.SENTENCE and (not each.marker or lead == QUOTE_LEAD):
            open_runs = {}
    return [run for run in runs if len(run) > 1]
