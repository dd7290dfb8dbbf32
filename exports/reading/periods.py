"""Dates as roadmaps write them (`2027`, `2027-03`, `2027-03-15`, `2027-Q1`) on a time line and in words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from adaptations.document import Node

FORM = re.compile(r"^(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")
MONTHS = 12
QUARTER = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in years (2027.25 is 1 April 2027); `open_ended` when it has no end."""

    first: float
    last: float
    open_ended: bool = False


def bounds(written: str) -> tuple[date, date] | None:
    """Return the first and last day that a written date covers; None when it is not a date."""
    found = FORM.match(written.strip())
    if not found:
        return None
    year, quarter, month, day = (int(each) if each else 0 for each in found.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        first = month or (quarter - 1) * QUARTER + 1 if month or quarter else 1
        last = first if month else first + QUARTER - 1 if quarter else MONTHS
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def position(day: date, *, end: bool = False) -> float:
    """Return a day in years; the end of the day with `end`."""
    start = date(day.year, 1, 1)
    length = 366 if calendar.isleap(day.year) else 365
    return day.year + ((day - start).days + (1 if end else 0)) / length


def span(node: Node) -> Span | None:
    """Return when an action runs or a milestone is due; None without dates that can be read."""
    begin = bounds(node.text("start") or node.text("due"))
    finish = bounds(node.text("end") or node.text("due"))
    open_ended = bool(node.text("permanent"))
    if begin is None and finish is None:
        return None
    first = begin or finish
    last = finish or begin
    assert first is not None  # noqa: S101 -- one of the two is a date
    assert last is not None  # noqa: S101 -- one of the two is a date
    low, high = position(first[0]), position(last[1], end=True)
    return Span(min(low, high), max(low, high), open_ended and finish is None)


@lru_cache(maxsize=2000)
def words(written: str, locale: str) -> str:
    """Return a written date as people read it, such as "Mar 2027" or "Q1 2027"; unreadable ones stay as they are."""
    found = FORM.match(written.strip())
    days = bounds(written)
    if not found or not days:
        return written.strip()
    _, quarter, month, day = found.groups()
    skeleton = "yMMMd" if day else "yMMM" if month else "yQQQ" if quarter else ""
    if not skeleton:
        return str(days[0].year)
    return format_skeleton(skeleton, days[0], locale=british(locale)).replace("\u202f", "\u00a0")


def long_date(day: date, locale: str) -> str:
    """Return a day in full, such as "14 March 2027" in the order of the locale."""
    return format_date(day, "long", locale=british(locale)).replace("\u202f", "\u00a0")


def is_english(locale: str) -> bool:
    """Say whether a locale is a kind of English."""
    return locale.partition("_")[0] == "en"


def british(locale: str) -> str:
    """Return the locale for dates: plain English means British English."""
    return "en_GB" if locale == "en" else locale


def between(first: str, last: str, locale: str) -> str:
    """Return start and end in words; one of them when the other is missing or the same."""
    start, end = words(first, locale) if first else "", words(last, locale) if last else ""
    if not start or not end or start == end:
        return start or end
    return f"{start} \u2013 {end}"
