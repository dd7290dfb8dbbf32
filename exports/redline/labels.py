"""The words of a difference: some are read aloud only, some are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exports.prose import ENGLISH, Words


def _unchanged(count: int) -> str:
    return "1 unchanged passage" if count == 1 else f"{count} unchanged passages"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a difference in the reader's language.

    `link` may hold `{old}` and `{new}`, the two addresses; `unchanged` turns a count into the line on a fold.
    """

    inserted: str = "inserted"
    deleted: str = "deleted"
    moved_here: str = "moved here"
    moved_away: str = "moved from here"
    changed: str = "changed"
    formatting: str = "formatting changed"
    link: str = "link leads to {new}, formerly to {old}"
    no_link: str = "nowhere"
    unchanged: Callable[[int], str] = _unchanged
    questions: Words = ENGLISH


DEFAULT = Labels()
