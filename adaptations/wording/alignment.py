"""Which unit of one text is which unit of another: exact matches, similar ones between them, then moves."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from adaptations.order import longest_increasing, moved
from adaptations.wording.blocks import UnitKind
from adaptations.wording.tokens import folded_tokens, similarity
from adaptations.wording.units import RUNNING, Piece

ALIKE = 0.5
"""From here on, two units between the same neighbours are one, changed."""
ALIKE_ELSEWHERE = 0.7
"""From here on, two units at different places are one, moved and changed."""
EXACT_MOVE_TOKENS, CHANGED_MOVE_TOKENS = 3, 5
MOST_PAIRS = 2_500
"""A gap with more pairs is matched by equal wording only: what was changed in it counts as removed and added."""

Score = Callable[[int, int], float]


def common_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the index pairs of equal elements in the same order: equal ends, elements unique on both sides, gaps."""
    pairs: list[tuple[int, int]] = []
    work = [(0, len(old), 0, len(new))]
    while work:
        start, end, begin, stop = work.pop()
        while start < end and begin < stop and old[start] == new[begin]:
            pairs.append((start, begin))
            start, begin = start + 1, begin + 1
        while start < end and begin < stop and old[end - 1] == new[stop - 1]:
            end, stop = end - 1, stop - 1
            pairs.append((end, stop))
        if start == end or begin == stop:
            continue
        anchors = _unique_pairs(old, new, (start, end, begin, stop))
        if not anchors:
            pairs.extend(_gap_pairs(old, new, (start, end, begin, stop)))
            continue
        edges = [(start - 1, begin - 1), *anchors, (end, stop)]
        pairs.extend(anchors)
        work.extend((a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges))
    return sorted(pairs)


def _unique_pairs(
    old: Sequence[Hashable], new: Sequence[Hashable], window: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    start, end, begin, stop = window
    once_old = _once(old, start, end)
    once_new = _once(new, begin, stop)
    found = [(index, once_new[value]) for value, index in once_old.items() if value in once_new]
    stay = longest_increasing([index for _, index in found])
    return [found[index] for index in stay]


def _once(values: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    """Return the values that occur once in the range, with their index, in order."""
    seen: dict[Hashable, int] = {}
    for index in range(start, end):
        seen[values[index]] = -1 if values[index] in seen else index
    return {value: index for value, index in seen.items() if index >= 0}


def _gap_pairs(
    old: Sequence[Hashable], new: Sequence[Hashable], window: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """Match a range without unique elements: optimally when it is small, from left to right when it is not."""
    start, end, begin, stop = window
    if (end - start) * (stop - begin) > MOST_PAIRS:
        return _first_come(old, new, window)
    return best_pairs(range(start, end), range(begin, stop), lambda a, b: 1.0 if old[a] == new[b] else 0.0)


def _first_come(
    old: Sequence[Hashable], new: Sequence[Hashable], window: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    start, end, begin, stop = window
    places: dict[Hashable, list[int]] = {}
    for index in range(stop - 1, begin - 1, -1):
        places.setdefault(new[index], []).append(index)
    pairs, last = [], begin - 1
    for index in range(start, end):
        waiting = places.get(old[index], [])
        while waiting and waiting[-1] <= last:
            waiting.pop()
        if waiting:
            last = waiting.pop()
            pairs.append((index, last))
    return pairs


def best_pairs(old: Sequence[int], new: Sequence[int], score: Score) -> list[tuple[int, int]]:
    """Return the pairs, in order on both sides, with the highest total score; a pair that scores 0 is no pair."""
    scores = [[score(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in range(len(old) - 1, -1, -1):
        for column in range(len(new) - 1, -1, -1):
            paired = best[row + 1][column + 1] + scores[row][column] if scores[row][column] else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], paired)
    pairs, row, column = [], 0, 0
    while row < len(old) and column < len(new):
        here = scores[row][column]
        if here and best[row][column] == best[row + 1][column + 1] + here:
            pairs.append((old[row], new[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def gaps(pairs: Sequence[tuple[int, int]], old: int, new: int) -> list[tuple[range, range]]:
    """Return the ranges between the pairs in which both sides have something."""
    edges = [(-1, -1), *pairs, (old, new)]
    between = [(range(a + 1, c), range(b + 1, d)) for (a, b), (c, d) in pairwise(edges)]
    return [(left, right) for left, right in between if left and right]


@dataclass(frozen=True, slots=True)
class Alignment:
    """`counterpart[n]` is the old index of the new piece n; `moved` holds the new indices that stand elsewhere."""

    counterpart: dict[int, int]
    moved: frozenset[int]


@lru_cache(maxsize=4_096)
def align(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> Alignment:
    """Align the pieces of two texts."""
    if old == new:
        return Alignment({index: index for index in range(len(new))}, frozenset())
    pairs = common_pairs([each.key for each in old], [each.key for each in new])

    def score(before: int, after: int) -> float:
        found = _alike(old[before], new[after])
        return found if found >= ALIKE else 0.0

    similar = []
    for left, right in gaps(pairs, len(old), len(new)):
        if len(left) * len(right) <= MOST_PAIRS:
            similar.extend(best_pairs(left, right, score))
    pairs = sorted([*pairs, *similar])
    counterpart = {after: before for before, after in pairs}
    _find_moves(old, new, counterpart)
    _pair_lonely(old, new, counterpart)
    order = [counterpart[index] for index in sorted(counterpart)]
    elsewhere = moved(range(len(old)), order)
    return Alignment(counterpart, frozenset(after for after, before in counterpart.items() if before in elsewhere))


def _alike(old: Piece, new: Piece) -> float:
    if _family(old) != _family(new):
        return 0.0
    if old.unit.kind is UnitKind.TABLE:
        return max(similarity(old.unit.text, new.unit.text), ALIKE if _header(old) == _header(new) else 0)
    return similarity(old.unit.text, new.unit.text)


def _family(piece: Piece) -> UnitKind:
    """Return the kind that a changed unit must keep to count as the same: heading, sentence, or its own kind."""
    kind = piece.unit.kind
    return UnitKind.SENTENCE if kind in RUNNING and kind is not UnitKind.HEADING else kind


def _header(piece: Piece) -> str:
    return piece.source.split("\n", 1)[0].strip()


def _find_moves(old: tuple[Piece, ...], new: tuple[Piece, ...], counterpart: dict[int, int]) -> None:
    """Pair what is left over and stands elsewhere: equal wording first, then similar wording."""
    taken = set(counterpart.values())
    left = [index for index in range(len(old)) if index not in taken]
    right = [index for index in range(len(new)) if index not in counterpart]
    if not left or not right:
        return
    by_key: dict[tuple[str, str], list[int]] = {}
    for index in reversed(left):
        by_key.setdefault(old[index].key, []).append(index)
    for index in right:
        same = by_key.get(new[index].key)
        if same and len(folded_tokens(new[index].unit.text)) >= EXACT_MOVE_TOKENS:
            counterpart[index] = same.pop()
            taken.add(counterpart[index])
    left = [index for index in left if index not in taken and _is_long(old[index])]
    right = [index for index in right if index not in counterpart and _is_long(new[index])]
    if len(left) * len(right) > MOST_PAIRS:
        return
    rated = [(_alike(old[a], new[b]), -a, -b) for a in left for b in right]
    for alike, a, b in sorted(rated, reverse=True):
        if alike >= ALIKE_ELSEWHERE and -a not in taken and -b not in counterpart:
            counterpart[-b] = -a
            taken.add(-a)


def _is_long(piece: Piece) -> bool:
    return len(folded_tokens(piece.unit.text)) >= CHANGED_MOVE_TOKENS


def _pair_lonely(old: tuple[Piece, ...], new: tuple[Piece, ...], counterpart: dict[int, int]) -> None:
    """Pair one leftover unit with the one that stands in its place, however different: a replacement."""
    taken = set(counterpart.values())
    order = sorted(counterpart)
    stay = longest_increasing([counterpart[index] for index in order])
    pairs = [(counterpart[order[index]], order[index]) for index in stay]
    for left, right in gaps(pairs, len(old), len(new)):
        before = [index for index in left if index not in taken]
        after = [index for index in right if index not in counterpart]
        if len(before) == len(after) == 1 and old[before[0]].unit.kind is new[after[0]].unit.kind:
            counterpart[after[0]] = before[0]
