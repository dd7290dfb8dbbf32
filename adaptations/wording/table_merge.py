"""Merging two changes of one Markdown table: rows as a list, cells one by one; new columns need a person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from adaptations.judgement import Issue, Level, Reason
from adaptations.order import Order, merge_order
from adaptations.wording.alignment import ALIKE, MOST_PAIRS, best_pairs, common_pairs, gaps
from adaptations.wording.tokens import fold, similarity

BAR = re.compile(r"(?<!\\)\|")
HEADER_ROWS = 2
RowId = int | tuple[str, int]


@dataclass(frozen=True, slots=True)
class TableMerge:
    """The merged table, with the local wording of rows in conflict, and what a person should see."""

    text: str
    issues: tuple[Issue, ...] = ()


def cells(row: str) -> list[str]:
    """Return the cells of a table row as written, the parts outside the outer bars included at both ends."""
    return BAR.split(row)


def merge_table(base: str, upstream: str, local: str) -> TableMerge:
    """Merge two changes of one table."""
    tables = [each.split("\n") for each in (base, upstream, local)]
    if len({len(cells(row)) for table in tables for row in table}) > 1:
        return TableMerge(local, (Issue(Level.CONFLICT, Reason.TABLE_SHAPE, base, upstream, local),))
    before, theirs, ours = tables
    ids_up, ids_here = _ids(before, theirs, "upstream"), _ids(before, ours, "local")
    _unify_inserted(ids_up, theirs, ids_here, ours)
    rows_up, rows_here = dict(zip(ids_up, theirs, strict=True)), dict(zip(ids_here, ours, strict=True))
    order = merge_order(range(len(before)), ids_up, ids_here, _changed(before, rows_up), _changed(before, rows_here))
    rows: list[str] = []
    issues: list[Issue] = []
    for each in order.ids:
        old = before[each] if isinstance(each, int) else None
        row, issue = _merge_row(old, rows_up.get(each), rows_here.get(each))
        rows.extend([] if row is None else [row])
        issues.extend([] if issue is None else [issue])
    issues.extend(_order_issues(order, rows_up, rows_here))
    return TableMerge("\n".join(rows), tuple(issues))


def _ids(before: list[str], after: list[str], side: str) -> list[RowId]:
    """Return for each row the index of the base row that it is, or an id of its own."""
    old, new = [fold(row) for row in before], [fold(row) for row in after]
    pairs = common_pairs(old, new)

    def score(a: int, b: int) -> float:
        if (a < HEADER_ROWS) != (b < HEADER_ROWS):
            return 0.0
        same_name = _name(old[a]) == _name(new[b])
        alike = 1.0 if same_name else similarity(old[a], new[b])
        return alike if alike >= ALIKE else 0.0

    for left, right in gaps(pairs, len(old), len(new)):
        if len(left) == len(right) == 1:
            pairs.append((left[0], right[0]))
        elif len(left) * len(right) <= MOST_PAIRS:
            pairs.extend(best_pairs(left, right, score))
    found = {b: a for a, b in pairs}
    taken = set(found.values())
    for b, row in enumerate(new):
        if b not in found and row in old and old.index(row) not in taken:
            found[b] = old.index(row)
            taken.add(found[b])
    return [found.get(b, (side, b)) for b in range(len(new))]


def _name(row: str) -> str:
    return next((cell.strip() for cell in cells(row) if cell.strip()), "")


def _unify_inserted(ids_up: list[RowId], theirs: list[str], ids_here: list[RowId], ours: list[str]) -> None:
    inserted = {fold(row): each for each, row in zip(ids_up, theirs, strict=True) if isinstance(each, tuple)}
    for index, each in enumerate(ids_here):
        same = inserted.pop(fold(ours[index]), None) if isinstance(each, tuple) else None
        if same is not None:
            ids_here[index] = same


def _changed(before: list[str], rows: dict[RowId, str]) -> frozenset[int]:
    return frozenset(n for n, row in enumerate(before) if n in rows and fold(rows[n]) != fold(row))


def _merge_row(old: str | None, theirs: str | None, ours: str | None) -> tuple[str | None, Issue | None]:
    """Merge one row; None stands for a row that is not there."""
    if theirs in (old, ours) or old is None:
        return (theirs if ours is None and old is None else ours), None
    if ours == old:
        return theirs, None
    if theirs is None or ours is None:
        return ours, Issue(Level.CONFLICT, Reason.REMOVED_AND_CHANGED, old, theirs or "", ours or "")
    if fold(theirs) in {fold(ours), fold(old)}:
        return ours, None
    if fold(ours) == fold(old):
        return theirs, None
    return _merge_cells(old, theirs, ours)


def _merge_cells(old: str, theirs: str, ours: str) -> tuple[str, Issue | None]:
    merged = []
    both = False
    for before, there, here in zip(cells(old), cells(theirs), cells(ours), strict=True):
        was, up, own = fold(before), fold(there), fold(here)
        if up != was and own != was and up != own:
            return ours, Issue(Level.CONFLICT, Reason.SAME_CELL, old, theirs, ours)
        both = both or (own != was and up != own)
        merged.append(there if own == was and up != was else here)
    row = "|".join(merged)
    if fold(row) == fold(theirs) or fold(row) == fold(ours):
        return row, None
    return row, Issue(Level.REVIEW, Reason.SAME_ROW, old, theirs, ours, row)


def _order_issues(order: Order[RowId], rows_up: dict[RowId, str], rows_here: dict[RowId, str]) -> list[Issue]:
    issues = []
    for tie in order.ties:
        up = "\n".join(rows_up[each] for each in tie if each in rows_up)
        here = "\n".join(rows_here[each] for each in tie if each in rows_here)
        issues.append(Issue(Level.NOTE, Reason.BOTH_ADDED_ITEMS, "", up, here, f"{up}\n{here}"))
    if order.reordered_by_both:
        up, here = "\n".join(rows_up.values()), "\n".join(rows_here.values())
        issues.append(Issue(Level.REVIEW, Reason.BOTH_REORDERED, "", up, here))
    for each in order.fetched:
        text = rows_up.get(each, rows_here.get(each, ""))
        issues.append(
            Issue(Level.REVIEW, Reason.REMOVED_AND_MOVED, text, rows_up.get(each, ""), rows_here.get(each, ""))
        )
    return issues
