"""What one line of Markdown begins: headings, lists, fences, rules, notes and table rows; each pattern is linear."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNDERLINE = re.compile(r"(=++|-++)[ ]*+$")
RULE = re.compile(r"(?:(?:\*[ ]*+){3,}|(?:-[ ]*+){3,}|(?:_[ ]*+){3,})$")
FENCE = re.compile(r"(`{3,}+)(?=[^`]*+$)|(~{3,}+)")
ITEM = re.compile(r"([-*+])(?=[ ]|$)|(\d{1,9})([.)])(?=[ ]|$)")
NOTE = re.compile(r"\[\^([^\]\s]{1,100})\]:[ ]?")
REFERENCE = re.compile(
    r"\[((?:[^\[\]\\]|\\.){1,999})\]:[ ]*+\n?[ ]*+(<[^<>\n]{0,2000}>|[^\s<]\S{0,2000}+)"
    r"(?:(?:[ ]++|[ ]*+\n[ ]*+)(\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?[ ]*+(?:\n|$)"
)
DELIMITERS = re.compile(r"\|?[ ]*+:?-++:?[ ]*+(?:\|[ ]*+:?-++:?[ ]*+)*+\|?$")
CELL_EDGE = re.compile(r"(?<!\\)\|")
MAX_COLUMNS = 60
MAX_HEADING = 6
CODE_INDENT = 4
BULLETS = "-*+"


@dataclass(frozen=True, slots=True)
class ItemMark:
    """The mark that opens a list item: its list's family, its number, how deep its text stands, and the rest."""

    family: str
    number: int
    width: int
    rest: str


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def heading(line: str) -> tuple[int, str] | None:
    """Return level and text of a line that begins with `#`, or None when it is no heading."""
    rest = line.lstrip("#")
    level = len(line) - len(rest)
    if level > MAX_HEADING or (rest and not rest.startswith(" ")):
        return None
    text = rest.strip(" ")
    bare = text.rstrip("#")
    return level, bare.rstrip(" ") if not bare or bare.endswith(" ") else text


def item_mark(line: str, indent: int) -> ItemMark | None:
    """Return the list mark that stands at the indent, or None."""
    found = ITEM.match(line, indent)
    if not found:
        return None
    after = line[found.end() :]
    spaces = indent_of(after)
    gap = 1 if not after.strip() or spaces > CODE_INDENT else spaces
    return ItemMark(found[1] or found[3], int(found[2] or 0), found.end() + gap, after[gap:])


def cells(row: str) -> list[str]:
    """Return the cells of a table row; a bar after a backslash belongs to its cell."""
    row = row.strip()
    found = CELL_EDGE.split(row)
    if row.startswith("|"):
        found = found[1:]
    if len(found) > 1 and not found[-1].strip():
        found = found[:-1]
    return [each.strip().replace("\\|", "|") for each in found]


def alignments(row: str) -> list[str]:
    """Return per column "", "left", "right" or "center" when the row is a table's delimiter row, else nothing."""
    if "|" not in row or not DELIMITERS.match(row.strip()):
        return []
    kinds = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}
    return [kinds[each.startswith(":"), each.endswith(":")] for each in cells(row)]
