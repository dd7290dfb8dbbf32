"""The mosaic on the screen: coloured by the style sheet, the same for the same seed."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask
from markupsafe import Markup

from exports.mosaic import Spread, mosaic, svg


def offer(app: Flask) -> None:
    """Let every template draw a mosaic: `mosaic(seed, columns, rows, spread)`."""
    app.jinja_env.globals["mosaic"] = picture


@lru_cache(maxsize=256)
def picture(seed: str, columns: int, rows: int, spread: str = "full") -> Markup:
    """Return the tiles of a seed as decorative SVG; `spread` is full, corner or falling."""
    drawn = svg(mosaic(seed, columns, rows, spread=Spread(spread)), classes=True)
    plain = drawn.replace(' xmlns="http://www.w3.org/2000/svg"', ' class="mosaic"', 1)
    return Markup(plain)  # noqa: S704 -- drawn from numbers, no text of anybody in it
