"""The strokes that charts are made of; lengths in millimetres, type sizes too."""

from __future__ import annotations

from html import escape

from exports.fonts import SANS
from exports.measuring import Lettering
from exports.mosaic.palettes import lighter
from exports.reading.colours import INK, LINE

__all__ = ["diamond", "lighter", "line", "picture", "rectangle", "text", "words"]


def picture(width: float, height: float, body: list[str], title: str) -> str:
    """Return a whole SVG of the given size with its name for screen readers."""
    name = escape(title, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2f}mm" height="{height:.2f}mm" '
        f'viewBox="0 0 {width:.2f} {height:.2f}" role="img" aria-label="{name}" font-family="{SANS}" '
        f'font-size="2.5" fill="{INK}"><title>{name}</title>{"".join(body)}</svg>'
    )


def text(x: float, y: float, content: str, lettering: Lettering, *, fill: str = INK, anchor: str = "start") -> str:
    """Return one line of text with its baseline at y; `anchor` is start, middle or end."""
    family = "" if lettering.family == SANS else f' font-family="{lettering.family}"'
    weight = "" if lettering.weight == 400 else f' font-weight="{lettering.weight}"'  # noqa: PLR2004 -- the regular weight
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{lettering.size:.2f}" fill="{fill}"{family}{weight}{place}>'
        f"{escape(content)}</text>"
    )


def rectangle(
    x: float, y: float, width: float, height: float, fill: str, *, radius: float = 0, outline: str = ""
) -> str:
    """Return a filled rectangle, with an outline of 0.25 mm in another colour if given."""
    corners = f' rx="{radius:.2f}"' if radius else ""
    stroke = f' stroke="{outline}" stroke-width="0.25"' if outline else ""
    size = f'width="{max(width, 0):.2f}" height="{height:.2f}"'
    return f'<rect x="{x:.2f}" y="{y:.2f}" {size} fill="{fill}"{corners}{stroke}/>'


def line(
    start: tuple[float, float], end: tuple[float, float], colour: str = LINE, thickness: float = 0.15, *, dash: str = ""
) -> str:
    """Return a straight line; `dash` is an SVG dash pattern."""
    pattern = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{start[0]:.2f}" y1="{start[1]:.2f}" x2="{end[0]:.2f}" y2="{end[1]:.2f}" '
        f'stroke="{colour}" stroke-width="{thickness:.2f}"{pattern}/>'
    )


def diamond(x: float, y: float, reach: float, fill: str) -> str:
    """Return a diamond centred at (x, y), set off by a white edge."""
    return (
        f'<path d="M{x - reach:.2f} {y:.2f}L{x:.2f} {y - reach:.2f}L{x + reach:.2f} {y:.2f}L{x:.2f} {y + reach:.2f}z" '
        f'fill="{fill}" stroke="#ffffff" stroke-width="0.3"/>'
    )


def words(size: float, weight: int = 400) -> Lettering:
    """Return the sans lettering of chart labels at a size in millimetres."""
    return Lettering(size, SANS, weight)
