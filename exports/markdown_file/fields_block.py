"""The block of fields below a node's heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from adaptations import Node, Value
from adaptations.fields import FIELD, FIELDS, Field, Form
from exports.markdown_file.outcome import Note
from exports.markdown_file.values import Named, fitted, named_rows, named_text, read_named

OPENING = re.compile(r"(`{3,})fields[ \t]*$")
TICKS = re.compile(r" *(`{3,})")
ORDER = {each.name: number for number, each in enumerate(FIELDS)}
DATE = re.compile(r"\d{4}(?:-(?:\d{2}(?:-\d{2})?|Q[1-4]))?$")
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)$")
TITLE = "title"
"""Stands among the fields only where a title has more than one line."""


@dataclass(frozen=True, slots=True)
class FieldsRead:
    """What a block says: the fields, a title of several lines or None, lines that are no field, what was mended."""

    fields: tuple[tuple[str, Value], ...] = ()
    title: str | None = None
    leftover: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def fields_lines(node: Node, *, title: str | None, needed: bool) -> list[str]:
    """Return the lines of a node's block; none when it has nothing to say and is not needed."""
    lines = named_text(TITLE, title) if title is not None else []
    for name, value in sorted(node.fields, key=lambda pair: (ORDER.get(pair[0], len(ORDER)), pair[0])):
        columns = len(FIELD[name].columns) if name in FIELD else 0
        lines += named_text(name, value) if isinstance(value, str) else named_rows(name, value, columns)
    if not lines and not needed:
        return []
    longest = max((len(found[1]) for line in lines if (found := TICKS.match(line))), default=2)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}fields", *lines, fence]


def split_fields(lines: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """Return the inside of the block that the lines begin with, and the lines after it; None when there is none."""
    opening = OPENING.match(lines[0]) if lines else None
    if opening is None:
        return None
    for number in range(1, len(lines)):
        if lines[number].rstrip() == opening[1]:
            return list(lines[1:number]), list(lines[number + 1 :])
    return None


def read_fields(lines: Sequence[str]) -> FieldsRead:
    """Return what the inside of a block says; what fits no field is left over, as text."""
    fields: dict[str, Value] = {}
    title: str | None = None
    leftover: list[str] = []
    notes: list[Note] = []
    for named in read_named(lines):
        if named.name == TITLE and isinstance(named.value, str) and title is None:
            title = named.value
            continue
        field = FIELD.get(named.name)
        value = _value(field, named) if field else None
        if value is None or named.name in fields:
            if any(line.strip() for line in named.lines):
                leftover += named.lines
                notes.append(Note.WRONG_VALUE if field else Note.UNKNOWN_FIELD)
        elif value:
            fields[named.name] = value
    return FieldsRead(tuple(sorted(fields.items())), title, tuple(leftover), tuple(dict.fromkeys(notes)))


def _value(field: Field, named: Named) -> Value | None:
    """Return the value in its field's form; None when it does not fit."""
    value = named.value
    if isinstance(value, tuple):
        return tuple(fitted(row, len(field.columns)) for row in value) if field.form is Form.ROWS else None
    match field.form:
        case Form.ROWS:
            return None if value.strip() else ()
        case Form.CHOICE:
            return _fitting(value, value.strip() in field.choices)
        case Form.DATE:
            return _fitting(value, DATE.match(value.strip()) is not None)
        case Form.NUMBER:
            return _fitting(value, NUMBER.match(value.strip()) is not None)
        case _:
            return value


def _fitting(value: str, fits: bool) -> str | None:  # noqa: FBT001 -- one internal caller
    bare = value.strip()
    return bare if fits or not bare else None
