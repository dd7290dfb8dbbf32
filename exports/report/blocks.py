"""The blocks that the pages of a document are made of; each names the template that sets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its label."""

    value: str
    label: str


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
    facts: tuple[Fact, ...]
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
    facts: tuple[Fact, ...] = ()
    opens_part: bool = True


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
