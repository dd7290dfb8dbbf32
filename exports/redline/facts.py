"""What a sentence above a difference can say: which numbers changed, and how many words came and went."""

from __future__ import annotations

import re
from dataclasses import dataclass

from adaptations import Value, diff_words
from adaptations.wording.alignment import common_pairs
from exports.prose import plain

NUMBER = re.compile(
    r"""
    \d{4}-(?:\d{2}(?:-\d{2})?|Q[1-4])(?!\w)  # a date
    | (?:(?:\b[A-Z]{3}|[€$])[ \u00a0]?)?  # a currency
      (?<![\w.,])\d+(?:[ \u00a0\u202f,]\d{3})*(?:[.,]\d+)?  # a number, its thousands apart or not
      (?:[ \u00a0\u202f]?%)?(?!\w)
    """,
    re.VERBOSE,
)
WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number as written before and after, with its percent sign or currency; "" where it was not or is no more."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """Plain facts on the change of one part; all empty when the texts read the same."""

    part: str
    numbers: tuple[NumberChange, ...]
    words_added: int
    words_removed: int


def change_facts(part: str, old: Value, new: Value) -> ChangeFacts:
    """Return the facts on the change of a part, which `part` names, from one value to another."""
    before, after = _text(old), _text(new)
    changes = diff_words(before, after)
    counts = {op: sum(len(WORD.findall(each.text)) for each in changes if each.op == op) for op in ("added", "removed")}
    return ChangeFacts(part, _numbers(before, after), counts["added"], counts["removed"])


def _text(value: Value) -> str:
    return plain(value) if isinstance(value, str) else "\n".join(" ".join(row) for row in value)


def _numbers(old: str, new: str) -> tuple[NumberChange, ...]:
    before, after = NUMBER.findall(old), NUMBER.findall(new)
    found: list[NumberChange] = []
    at_old = at_new = 0
    for a, b in [*common_pairs(before, after), (len(before), len(after))]:
        gone, come = before[at_old:a], after[at_new:b]
        if len(gone) == len(come):
            found += [NumberChange(*pair) for pair in zip(gone, come, strict=True)]
        else:
            found += [NumberChange(each, "") for each in gone]
            found += [NumberChange("", each) for each in come]
        at_old, at_new = a + 1, b + 1
    return tuple(found)
