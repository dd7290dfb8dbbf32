"""The map of stances: nodes down, countries across; shade and sign say the same, so that it reads without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from adaptations import Stance
from exports.charts.sketching import lighter, line, picture, rectangle, text, words
from exports.measuring import fit, width
from exports.reading.colours import GREY, INK

COLOUR = "#0E8F95"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One node: its number and title, the stance per column (None where a country has none), bold when `strong`."""

    number: str
    title: str
    stances: tuple[Stance | None, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class HeatSize:
    """Measures in millimetres: the whole width, room for labels, height of a row, and the size of type."""

    width: float = 170
    labels: float = 80
    row: float = 5.4
    type: float = 2.35

    @property
    def head(self) -> float:
        """Return the height of the row of column names."""
        return self.type * 2.6


DOCUMENT = HeatSize()


def heatmap(rows: Sequence[HeatRow], columns: Sequence[str], title: str, *, size: HeatSize = DOCUMENT) -> str:
    """Return the map; column names are shortened to their columns."""
    each = (size.width - size.labels) / max(len(columns), 1)
    height = size.head + len(rows) * size.row + 0.5
    body: list[str] = []
    lettering = words(size.type * 0.95, 600)
    for index, name in enumerate(columns):
        x = size.labels + (index + 0.5) * each
        body.append(text(x, size.head * 0.6, fit(name, each - 1, lettering), lettering, fill=GREY, anchor="middle"))
    for index, row in enumerate(rows):
        y = size.head + index * size.row
        body += _labels(row, y, size)
        for column, stance in enumerate(row.stances):
            body += cell(stance, size.labels + column * each + 0.3, y + 0.3, each - 0.6, size.row - 0.6)
    return picture(size.width, height, body, title)


def sign(stance: Stance, title: str) -> str:
    """Return the field of one stance alone, for a legend."""
    return picture(6, 4, cell(stance, 0.2, 0.2, 5.6, 3.6), title)


def cell(stance: Stance | None, x: float, y: float, across: float, down: float) -> list[str]:
    """Return the field of one stance with its sign, in millimetres."""
    middle, centre, reach = x + across / 2, y + down / 2, min(down * 0.26, across * 0.3)
    ring = f'<circle cx="{middle:.2f}" cy="{centre:.2f}" r="{reach:.2f}"'
    match stance:
        case None:
            return [rectangle(x, y, across, down, "#F7F7F9", radius=0.6)]
        case Stance.AS_IS:
            ground, sign = lighter(COLOUR, 0.82), f'{ring} fill="none" stroke="{COLOUR}" stroke-width="0.35"/>'
        case Stance.ADAPTED:
            half = f"M{middle:.2f} {centre - reach:.2f}a{reach:.2f} {reach:.2f} 0 0 1 0 {2 * reach:.2f}z"
            ground = lighter(COLOUR, 0.45)
            sign = f'{ring} fill="none" stroke="{INK}" stroke-width="0.35"/><path d="{half}" fill="{INK}"/>'
        case Stance.REPLACED:
            ground, sign = COLOUR, f'{ring} fill="#ffffff"/>'
        case Stance.LEFT_OUT:
            stroke = line((middle - reach, centre), (middle + reach, centre), GREY, 0.45)
            return [
                rectangle(x + 0.1, y + 0.1, across - 0.2, down - 0.2, "#ffffff", radius=0.6, outline="#B9BEC9"),
                stroke,
            ]
        case Stance.ADDED:
            ground = "#F2C987"
            sign = line((middle - reach, centre), (middle + reach, centre), INK, 0.45) + line(
                (middle, centre - reach), (middle, centre + reach), INK, 0.45
            )
        case _:
            assert_never(stance)
    return [rectangle(x, y, across, down, ground, radius=0.6), sign]


def _labels(row: HeatRow, y: float, size: HeatSize) -> list[str]:
    small, normal = words(size.type * 0.92), words(size.type, 600 if row.strong else 400)
    base, indent = y + size.row * 0.66, max(width(row.number, small) + size.type * 0.8, size.type * 4.4)
    return [
        text(0, base, row.number, small, fill=GREY),
        text(indent, base, fit(row.title, size.labels - indent - size.type, normal), normal),
    ]
