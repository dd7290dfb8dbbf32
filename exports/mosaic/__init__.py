"""The tile mosaic that gives every edition its own cover: the same seed always gives the same tiles."""

from __future__ import annotations

from exports.mosaic.drawing import svg
from exports.mosaic.palettes import FULL, NIGHT, Colour, Palette, tones
from exports.mosaic.weaving import Mosaic, Spread, Tile, mosaic

__all__ = ["FULL", "NIGHT", "Colour", "Mosaic", "Palette", "Spread", "Tile", "mosaic", "svg", "tones"]
