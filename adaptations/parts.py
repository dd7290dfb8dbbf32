"""The parts of a node that are compared and decided one by one: title, body, kind, setting, fields and field groups."""

from __future__ import annotations

from functools import lru_cache

from adaptations.document import Node, Value
from adaptations.fields import FIELD, FIELDS, Form
from adaptations.wording.tokens import fold

OWN_PARTS = ("title", "body", "kind", "setting")
GROUPS: dict[str, tuple[str, ...]] = {
    group: tuple(each.name for each in FIELDS if each.group == group)
    for group in {each.group for each in FIELDS if each.group}
}
"""The names of the fields of each group."""

ORDER: dict[str, int] = {
    name: index for index, name in enumerate(dict.fromkeys((*OWN_PARTS, *(each.group or each.name for each in FIELDS))))
}
"""The parts in reading order."""


def part_of(name: str) -> str:
    """Return the part that a field belongs to: its group, or itself."""
    return FIELD[name].group or name if name in FIELD else name


def form_of(part: str) -> Form:
    """Return how the part's value is written; unknown fields and the parts without words count as choices."""
    match part:
        case "body":
            return Form.PROSE
        case "title" | "subtitle":
            return Form.LINE
        case _:
            return FIELD[part].form if part in FIELD else Form.CHOICE


def differing_parts(old: Node, new: Node) -> tuple[str, ...]:
    """Return the parts in which two states of one node differ, in reading order; its place is none of them."""
    if old is new:
        return ()
    found = {part for part in OWN_PARTS if old.part(part) != new.part(part)}
    if old.fields != new.fields:
        before, after = dict(old.fields), dict(new.fields)
        found |= {part_of(name) for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return tuple(sorted(found, key=lambda part: (ORDER.get(part, len(ORDER)), part)))


def same_content(old: Node, new: Node) -> bool:
    """Tell whether two states of one node say the same, byte for byte, wherever they stand."""
    return old is new or not differing_parts(old, new)


def reworded_parts(old: Node, new: Node) -> tuple[str, ...]:
    """Return the differing parts, without those in which only typography and formatting differ."""
    return tuple(
        part
        for part in differing_parts(old, new)
        if any(not same_wording(old.part(name), new.part(name)) for name in GROUPS.get(part, (part,)))
    )


def same_wording(old: Value, new: Value) -> bool:
    """Tell whether two values say the same apart from typography, emphasis and line breaks."""
    if isinstance(old, str) and isinstance(new, str):
        return old == new or plain_wording(old) == plain_wording(new)
    return old == new


@lru_cache(maxsize=4_096)
def plain_wording(text: str) -> str:
    """Return the text without typography, emphasis, list markers and numbers of list items."""
    lines = (_without_marker(line.strip()) for line in text.splitlines())
    return fold(" ".join(lines).replace("*", "").replace("__", ""))


def _without_marker(line: str) -> str:
    first, _, rest = line.partition(" ")
    is_bullet = first in {"-", "*", "+"}
    is_number = first[:-1].isdigit() and first[-1:] in {".", ")"}
    return rest if is_bullet or is_number else line
