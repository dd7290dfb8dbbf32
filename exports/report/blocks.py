"""The blocks that the pages of a document are made of; each names the template that sets it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from exports.fonts import DISPLAY, SANS
from exports.measuring import Lettering, largest, wrap

SIDE_ROOM, SIDE_LINE = 33, 4.2
SIDE = Lettering(7.2 * 0.3528, SANS, 600)
HEADING, TIMELINE, COST, FIGURE, MARGIN = 10, 4.5, 6.5, 7.5, 5
LOWEST, HIGHEST = 20, 80
LINE_LENGTH, LINE_HEIGHT = 100, 5
"""Characters and millimetres of a line of text, to guess how high a text is."""
MOST_FACTS = 6
FACTS_ROOM, FACTS_GAP = 170, 3
FACT_SIZES = tuple(Lettering(points * 0.3528, DISPLAY, 300) for points in (19, 15, 12, 9))


def lines_high(text: str) -> float:
    """Return the height of a text in the left column, in millimetres."""
    return SIDE_LINE * len(wrap(text, SIDE_ROOM - 3, SIDE)) + (1 if text else 0)


def room_class(height: float) -> int:
    """Return the next even number of millimetres for which the style sheet has a class."""
    return min(max(2 * math.ceil((height + MARGIN) / 2), LOWEST), HIGHEST)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its label."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures side by side over the whole width; `size` is the step of type at which all fit their columns."""

    items: tuple[Fact, ...]
    size: int

    @classmethod
    def of(cls, items: Sequence[Fact]) -> Facts:
        """Return at most six figures, sized to fit."""
        kept = tuple(items[:MOST_FACTS])
        room = FACTS_ROOM / max(len(kept), 4) - FACTS_GAP
        size = max((largest(item.value, room, 1, FACT_SIZES) for item in kept), default=0)
        return cls(kept, size)


@dataclass(frozen=True, slots=True)
class Opener:
    """The full-colour page of a goal; `size` is the step of its title's type, 0 largest."""

    template: ClassVar[str] = "report/opener.html"
    anchor: str
    tone: int
    number: str
    place: str
    title: str
    size: int
    lead: str
    facts: Facts
    mark: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with its text; `level` 0 is a chapter, 1 a section, 2 and 3 below; `html` is safe.

    `titled` is false for the text that continues a goal's opener. `notes` stand in the left column under the number.
    """

    template: ClassVar[str] = "report/passage.html"
    anchor: str
    tone: int
    level: int
    number: str
    title: str
    html: str
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    mark: str = ""
    new_page: bool = False
    lead_in: bool = False
    titled: bool = True

    @property
    def room(self) -> int:
        """Return how high the passage is at least; 0 when nothing stands in its left column."""
        if not self.facts and not self.notes:
            return 0
        height = FIGURE * len(self.facts) + SIDE_LINE + sum(lines_high(note) for note in self.notes)
        return room_class(height + (HEADING if self.titled else 0))

    @property
    def is_short(self) -> bool:
        """Say whether the passage may be shorter than its left column."""
        return len(self.html) / LINE_LENGTH < self.room / LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of an action table; `timeline` is SVG."""

    anchor: str
    number: str
    title: str
    mark: str
    lead: str
    period: str
    timeline: str
    costs: tuple[str, ...]
    indicators: tuple[str, ...]
    status: str
    status_code: str


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The overview of the actions that follow."""

    template: ClassVar[str] = "report/actions.html"
    tone: int
    heading: str
    rows: tuple[ActionRow, ...]

    @property
    def measured(self) -> bool:
        """Say whether any action has indicators of its own."""
        return any(row.indicators for row in self.rows)


@dataclass(frozen=True, slots=True)
class Item:
    """One milestone or indicator in a list: a title and the words beside it, both plain; `html` is safe."""

    anchor: str
    number: str
    title: str
    when: str
    details: tuple[str, ...]
    html: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One labelled part of an action; `html` is safe."""

    label: str
    html: str


@dataclass(frozen=True, slots=True)
class ActionCard:
    """One action in full."""

    template: ClassVar[str] = "report/card.html"
    tone: int
    level: int
    row: ActionRow
    priority: str
    html: str
    paragraphs: tuple[Paragraph, ...]
    partners: tuple[tuple[str, str], ...]
    costs: tuple[tuple[str, str], ...]
    milestones: tuple[Item, ...]
    indicators: tuple[Item, ...]
    notes: tuple[str, ...]

    @property
    def room(self) -> int:
        """Return how high the card is at least, so that nothing stands beside the end of its left column."""
        row = self.row
        height = lines_high(row.period) + (TIMELINE if row.timeline else 0) + COST * len(row.costs)
        height += lines_high(row.status) + sum(lines_high(note) for note in (self.priority, *self.notes))
        return room_class(height + HEADING)

    @property
    def is_short(self) -> bool:
        """Say whether the card may be shorter than its left column."""
        rows = 2 * len(self.paragraphs) + bool(self.row.lead)
        rows += len(self.partners) + len(self.costs) + 2 * len(self.milestones) + 2 * len(self.indicators)
        return len(self.html) / LINE_LENGTH + rows < self.room / LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class ItemList:
    """Milestones or indicators that belong to a goal or section."""

    template: ClassVar[str] = "report/items.html"
    tone: int
    heading: str
    columns: tuple[str, str, str]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The heading of a chapter at the end, with large figures below it."""

    template: ClassVar[str] = "report/chapter.html"
    anchor: str
    title: str
    intro: str
    facts: Facts = Facts((), 0)
    new_page: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its caption; `svg` is the picture, `legend` pairs of swatch class and words."""

    template: ClassVar[str] = "report/figure.html"
    anchor: str
    title: str
    note: str
    svg: str
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A plain table over the whole width; `widths` is the name of its set of column widths."""

    template: ClassVar[str] = "report/table.html"
    anchor: str
    title: str
    note: str
    widths: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Opener | Passage | ActionTable | ActionCard | ItemList | Chapter | Figure | Table
