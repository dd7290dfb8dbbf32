"""Notes and link addresses of a foreign file, which often stand at its end, brought to the parts that refer to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from exports.markdown_file.scanning import LineKind, Walk

NOTE = re.compile(r" {0,3}\[(\^[^\]\s]{1,100})\]:")
ADDRESS = re.compile(r" {0,3}\[([^\]\[^][^\]\[]{0,300})\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$")
CALL = re.compile(r"\[([^\[\]]{1,300})\]")
FURTHER = "    "
MOST_COPIED = 200_000
"""A definition that would grow past this many characters by being copied to all its callers stays where it is."""


@dataclass(slots=True)
class Part:
    """The lines of one part without its definitions, and those by label."""

    lines: list[str]
    definitions: dict[str, list[str]]
    calls: set[str]


def brought_home(parts: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the parts' lines, each with the definitions that it refers to; one that nobody wants stays in place."""
    found = [_part(lines) for lines in parts]
    known: dict[str, list[str]] = {}
    for part in found:
        for label, lines in part.definitions.items():
            known.setdefault(label, lines)
    callers = Counter(label for part in found for label in part.calls)
    size = {label: sum(map(len, lines)) for label, lines in known.items()}
    known = {label: lines for label, lines in known.items() if size[label] * callers[label] <= MOST_COPIED}
    called = set(known).intersection(callers)
    result: list[list[str]] = []
    for part, whole in zip(found, parts, strict=True):
        stay = [label for label in part.definitions if label in part.calls or label not in called]
        come = [label for label in known if label in part.calls and label not in part.definitions]
        if len(stay) == len(part.definitions):
            result.append(_with(whole, [known[label] for label in come]))
        else:
            own = [part.definitions[label] for label in stay]
            result.append(_with(part.lines, own + [known[label] for label in come]))
    return result


def _with(lines: Sequence[str], definitions: Sequence[list[str]]) -> list[str]:
    """Return the lines with definitions below them, an empty line between."""
    if not definitions:
        return list(lines)
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return [*lines[:end], "", *(line for each in definitions for line in each)]


def _part(lines: Sequence[str]) -> Part:
    """Take a part's definitions out of its lines; what stands in code is left alone."""
    part = Part([], {}, set())
    walk = Walk()
    number = 0
    while number < len(lines):
        line = lines[number]
        kind = walk.kind(line, "")
        walk.take(line, kind)
        start, number = number, number + 1
        found = (NOTE.match(line) or ADDRESS.match(line)) if kind is LineKind.PLAIN and "]:" in line else None
        if found is None or _label(found[1]) in part.definitions:
            part.lines.append(line)
            if kind is LineKind.PLAIN and "[" in line:
                part.calls |= {_label(each) for each in CALL.findall(line)}
            continue
        if found[1].startswith("^"):
            number = _end_of_note(lines, number)
        part.definitions[_label(found[1])] = list(lines[start:number])
    return part


def _end_of_note(lines: Sequence[str], number: int) -> int:
    """Return where a note ends: at an empty line without indented ones after it, or at the next definition."""
    while number < len(lines):
        line = lines[number]
        if not line.strip():
            if number + 1 < len(lines) and lines[number + 1].startswith(FURTHER) and lines[number + 1].strip():
                number += 1
                continue
            return number
        if not line.startswith(FURTHER) and (NOTE.match(line) or ADDRESS.match(line) or line.lstrip().startswith("#")):
            return number
        number += 1
    return number


def _label(text: str) -> str:
    return " ".join(text.split()).lower()
