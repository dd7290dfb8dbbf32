"""How wide text is, from the fonts themselves, so that labels are fitted before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from exports.fonts import FACES, SANS

ELLIPSIS = "…"
LOOSE_END = " ,;:.-\u2013\u2014" + ELLIPSIS
SAFETY = 1.015
"""Kerning and old-style figures differ from plain advance widths by less than this."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text is set: size (in the unit in which widths are wanted), family and CSS weight."""

    size: float
    family: str = SANS
    weight: int = 400


@lru_cache(maxsize=16)
def _advances(family: str, weight: int) -> dict[int, float]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- slow import

    upright = (face for face in FACES if face.family == family and not face.italic)
    face = min(upright, key=lambda each: abs(each.weight - weight))
    with TTFont(face.path, lazy=True) as font:
        scale = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return {code: metrics[glyph][0] / scale for code, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=20_000)
def width(text: str, lettering: Lettering) -> float:
    """Return the width of one line of text in the unit of the lettering's size."""
    advances = _advances(lettering.family, lettering.weight)
    return sum(advances.get(ord(each), 0.7) for each in text) * lettering.size * SAFETY


def fit(text: str, room: float, lettering: Lettering) -> str:
    """Return the text, shortened with an ellipsis where it is wider than `room`."""
    if width(text, lettering) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, lettering) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(LOOSE_END) + ELLIPSIS


def wrap(text: str, room: float, lettering: Lettering) -> list[str]:
    """Return the lines that the text breaks into within `room`; a word wider than that is broken inside."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        candidate = f"{line} {word}" if line else word
        if width(candidate, lettering) <= room:
            line = candidate
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room, lettering)
        lines += full
    return [*lines, line] if line else lines


def clamp(text: str, room: float, rows: int, lettering: Lettering) -> str:
    """Return the text, shortened with an ellipsis so that it takes at most `rows` lines."""
    lines = wrap(text, room, lettering)
    if len(lines) <= rows:
        return text
    last = fit(lines[rows - 1] + ELLIPSIS * 2, room, lettering)
    return " ".join([*lines[: rows - 1], last.rstrip(LOOSE_END) + ELLIPSIS])


def largest(text: str, room: float, rows: int, letterings: Sequence[Lettering]) -> int:
    """Return the index of the first lettering in which the text takes at most `rows` lines and no word is broken.

    They come largest first; the last index is returned when none fits.
    """
    for index, lettering in enumerate(letterings):
        whole = all(width(word, lettering) <= room for word in text.split())
        if whole and len(wrap(text, room, lettering)) <= rows:
            return index
    return len(letterings) - 1


def _pieces(word: str, room: float, lettering: Lettering) -> list[str]:
    pieces = [""]
    for each in word:
        if pieces[-1] and width(pieces[-1] + each, lettering) > room:
            pieces.append("")
        pieces[-1] += each
    return pieces
