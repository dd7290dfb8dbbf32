"""Differences of tables: rows and columns are aligned first, then cells are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from adaptations.wording.alignment import ALIKE, MOST_PAIRS, best_pairs, common_pairs, gaps
from adaptations.wording.tokens import fold, similarity
from exports.redline.labels import Labels
from exports.redline.looks import compared, deleted, inserted
from exports.redline.passages import Grid
from exports.redline.runs import Runs, text_of

SAME_FIRST_CELL = 0.6
"""Two rows with the same first cell are one row, changed, however much the rest differs."""

Row = tuple[Runs, ...]
Pair = tuple[int | None, int | None]


def one_sided_grid(grid: Grid, mark: Callable[[Runs], str]) -> str:
    """Return the inside of a table all of whose cells are marked alike."""
    head, *body = ([mark(cell) for cell in row] for row in grid.rows)
    return _table_rows(head, body, grid.classes)


def compared_grids(old: Grid, new: Grid, labels: Labels) -> str:
    """Return the inside of a table in which added and removed rows, columns and words are marked."""
    columns = aligned([text_of(cell) for cell in old.rows[0]], [text_of(cell) for cell in new.rows[0]])
    classes = tuple(new.classes[b] if b is not None else old.classes[a or 0] for a, b in columns)
    head = _cells(old.rows[0], new.rows[0], columns, labels)
    body = [
        _cells(old.rows[a] if a else None, new.rows[b] if b else None, columns, labels)
        for a, b in _aligned_rows(old.rows, new.rows)
    ]
    return _table_rows(head, body, classes)


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair texts that stay in order: equal ones first, alike ones between them, then single ones in the same place."""
    pairs = common_pairs([fold(each) for each in old], [fold(each) for each in new])

    def score(a: int, b: int) -> float:
        found = similarity(old[a], new[b])
        return found if found >= ALIKE else 0.0

    more: list[tuple[int, int]] = []
    for left, right in gaps(pairs, len(old), len(new)):
        if len(left) * len(right) <= MOST_PAIRS:
            more += best_pairs(left, right, score)
    return _in_order(sorted([*pairs, *more]), len(old), len(new))


def _aligned_rows(old: Sequence[Row], new: Sequence[Row]) -> list[Pair]:
    """Pair the rows below the heads; indices count the head."""
    before = ["\n".join(text_of(cell) for cell in row) for row in old[1:]]
    after = ["\n".join(text_of(cell) for cell in row) for row in new[1:]]
    pairs = common_pairs(before, after)

    def score(a: int, b: int) -> float:
        same = bool(old[a + 1] and new[b + 1]) and text_of(old[a + 1][0]) == text_of(new[b + 1][0])
        found = max(similarity(before[a], after[b]), SAME_FIRST_CELL if same else 0.0)
        return found if found >= ALIKE else 0.0

    more: list[tuple[int, int]] = []
    for left, right in gaps(pairs, len(before), len(after)):
        if len(left) * len(right) <= MOST_PAIRS:
            more += best_pairs(left, right, score)
    rows = _in_order(sorted([*pairs, *more]), len(before), len(after))
    return [(None if a is None else a + 1, None if b is None else b + 1) for a, b in rows]


def _in_order(pairs: Sequence[tuple[int, int]], old: int, new: int) -> list[Pair]:
    """Return the pairs with what is alone between them; single ones facing each other are paired."""
    result: list[Pair] = []
    at_old = at_new = 0
    for a, b in [*pairs, (old, new)]:
        left, right = range(at_old, a), range(at_new, b)
        if len(left) == len(right) == 1:
            result.append((left[0], right[0]))
        else:
            result += [(each, None) for each in left]
            result += [(None, each) for each in right]
        if a < old:
            result.append((a, b))
        at_old, at_new = a + 1, b + 1
    return result


def _cells(old: Row | None, new: Row | None, columns: Sequence[Pair], labels: Labels) -> list[str]:
    result = []
    for a, b in columns:
        before = old[a] if old is not None and a is not None else None
        after = new[b] if new is not None and b is not None else None
        if before is None:
            result.append(inserted(after or (), labels))
        elif after is None:
            result.append(deleted(before, labels))
        else:
            result.append(compared(before, after, labels))
    return result


def _table_rows(head: Sequence[str], body: Sequence[Sequence[str]], classes: Sequence[str]) -> str:
    rows = "".join(_row(row, classes, "td") for row in body)
    first = _row(head, classes, 'th scope="col"')
    return f"<thead>{first}</thead>" + (f"<tbody>{rows}</tbody>" if rows else "")


def _row(cells: Sequence[str], classes: Sequence[str], start: str) -> str:
    tag = start[:2]
    looks = [f' class="{look}"' if look else "" for look in classes]
    marked = (f"<{start}{look}>{cell}</{tag}>" for cell, look in zip(cells, looks, strict=True))
    return f"<tr>{''.join(marked)}</tr>"
