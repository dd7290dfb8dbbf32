"""Indicators as lines from baseline over the latest value to the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from exports.charts.sketching import lighter, line, picture, text, words
from exports.measuring import fit, width
from exports.reading.colours import DRAFT, GREY, INK
from exports.reading.measures import Measure, value_words


@dataclass(frozen=True, slots=True)
class DumbbellSize:
    """Measures in millimetres: the whole width, room for labels, height of a row, and the size of type."""

    width: float = 170
    labels: float = 72
    row: float = 7.4
    type: float = 2.5


DOCUMENT = DumbbellSize()


def dumbbell(
    rows: Sequence[Measure], title: str, *, locale: str, colour: str = "#1E2A78", size: DumbbellSize = DOCUMENT
) -> str:
    """Return the chart of indicators that are `drawable`.

    When all are shares they have a common axis from 0 to 100 %; otherwise each line runs from its own baseline to its
    own target, and the values stand at both ends.
    """
    shared = all(row.is_share for row in rows)
    head = size.type * 2.8 if shared else size.type * 0.6
    height = head + len(rows) * size.row + 1
    left, right = _track(rows, locale, size, shared=shared)
    body: list[str] = []
    if shared:
        for step in range(0, 101, 20):
            x = left + (right - left) * step / 100
            body.append(line((x, head - 1), (x, height - 1)))
            body.append(text(x, head - size.type, f"{step}%", words(size.type * 0.88), fill=GREY, anchor="middle"))
    for index, row in enumerate(rows):
        y = head + (index + 0.5) * size.row
        low, high = (Decimal(0), Decimal(100)) if shared else (row.baseline or Decimal(0), row.target or Decimal(0))
        body += _row(row, y, _Scale(left, right, low, high), colour, locale, size)
    return picture(size.width, height, body, title)


@dataclass(frozen=True, slots=True)
class _Scale:
    left: float
    right: float
    low: Decimal
    high: Decimal

    def at(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))


def _track(rows: Sequence[Measure], locale: str, size: DumbbellSize, *, shared: bool) -> tuple[float, float]:
    lettering = words(size.type * 0.92, 600)
    ends = max((width(value_words(row.target, row.unit, locale), lettering) for row in rows), default=0)
    starts = max((width(value_words(row.baseline, row.unit, locale), lettering) for row in rows), default=0)
    left = size.labels + (size.type if shared else starts + size.type * 1.6)
    return left, size.width - ends - size.type * 1.4


def _row(row: Measure, y: float, scale: _Scale, colour: str, locale: str, size: DumbbellSize) -> list[str]:
    kind = size.type
    base, small, strong = y + kind * 0.36, words(kind * 0.92), words(kind * 0.92, 600)
    label = f"{row.number}\u2002"
    indent = max(width(label, small), kind * 4.4)
    body = [
        text(0, base, row.number, small, fill=GREY),
        text(indent, base, fit(row.title, size.labels - indent - kind, words(kind)), words(kind)),
    ]
    start, target = scale.at(row.baseline or Decimal(0)), scale.at(row.target or Decimal(0))
    body.append(line((start, y), (target, y), lighter(colour, 0.65), kind * 0.42))
    if row.latest is not None:
        latest = scale.at(row.latest)
        body.append(line((start, y), (latest, y), colour, kind * 0.42))
    body.append(_dot(start, y, kind * 0.5, "#ffffff", colour))
    if row.latest is not None:
        body.append(_dot(latest, y, kind * 0.58, colour, colour))
    body.append(line((target, y - kind * 0.76), (target, y + kind * 0.76), DRAFT, kind * 0.28))
    backwards = target < start
    place, anchor = (target - kind * 0.6, "end") if backwards else (target + kind * 0.6, "start")
    body.append(text(place, base, value_words(row.target, row.unit, locale), strong, fill=DRAFT, anchor=anchor))
    if scale.low == row.baseline and not row.is_share:
        body.append(
            text(start - kind, base, value_words(row.baseline, row.unit, locale), small, fill=INK, anchor="end")
        )
    return body


def _dot(x: float, y: float, radius: float, fill: str, edge: str) -> str:
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{fill}" stroke="{edge}" stroke-width="0.5"/>'
