"""The colours that tiles may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour: a name for style sheets (class `m-name`) and its value as #rrggbb."""

    name: str
    value: str


Palette = tuple[Colour, ...]

LAPIS = Colour("lapis", "#1E2A78")
TURQUOISE = Colour("turquoise", "#0E8F95")
SAFFRON = Colour("saffron", "#E8A33D")
POMEGRANATE = Colour("pomegranate", "#C0392F")
SAND = Colour("sand", "#F6F1E7")
INK = Colour("ink", "#14182B")
DUNE = Colour("dune", "#E6DCC8")
MIST = Colour("mist", "#7FC4C1")

FULL: Palette = (LAPIS, TURQUOISE, SAFFRON, POMEGRANATE, SAND, INK, DUNE, MIST)
"""All colours: covers and thanks."""

NIGHT: Palette = (Colour("night", "#2B3358"), Colour("dusk", "#4A5276"), LAPIS, SAND, SAFFRON, TURQUOISE)
"""Tones that sit on ink: back covers."""

TOO_CLOSE = frozenset(
    {
        frozenset({"sand", "dune"}),
        frozenset({"lapis", "ink"}),
        frozenset({"turquoise", "mist"}),
        frozenset({"turquoise", "pomegranate"}),
        frozenset({"dune", "mist"}),
        frozenset({"night", "dusk"}),
        frozenset({"night", "lapis"}),
        frozenset({"dusk", "lapis"}),
    }
)
"""Pairs that do not tell figure from ground."""


def tones(base: str) -> Palette:
    """Return the palette of a page with the ground `base` (#rrggbb): itself, two lighter tones, sand, an accent."""
    accent = LAPIS if _is_warm(base) else SAFFRON
    return (
        Colour("base", base),
        Colour("light", lighter(base, 0.25)),
        Colour("pale", lighter(base, 0.55)),
        SAND,
        accent,
    )


def lighter(colour: str, share: float) -> str:
    """Return the colour mixed with white; share 0 leaves it, 1 gives white."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel + (255 - channel) * share):02x}" for channel in channels)


def _is_warm(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red > 200 and green > 110 and blue < 110  # noqa: PLR2004 -- the saffron range, where a saffron accent would drown
