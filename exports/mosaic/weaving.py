"""Which tile stands where: chosen by a hash of the seed and the tile's index, so that any program can do the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from exports.mosaic.motifs import Motif
from exports.mosaic.palettes import FULL, TOO_CLOSE, Colour, Palette

MOTIFS = (
    Motif.STAR,
    Motif.PETALS,
    Motif.IKAT,
    Motif.ARCS,
    Motif.STAR,
    Motif.PETALS,
    Motif.EYE,
    Motif.HALVES,
    Motif.QUARTER,
    Motif.TRIANGLE,
)
"""Star and petals come twice as often: they are the motifs people remember."""


class Spread(StrEnum):
    """How the tiles fill their field: everywhere, or thinning out from the top right corner, or towards the bottom."""

    FULL = "full"
    CORNER = "corner"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: its place, motif, quarter turns, and the colours of ground, figure and accent."""

    column: int
    row: int
    motif: Motif
    turns: int
    colours: tuple[Colour, Colour, Colour]


@dataclass(frozen=True, slots=True)
class Mosaic:
    """A field of `columns` x `rows` places; places without a tile stay empty."""

    columns: int
    rows: int
    tiles: tuple[Tile, ...]


def mosaic(seed: str, columns: int, rows: int, palette: Palette = FULL, *, spread: Spread = Spread.FULL) -> Mosaic:
    """Return the mosaic of a seed: the same arguments always give the same tiles.

    Tile number i (row by row) reads the bytes of SHA-256 of `seed:i`: byte 0 the motif, 1 the turns, 2 the presence,
    3 to 5 the colours of ground, figure and accent, each from those that differ enough from what is beside or below.
    """
    tiles: dict[tuple[int, int], Tile] = {}
    for row in range(rows):
        for column in range(columns):
            stream = hashlib.sha256(f"{seed}:{row * columns + column}".encode()).digest()
            if stream[2] / 256 < _emptiness(spread, column, row, columns, rows):
                continue
            beside = [tiles[place] for place in ((column - 1, row), (column, row - 1)) if place in tiles]
            tiles[column, row] = _tile(stream, column, row, palette, beside)
    return Mosaic(columns, rows, tuple(tiles.values()))


def _tile(stream: bytes, column: int, row: int, palette: Palette, beside: list[Tile]) -> Tile:
    motifs = [motif for motif in MOTIFS if all(motif is not other.motif for other in beside)]
    grounds = [each for each in palette if all(each != other.colours[0] for other in beside)]
    ground = grounds[stream[3] % len(grounds)]
    figures = list(_clear_of(palette, ground))
    figure = figures[stream[4] % len(figures)]
    accents = [each for each in _clear_of(palette, figure) if each != ground] or [ground]
    accent = accents[stream[5] % len(accents)]
    return Tile(column, row, motifs[stream[0] % len(motifs)], stream[1] % 4, (ground, figure, accent))


def _clear_of(palette: Palette, colour: Colour) -> Iterator[Colour]:
    return (each for each in palette if each != colour and frozenset({each.name, colour.name}) not in TOO_CLOSE)


def _emptiness(spread: Spread, column: int, row: int, columns: int, rows: int) -> float:
    across = column / max(columns - 1, 1)
    down = row / max(rows - 1, 1)
    match spread:
        case Spread.FULL:
            return 0.0
        case Spread.CORNER:
            return min(1.0, 0.8 * (1 - across) + 0.6 * down)
        case Spread.FALLING:
            return 1.05 * down
