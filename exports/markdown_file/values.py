"""Named values as lines: texts whose further lines are indented, and rows of cells between bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adaptations import Row, Value

NAMED = re.compile(r"([A-Za-z_][\w -]{0,60}):(?: (.*)|[ \t]*)$", re.DOTALL)
INDENT = "  "
BAR = re.compile(r"(?<!\\)\|")
CODED = re.compile(r"&#(10|32|38|92);")
CODED_BEFORE = re.compile(r"&(?=#(?:10|32|38|92|0);)|\\(?=\||$)")
NOTHING = "&#0;"
"""Ends a row that has not the columns of its field, so that none are added in reading."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its value, and the lines that they were read from; the name is "" for lines that name nothing."""

    name: str
    value: Value
    lines: tuple[str, ...]


def named_text(name: str, value: str) -> list[str]:
    """Return the lines of a text: the first beside its name, the others indented."""
    first, *others = value.split("\n")
    return [f"{name}: {first}" if first else f"{name}:", *(INDENT + each for each in others)]


def named_rows(name: str, rows: Sequence[Row], columns: int) -> list[str]:
    """Return the lines of rows."""
    return [f"{name}:", *(_row_line(row, columns) for row in rows)]


def read_named(lines: Sequence[str]) -> Iterator[Named]:
    """Yield the named values of the lines, in order; nothing is left out."""
    number = 0
    while number < len(lines):
        start = number
        found = NAMED.match(lines[number])
        number += 1
        if found is None:
            yield Named("", lines[start], (lines[start],))
            continue
        first = found[2] or ""
        stop = _end_of_rows(lines, number) if not first else number
        if stop > number:
            rows = tuple(read_row(line) for line in lines[number:stop])
            number = stop
            yield Named(found[1], rows, tuple(lines[start:number]))
            continue
        number = _end_of_text(lines, number)
        others = [line[len(INDENT) :] for line in lines[start + 1 : number]]
        yield Named(found[1], "\n".join([first, *others]), tuple(lines[start:number]))


def _end_of_rows(lines: Sequence[str], number: int) -> int:
    while number < len(lines) and (lines[number] == "-" or lines[number].startswith("- ")):
        number += 1
    return number


def _end_of_text(lines: Sequence[str], number: int) -> int:
    """Return where the indented lines end; a line without anything belongs to them if more follow it."""
    while number < len(lines):
        ahead = number
        while ahead < len(lines) and not lines[ahead]:
            ahead += 1
        if ahead == len(lines) or not lines[ahead].startswith(INDENT):
            return number
        number = ahead + 1
    return number


def read_row(line: str) -> Row:
    """Return the cells of a row's line as they are written; `fitted` reads them."""
    return tuple(cell.strip(" ") for cell in BAR.split(line[1:]))


def fitted(row: Row, columns: int) -> Row:
    """Return a written row with as many cells as its field has columns: empty ones added, the last ones joined."""
    if row and row[-1].endswith(NOTHING):
        bare = (*row[:-1], row[-1].removesuffix(NOTHING))
        return () if bare == (NOTHING,) else tuple(_decoded(cell) for cell in bare)
    if len(row) > columns:
        row = (*row[: columns - 1], " | ".join(row[columns - 1 :]))
    return tuple(_decoded(cell) for cell in (*row, *[""] * (columns - len(row))))


def _row_line(row: Row, columns: int) -> str:
    line = "- " + " | ".join(_coded(cell) for cell in row)
    if not row:
        return line + NOTHING * 2
    return line + NOTHING if len(row) != columns else line.rstrip(" ")


def _coded(cell: str) -> str:
    text = CODED_BEFORE.sub(lambda found: "&#38;" if found[0] == "&" else "&#92;", cell)
    text = text.replace("|", "\\|").replace("\n", "&#10;")
    bare = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    if not bare:
        return "&#32;" * before
    return "&#32;" * before + bare + "&#32;" * (len(text) - before - len(bare))


def _decoded(cell: str) -> str:
    return CODED.sub(lambda found: chr(int(found[1])), cell.replace("\\|", "|"))
