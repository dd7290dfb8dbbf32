"""Differences of texts, lines and fields as readers see them, never as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from adaptations import Row, Value
from exports.prose import Answered, fill, unfilled, unfilled_line
from exports.redline.assembling import assembled
from exports.redline.comparing import steps
from exports.redline.grids import aligned
from exports.redline.labels import DEFAULT, Labels
from exports.redline.looks import added, compared, removed
from exports.redline.passages import line, passages

Answers = Mapping[str, Answered]
BETWEEN_CELLS = " · "


def text_difference(
    old: str, new: str, *, fold: bool = True, labels: Labels = DEFAULT, answers: Answers | None = None
) -> str:
    """Return safe, well-formed HTML of the new Markdown text with the changes since the old one marked.

    `<ins class="d-in">` and `<del class="d-out">` hold what came and went, with `d-moved` what stands elsewhere;
    `d-format` is a change of looks, `d-note` a remark. Without ins, notes and hidden words it is the old text as
    rendered, without del the new one. With `fold`, unchanged passages are in `<details class="fold">`.
    """
    html = _difference(old, new, fold=fold, labels=labels)
    return fill(html, answers or {}, chips=True, words=labels.questions)


@lru_cache(maxsize=4_096)
def _difference(old: str, new: str, *, fold: bool, labels: Labels) -> str:
    found = steps(passages(unfilled(old)), passages(unfilled(new)))
    return assembled(found, labels, fold=fold)


def inline_difference(old: str, new: str, *, labels: Labels = DEFAULT, answers: Answers | None = None) -> str:
    """Return safe HTML of a new line, such as a title, with the changes since the old one marked."""
    html = compared(line(unfilled_line(old)), line(unfilled_line(new)), labels)
    return fill(html, answers or {}, chips=True, words=labels.questions)


def field_difference(old: Value, new: Value, *, labels: Labels = DEFAULT, answers: Answers | None = None) -> str:
    """Return the difference of two values of a field: a line for text, a list with one item per row for rows."""
    if isinstance(old, str) and isinstance(new, str):
        return inline_difference(old, new, labels=labels, answers=answers)
    before, after = _rows(old), _rows(new)
    items = [
        _row_difference(before[a] if a is not None else None, after[b] if b is not None else None, labels)
        for a, b in aligned([" ".join(row) for row in before], [" ".join(row) for row in after])
    ]
    html = "".join(f"<li>{each}</li>" for each in items)
    return fill(f'<ul class="d-rows">{html}</ul>' if html else "", answers or {}, chips=True, words=labels.questions)


def _rows(value: Value) -> tuple[Row, ...]:
    if isinstance(value, str):
        return ((value,),) if value else ()
    return value


def _row_difference(old: Row | None, new: Row | None, labels: Labels) -> str:
    if old is None or new is None:
        html = BETWEEN_CELLS.join(unfilled_line(cell) for cell in old or new or () if cell)
        return removed(html, labels) if new is None else added(html, labels)
    width = max(len(old), len(new))
    before, after = [*old, *[""] * (width - len(old))], [*new, *[""] * (width - len(new))]
    pairs = [(a, b) for a, b in zip(before, after, strict=True) if a or b]
    return BETWEEN_CELLS.join(compared(line(unfilled_line(a)), line(unfilled_line(b)), labels) for a, b in pairs)
