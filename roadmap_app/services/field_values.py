"""What people type into a field, read into the one form in which it is kept."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from adaptations.completeness import Gap
from adaptations.document import Kind, Row, Setting, Value
from adaptations.fields import FIELD, PROSE_PARTS, Field, Form
from roadmap_app.services.texts.cleaning import LINE_LIMIT, cleaned, limit_of, one_line

Raw = str | Sequence[Sequence[str]]
MOST_ROWS = 100
WHOLE = 100


class Fault(StrEnum):
    """Why a value can't be kept, each a sentence in the interface."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_SHARE = "not_a_share"
    NOT_A_CHOICE = "not_a_choice"
    TOO_MANY_ROWS = "too_many_rows"
    REVERSED = "reversed"
    NOT_READY = "not_ready"
    SET_BY_REGION = "set_by_region"


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that was not kept: the part it was for, why, and what the sentence about it needs to know."""

    part: str
    fault: Fault
    limit: int = 0
    gaps: tuple[Gap, ...] = ()


class UnknownPartError(LookupError):
    """Nodes of this kind have no such part."""


def read_value(part: str, raw: Raw) -> Value | Refused:
    """Return the canonical value of a part, "" or () for none, or why it is refused."""
    if isinstance(raw, str):
        if part in PROSE_PARTS:
            return _prose(part, raw)
        match part:
            case "setting":
                return _choice(part, raw, tuple(Setting)) if raw else Refused(part, Fault.NOT_A_CHOICE)
            case "kind":
                return _choice(part, raw, tuple(Kind)) if raw else Refused(part, Fault.NOT_A_CHOICE)
    field = FIELD.get(part)
    if field is None:
        raise UnknownPartError(part)
    if isinstance(raw, str) != (field.form is not Form.ROWS):
        raise TypeError(f"{part} got a value of the wrong shape")
    return _simple(field, raw) if isinstance(raw, str) else _rows(field, raw)


def span(value: str) -> tuple[date, date]:
    """Return the first and last day of a date in canonical form (year, month, day or quarter)."""
    year = int(value[:4])
    if "Q" in value:
        first = int(value[-1]) * 3 - 2
        return date(year, first, 1), date(year, first + 2, calendar.monthrange(year, first + 2)[1])
    match value.count("-"):
        case 0:
            return date(year, 1, 1), date(year, 12, 31)
        case 1:
            month = int(value[5:7])
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        case _:
            day = date.fromisoformat(value)
            return day, day


def is_reversed(start: str, end: str) -> bool:
    """Say whether a period ends before it starts; nobody can tell of dates that a file brought and that are none."""
    try:
        return bool(start and end) and span(end)[1] < span(start)[0]
    except ValueError:
        return False


def _prose(part: str, raw: str) -> str | Refused:
    wording = one_line(raw) if part == "title" else cleaned(raw).rstrip()
    if len(wording) > limit_of(part):
        return Refused(part, Fault.TOO_LONG, limit=limit_of(part))
    if part == "title" and not wording:
        return Refused(part, Fault.EMPTY)
    return wording


def _simple(field: Field, raw: str) -> str | Refused:
    line = one_line(raw)
    if len(line) > LINE_LIMIT:
        return Refused(field.name, Fault.TOO_LONG, limit=LINE_LIMIT)
    if not line:
        return ""
    match field.form:
        case Form.DATE:
            return _date(line) or Refused(field.name, Fault.NOT_A_DATE)
        case Form.NUMBER:
            return _amount(field.name, line)
        case Form.CHOICE:
            return _choice(field.name, line, field.choices)
        case _:
            return line


def _amount(part: str, line: str) -> str | Refused:
    number = _number(line)
    if number and part == "percent" and not 0 <= float(number) <= WHOLE:
        return Refused(part, Fault.NOT_A_SHARE)
    return number or Refused(part, Fault.NOT_A_NUMBER)


def _choice(part: str, raw: str, choices: Sequence[str]) -> str | Refused:
    return str(raw) if raw in choices else Refused(part, Fault.NOT_A_CHOICE)


def _rows(field: Field, raw: Sequence[Sequence[str]]) -> tuple[Row, ...] | Refused:
    rows: list[Row] = []
    for each in raw:
        cells = [one_line(cell) for cell in each]
        if not any(cells):
            continue
        for place, column in enumerate(field.columns):
            if len(cells[place]) > LINE_LIMIT:
                return Refused(field.name, Fault.TOO_LONG, limit=LINE_LIMIT)
            if column in {"amount", "value"} and cells[place]:
                number = _number(cells[place])
                if not number:
                    return Refused(field.name, Fault.NOT_A_NUMBER)
                cells[place] = number
        rows.append(tuple(cells))
    return Refused(field.name, Fault.TOO_MANY_ROWS, limit=MOST_ROWS) if len(rows) > MOST_ROWS else tuple(rows)


def _number(line: str) -> str:
    """Return digits with an optional point, "" when it is none; spaces group digits, a comma may be the point."""
    plain = re.sub(r"[\s'\u2019]", "", line).replace(",", ".").replace("\u2212", "-")
    found = re.fullmatch(r"(-?)0*([0-9]{1,15})(\.[0-9]{1,6})?", plain)
    return "".join(each or "" for each in found.groups()) if found else ""


def _date(line: str) -> str:
    """Return a date in canonical form, "" when it is none; `15.03.2027`, `03.2027`, `Q1 2027`, `1 кв. 2027` will do."""
    for pattern, form in (
        (r"(?P<y>\d{4})", "{y}"),
        (r"(?P<y>\d{4})-(?P<m>\d{1,2})|(?P<m2>\d{1,2})[./](?P<y2>\d{4})", "{y}-{m:>02}"),
        (
            r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})",
            "{y}-{m:>02}-{d:>02}",
        ),
        (r"(?P<y>\d{4})[- ]?Q(?P<q>[1-4])|Q(?P<q2>[1-4])[ /]?(?P<y2>\d{4})", "{y}-Q{q}"),
        (r"(?P<q>[1-4])(?:-?й)? ?кв(?:\.|артал)? ?(?P<y>\d{4})(?: ?г\.?)?", "{y}-Q{q}"),
    ):
        found = re.fullmatch(pattern, line, re.IGNORECASE | re.ASCII)
        if found:
            parts = {name[0]: value for name, value in found.groupdict().items() if value}
            return _real(form.format(**parts))
    return ""


def _real(value: str) -> str:
    try:
        span(value)
    except ValueError:
        return ""
    return value
