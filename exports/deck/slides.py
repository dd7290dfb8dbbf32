"""The slides of a deck as data: a closed union, each naming the template that sets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Title:
    """The first slide; `size` is the step of type at which the title fits."""

    template: ClassVar[str] = "deck/title.html"
    title: str
    size: int
    subtitle: str
    badge: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One box: a number or date, a heading, a few words, and the place of its colour."""

    number: str
    title: str
    text: str
    tone: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """Up to six boxes; `more` says how many parts are not shown."""

    template: ClassVar[str] = "deck/agenda.html"
    title: str
    boxes: tuple[Box, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Up to eight dates in two rows."""

    template: ClassVar[str] = "deck/steps.html"
    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A large figure with its label; `size` is the step of type at which it fits."""

    value: str
    label: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Up to four large figures, a picture with its caption, a sentence below."""

    template: ClassVar[str] = "deck/figures.html"
    title: str
    amounts: tuple[Amount, ...]
    note: str
    caption: str = ""
    svg: str = ""
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Divider:
    """A full-colour slide between parts."""

    template: ClassVar[str] = "deck/divider.html"
    part: str
    title: str
    tone: int


@dataclass(frozen=True, slots=True)
class Row:
    """One action on a goal's slide; `timeline` is SVG."""

    number: str
    title: str
    lead: str
    period: str
    timeline: str
    costs: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: a colour panel with its name, its message, up to five actions, three figures."""

    template: ClassVar[str] = "deck/goal.html"
    number: str
    title: str
    size: int
    tone: int
    message: str
    heading: str
    rows: tuple[Row, ...]
    points: tuple[str, ...]
    more: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture over the whole slide, with a legend of (swatch, words) and how much is not shown."""

    template: ClassVar[str] = "deck/chart.html"
    title: str
    svg: str
    legend: tuple[tuple[str, str], ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of parts: number, name, stance and reason."""

    template: ClassVar[str] = "deck/listing.html"
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Thanks:
    """The last slide."""

    template: ClassVar[str] = "deck/thanks.html"
    title: str
    words: str
    lines: tuple[str, ...]


Slide = Title | Agenda | Steps | Figures | Divider | Goal | Chart | Listing | Thanks
