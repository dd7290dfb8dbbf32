"""The history of a node in words, with readable differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from adaptations.document import Value
from roadmap_app.services.actor import Cause
from roadmap_app.services.history import Entry
from roadmap_app.web import words
from roadmap_app.web.language import chosen_language
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.values import part_difference


@dataclass(frozen=True, slots=True)
class Told:
    """One change as people read it; `through` is empty for what somebody simply typed."""

    entry: Entry
    what: str
    through: str
    html: Markup


def told(entries: Sequence[Entry]) -> list[Told]:
    """Return the changes with words and differences."""
    return [Told(each, _what(each.part), _through(each.cause), _html(each)) for each in entries]


def _html(entry: Entry) -> Markup:
    if entry.before == entry.after:
        return Markup("")
    return _difference(entry.part, entry.before, entry.after, chosen_language())


@lru_cache(maxsize=2_000)
def _difference(part: str, before: Value, after: Value, _language: str) -> Markup:
    return part_difference(part, before, after)


def _what(part: str) -> str:
    return {
        "added": _("Added"),
        "removed": _("Deleted"),
        "restored": _("Brought back"),
        "left_out": _("Left out"),
        "place": _("Moved"),
    }.get(part) or words.part(part)


def _through(cause: Cause) -> str:
    return {
        Cause.FORM: "",
        Cause.TYPED: "",
        Cause.PULL: _("update from the region"),
        Cause.CONTRIBUTION: _("contribution"),
        Cause.WORKSHOP: _("workshop"),
        Cause.IMPORT: _("import"),
        Cause.RESTORE: _("earlier wording brought back"),
        Cause.FORK: _("copy of the region’s version"),
    }[cause]
