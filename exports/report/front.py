"""The first pages: cover, what this edition is, and the contents."""

from __future__ import annotations

from dataclasses import dataclass

from adaptations.document import Kind
from exports.fonts import DISPLAY
from exports.measuring import Lettering, clamp, largest
from exports.reading import colours, periods
from exports.reading.edition import Edition
from exports.reading.naming import based_on, date_words, edition_name, standing
from exports.report.blocks import Block, Chapter, Figure

POINT = 0.3528
TITLE_SIZES = tuple(Lettering(points * POINT, DISPLAY, 300) for points in (46, 36, 28, 22))
TITLE_ROWS = (2, 3, 4, 5)
TITLE_ROOM = 165
SUBTITLE = Lettering(12.5 * POINT, "Source Serif 4")
SUBTITLE_ROOM = 118
SUBTITLE_ROWS = 4


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says; `badge` is the country code, "" on the master."""

    title: str
    size: int
    subtitle: str
    left: str
    right: str
    badge: str
    country: str
    edition: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the contents, under its chapter when not `main`."""

    anchor: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One chapter in the contents with the lines below it."""

    line: Line
    tone: int
    below: tuple[Line, ...]


def cover(edition: Edition) -> Cover:
    """Return the words of the cover, sized so that the longest title stays clear of the tiles."""
    subject, document = edition.subject, edition.document
    title = edition.plain(document.title) or subject.translate("Untitled roadmap")
    size = next(
        (
            index
            for index, (lettering, rows) in enumerate(zip(TITLE_SIZES, TITLE_ROWS, strict=True))
            if largest(title, TITLE_ROOM, rows, (lettering, lettering)) == 0
        ),
        len(TITLE_SIZES) - 1,
    )
    return Cover(
        title=clamp(title, TITLE_ROOM, TITLE_ROWS[size], TITLE_SIZES[size]),
        size=size,
        subtitle=clamp(edition.plain(document.subtitle), SUBTITLE_ROOM, SUBTITLE_ROWS, SUBTITLE),
        left=subject.network,
        right=" · ".join(each for each in (standing(edition), date_words(edition)) if each),
        badge=document.country,
        country=subject.country_name,
        edition=based_on(edition),
    )


def imprint(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the labelled facts about this edition."""
    subject = edition.subject
    _ = subject.translate
    published = periods.long_date(subject.published, subject.locale) if subject.published else ""
    rows = (
        (_("Edition"), edition_name(edition)),
        (_("State"), _("Draft: not published, may still change") if subject.is_draft else standing(edition)),
        (_("Published"), published),
        (_("Follows"), _("Regional version %(version)s") % {"version": subject.based_on} if subject.based_on else ""),
        (_("Printed"), periods.long_date(subject.printed, subject.locale)),
        (_("Issued by"), subject.network),
    )
    return tuple((label, value) for label, value in rows if value)


def contents(edition: Edition, closing: tuple[Block, ...]) -> tuple[Entry, ...]:
    """Return the contents: every part at the top with the sections below it, then the chapters at the end."""
    entries = []
    for node in edition.children(None):
        if node.kind not in {Kind.GOAL, Kind.SECTION}:
            continue
        below = tuple(
            Line(f"n-{each.id}", edition.numbers[each.id], edition.title(each))
            for each in edition.children(node.id)
            if each.kind in {Kind.SECTION, Kind.GOAL}
        )
        line = Line(f"n-{node.id}", edition.numbers[node.id], edition.title(node))
        entries.append(Entry(line, edition.colour_index(node.id), below))
    for block in closing:
        if isinstance(block, Chapter):
            entries.append(Entry(Line(block.anchor, "", block.title), 0, ()))
        elif isinstance(block, Figure) and block.anchor and entries:
            last = entries[-1]
            line = Line(block.anchor, "", block.title)
            entries[-1] = Entry(last.line, last.tone, (*last.below, line))
    return tuple(entries)


def badge_colour(edition: Edition) -> str:
    """Return the colour of the edition's badge."""
    country = edition.document.country
    return colours.of_country(country) if country else colours.GOALS[0]
