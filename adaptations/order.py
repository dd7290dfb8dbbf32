"""The three-way merge of ordered lists of ids; used for children of a node, units of a text, rows of a table or field.

What stays where it was on both sides is an anchor; everything moved or inserted hangs behind its left neighbour on the
side that put it there. Ties: the region's first. Hanging never makes a circle: an element hangs behind an anchor,
behind one that the same side placed further left, or behind one that both placed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import lt
from typing import Generic, TypeVar

Id = TypeVar("Id", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Order(Generic[Id]):
    """A merged order and what deserves a look.

    `disputed`: removed by one side, changed by the other (they stay in `ids`). `fetched`: removed by one side, moved by
    the other (they go). `moved_apart`: moved by both to different places (local wins). `ties`: runs that both sides put
    behind the same neighbour. `beside_removed`: inserted by one side next to what the other removed.
    `reordered_by_both`: each side moved something, not the same way.
    """

    ids: tuple[Id, ...]
    disputed: frozenset[Id] = frozenset()
    fetched: frozenset[Id] = frozenset()
    moved_apart: frozenset[Id] = frozenset()
    ties: tuple[tuple[Id, ...], ...] = ()
    beside_removed: tuple[Id, ...] = ()
    reordered_by_both: bool = False


def longest_increasing(values: Sequence[int]) -> list[int]:
    """Return the indices of a longest increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(values)
    for index, value in enumerate(values):
        length = bisect_left(tails, value)
        if length == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[length], ends[length] = value, index
        before[index] = ends[length - 1] if length else -1
    result = []
    index = ends[-1] if ends else -1
    while index >= 0:
        result.append(index)
        index = before[index]
    return result[::-1]


def moved(base: Sequence[Id], side: Sequence[Id]) -> set[Id]:
    """Return the fewest elements of both lists whose moving explains the order of the side."""
    position = {each: index for index, each in enumerate(base)}
    common = [each for each in side if each in position]
    ranks = [position[each] for each in common]
    if all(map(lt, ranks, ranks[1:])):
        return set()
    stay = longest_increasing(ranks)
    return set(common) - {common[index] for index in stay}


def merge_order(
    base: Sequence[Id],
    upstream: Sequence[Id],
    local: Sequence[Id],
    changed_upstream: AbstractSet[Id] = frozenset(),
    changed_local: AbstractSet[Id] = frozenset(),
) -> Order[Id]:
    """Merge two changed orders of one list of unique ids; `changed_*`: base elements whose content a side changed."""
    return _OrderMerge(base, upstream, local).merge(changed_upstream, changed_local)


class _OrderMerge(Generic[Id]):
    """The working state of one merge."""

    def __init__(self, base: Sequence[Id], upstream: Sequence[Id], local: Sequence[Id]) -> None:
        self.base, self.sides = base, {"upstream": upstream, "local": local}
        self.in_base = set(base)
        self.at = {name: {each: index for index, each in enumerate(side)} for name, side in self.sides.items()}
        self.moved = {name: moved(base, side) for name, side in self.sides.items()}
        self.gone: set[Id] = set()
        self.placed_by: dict[Id, str] = {}

    def merge(self, changed_upstream: AbstractSet[Id], changed_local: AbstractSet[Id]) -> Order[Id]:
        up, here = self.at["upstream"], self.at["local"]
        lost_up = {each for each in self.base if each not in up}
        lost_here = {each for each in self.base if each not in here}
        disputed = {each for each in lost_up - lost_here if each in changed_local}
        disputed |= {each for each in lost_here - lost_up if each in changed_upstream}
        self.gone = (lost_up | lost_here) - disputed
        fetched = self.gone & (self.moved["upstream"] | self.moved["local"])
        moved_apart = self._place()
        hanging, beside = self._hang()
        ids = self._walk(hanging)
        both = bool(self.moved["upstream"] - self.gone) and bool(self.moved["local"] - self.gone)
        common_up = [each for each in self.sides["upstream"] if each in here]
        common_here = [each for each in self.sides["local"] if each in up]
        return Order(
            tuple(ids),
            frozenset(disputed),
            frozenset(fetched),
            frozenset(moved_apart),
            tuple(self._ties(hanging)),
            tuple(beside),
            both and common_up != common_here,
        )

    def _place(self) -> set[Id]:
        """Note which side places each moved or inserted element; return those moved by both to different places."""
        apart: set[Id] = set()
        up, here = self.moved["upstream"], self.moved["local"]
        for each in (up | here) - self.gone:
            if each in up and each in here and self._left("upstream", each) != self._left("local", each):
                apart.add(each)
            self.placed_by[each] = "local" if each in here else "upstream"
        for name in ("upstream", "local"):
            self.placed_by.update((each, name) for each in self.sides[name] if each not in self.in_base)
        return apart

    def _left(self, side: str, each: Id) -> Id | None:
        index = self.at[side][each]
        return self.sides[side][index - 1] if index else None

    def _hang(self) -> tuple[dict[Id | None, list[Id]], list[Id]]:
        """Return what hangs behind each neighbour (None: the start), and what was inserted beside removed elements."""
        hanging: dict[Id | None, list[Id]] = {}
        beside: list[Id] = []
        for name, side in self.sides.items():
            neighbour: Id | None = None
            beside_gone = False
            for index, each in enumerate(side):
                if self.placed_by.get(each) == name:
                    hanging.setdefault(neighbour, []).append(each)
                    after_gone = index + 1 < len(side) and self._removed_by_other(side[index + 1], name)
                    is_own = each not in self.in_base and not self._placed_by_both(each)
                    if is_own and (beside_gone or after_gone):
                        beside.append(each)
                if self._removed_by_other(each, name):
                    beside_gone = True
                elif each not in self.gone and self._holds(each, name):
                    neighbour = each
                    beside_gone = beside_gone and each not in self.in_base
        return hanging, beside

    def _removed_by_other(self, each: Id, name: str) -> bool:
        other = "local" if name == "upstream" else "upstream"
        return each in self.in_base and each not in self.at[other] and each in self.gone

    def _holds(self, each: Id, name: str) -> bool:
        """Tell whether elements of this side may hang behind this one: an anchor, its own, or placed by both."""
        placed = self.placed_by.get(each)
        return placed is None or placed == name or self._placed_by_both(each)

    def _walk(self, hanging: dict[Id | None, list[Id]]) -> list[Id]:
        result: list[Id] = []

        def put(start: Id | None) -> None:
            stack = list(reversed(hanging.get(start, ())))
            while stack:
                each = stack.pop()
                result.append(each)
                stack.extend(reversed(hanging.get(each, ())))

        put(None)
        for anchor in self.base:
            if anchor not in self.gone and anchor not in self.placed_by:
                result.append(anchor)
                put(anchor)
        return result

    def _ties(self, hanging: dict[Id | None, list[Id]]) -> list[tuple[Id, ...]]:
        ties = []
        for run in hanging.values():
            own = [each for each in run if not self._placed_by_both(each)]
            if len({self.placed_by[each] for each in own}) > 1:
                ties.append(tuple(own))
        return ties

    def _placed_by_both(self, each: Id) -> bool:
        if each in self.in_base:
            return each in self.moved["upstream"] and each in self.moved["local"]
        return each in self.at["upstream"] and each in self.at["local"]
