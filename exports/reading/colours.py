"""One colour per goal, one per country, and the tones of text."""

from __future__ import annotations

import hashlib

INK = "#14182B"
GREY = "#5B6172"
LINE = "#D9DCE3"
SAND = "#F6F1E7"
DRAFT = "#C0392F"
TRACK = "#B9BEC9"

GOALS = ("#1E2A78", "#C0392F", "#0E8F95", "#D9892B", "#5B3A8C", "#3C6E3F")
"""The colours of goals in their order; the seventh goal starts again."""

COUNTRIES = {"KZ": "#0E7F85", "KG": "#C0392F", "TJ": "#3C6E3F", "TM": "#5B3A8C", "UZ": "#1E2A78"}


def of_goal(index: int) -> str:
    """Return the colour of the goal with this place, counted from 0."""
    return GOALS[index % len(GOALS)]


def of_country(code: str) -> str:
    """Return a country's colour; one that is not listed gets a steady choice of its own."""
    if code in COUNTRIES:
        return COUNTRIES[code]
    return GOALS[hashlib.sha256(code.encode()).digest()[0] % len(GOALS)]
