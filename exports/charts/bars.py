"""Bars: one per row, or one that is divided into parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.charts.sketching import line, picture, rectangle, text, words
from exports.measuring import fit, width
from exports.reading.colours import INK


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or part: its label, its value, the value in words, and its colour."""

    label: str
    value: float
    words: str
    colour: str


def bars(
    rows: Sequence[Bar], title: str, *, room: float = 170, labels: float = 60, row: float = 6.4, size: float = 2.5
) -> str:
    """Return horizontal bars from a common line, values at their ends; lengths in millimetres."""
    most = max((each.value for each in rows), default=0) or 1
    numbers = max((width(each.words, words(size, 600)) for each in rows), default=0)
    scale = (room - labels - numbers - size) / most
    body: list[str] = []
    for index, each in enumerate(rows):
        y, long = index * row, each.value * scale
        name = fit(each.label, labels - size, words(size))
        body.append(text(labels - size * 0.8, y + row * 0.64, name, words(size), anchor="end"))
        body.append(rectangle(labels, y + row * 0.2, long, row * 0.58, each.colour, radius=0.5))
        body.append(text(labels + long + size * 0.5, y + row * 0.64, each.words, words(size, 600)))
    height = len(rows) * row + 1
    body.append(line((labels, 0), (labels, height - 1), INK, 0.25))
    return picture(room, height, body, title)


def stack(parts: Sequence[Bar], title: str, *, room: float = 170, height: float = 9, size: float = 2.5) -> str:
    """Return one bar divided in proportion; each part names its value where there is room; lengths in millimetres."""
    whole = sum(part.value for part in parts) or 1
    x, body = 0.0, []
    for part in parts:
        long = room * part.value / whole
        body.append(rectangle(x, 0, max(long - 0.4, 0.2), height, part.colour, radius=0.4))
        if width(part.words, words(size, 600)) + size < long:
            ink = "#ffffff" if _is_dark(part.colour) else INK
            body.append(text(x + size * 0.6, height / 2 + size * 0.36, part.words, words(size, 600), fill=ink))
        x += long
    return picture(room, height, body, title)


def _is_dark(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 150  # noqa: PLR2004 -- halfway to white, as the eye sees it
