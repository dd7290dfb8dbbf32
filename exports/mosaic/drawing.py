"""A mosaic as SVG, with colours written in or left to the style sheet."""

from __future__ import annotations

from exports.mosaic.motifs import Layer, shapes
from exports.mosaic.palettes import Colour
from exports.mosaic.weaving import Mosaic, Tile

SIDE = 100
OVERLAP = 0.4
"""Tiles reach this far into the next, so that no hairline shows between them."""


def svg(pattern: Mosaic, *, tile: float | None = None, unit: str = "mm", classes: bool = False) -> str:
    """Return a decorative SVG (hidden from screen readers), side `tile` in `unit` per tile.

    With `classes` every shape carries class `m-<colour name>` and no colour of its own, for pages whose style sheet
    colours them; otherwise the colours are written in. Without `tile` the picture takes the size of its place.
    """
    width, height = pattern.columns * SIDE, pattern.rows * SIDE
    size = f' width="{pattern.columns * tile:g}{unit}" height="{pattern.rows * tile:g}{unit}"' if tile else ""
    body = "".join(_tile(each, classes=classes) for each in pattern.tiles)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{size} viewBox="0 0 {width} {height}" '
        f'preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">{body}</svg>'
    )


def _tile(tile: Tile, *, classes: bool) -> str:
    x, y = tile.column * SIDE, tile.row * SIDE
    side = SIDE + OVERLAP
    ground = f'<path d="M0 0h{side}v{side}h-{side}z" {_paint(tile.colours[Layer.GROUND], classes=classes)}/>'
    figures = "".join(
        f'<path d="{shape.path}" {_paint(tile.colours[shape.layer], classes=classes)}/>' for shape in shapes(tile.motif)
    )
    if tile.turns:
        figures = f'<g transform="rotate({tile.turns * 90} 50 50)">{figures}</g>'
    return f'<g transform="translate({x} {y})">{ground}{figures}</g>'


def _paint(colour: Colour, *, classes: bool) -> str:
    return f'class="m-{colour.name}"' if classes else f'fill="{colour.value}"'
