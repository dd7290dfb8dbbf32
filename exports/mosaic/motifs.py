"""The eight motifs, each drawn in a square of side 100 as paths in the order ground, figure, accent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache


class Motif(StrEnum):
    """The patterns of felt, silk and tile work that the mosaic is made of."""

    STAR = "star"
    PETALS = "petals"
    IKAT = "ikat"
    EYE = "eye"
    ARCS = "arcs"
    HALVES = "halves"
    QUARTER = "quarter"
    TRIANGLE = "triangle"


class Layer(IntEnum):
    """Which of a tile's three colours a shape takes."""

    GROUND = 0
    FIGURE = 1
    ACCENT = 2


@dataclass(frozen=True, slots=True)
class Shape:
    """One filled path in the square 0..100."""

    layer: Layer
    path: str


@cache
def shapes(motif: Motif) -> tuple[Shape, ...]:
    """Return the motif's shapes, bottom first; the ground square itself is not among them."""
    match motif:
        case Motif.STAR:
            found = [(Layer.FIGURE, _star(8, 47, 30)), (Layer.ACCENT, _circle(14))]
        case Motif.PETALS:
            found = [(Layer.FIGURE, _petals()), (Layer.ACCENT, _circle(9))]
        case Motif.IKAT:
            found = [(Layer.FIGURE, _diamond(50)), (Layer.GROUND, _diamond(33)), (Layer.ACCENT, _diamond(20))]
        case Motif.EYE:
            eye = "M50 20C76 50 76 50 50 80C24 50 24 50 50 20z"
            found = [(Layer.FIGURE, _diamond(50)), (Layer.ACCENT, eye)]
        case Motif.ARCS:
            found = [(Layer.FIGURE, _quarter(100)), (Layer.GROUND, _quarter(68)), (Layer.ACCENT, _quarter(38))]
        case Motif.HALVES:
            upper, lower = "M0 50a50 50 0 0 1 100 0z", "M0 100a50 50 0 0 1 100 0z"
            found = [(Layer.FIGURE, upper), (Layer.ACCENT, lower)]
        case Motif.QUARTER:
            found = [(Layer.FIGURE, _quarter(100)), (Layer.ACCENT, _quarter(50))]
        case Motif.TRIANGLE:
            found = [(Layer.FIGURE, "M0 0h100L0 100z"), (Layer.ACCENT, "M100 100v-50l-50 50z")]
    return tuple(Shape(layer, path) for layer, path in found)


def _diamond(reach: int) -> str:
    return f"M50 {50 - reach}L{50 + reach} 50L50 {50 + reach}L{50 - reach} 50z"


def _quarter(radius: int) -> str:
    return f"M0 100v-{radius}a{radius} {radius} 0 0 1 {radius} {radius}z"


def _circle(radius: int) -> str:
    return f"M{50 - radius} 50a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0z"


def _star(points: int, outer: float, inner: float) -> str:
    corners = []
    for step in range(2 * points):
        radius = inner if step % 2 else outer
        angle = math.pi * step / points
        corners.append(f"{50 + radius * math.cos(angle):.1f} {50 + radius * math.sin(angle):.1f}")
    return "M" + "L".join(corners) + "z"


def _petals() -> str:
    falling = "M{0} {2}A50 50 0 0 1 {1} {3}A50 50 0 0 1 {0} {2}z"
    rising = "M{0} {3}A50 50 0 0 1 {1} {2}A50 50 0 0 1 {0} {3}z"
    return (
        rising.format(0, 50, 0, 50)
        + falling.format(50, 100, 0, 50)
        + falling.format(0, 50, 50, 100)
        + rising.format(50, 100, 50, 100)
    )
