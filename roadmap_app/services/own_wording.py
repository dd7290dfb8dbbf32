"""A country's own wording in a decision, held to what the same part takes when it is edited."""

from __future__ import annotations

from collections.abc import Mapping

from adaptations import Case, Value
from adaptations.fields import FIELD, Form
from adaptations.parts import GROUPS
from roadmap_app.services import field_values
from roadmap_app.services.field_values import Fault, read_value
from roadmap_app.services.texts.cleaning import LINE_LIMIT, one_line

TEXTS = frozenset({"title", "body"})
WRITTEN = frozenset({Form.PROSE, Form.LINE, Form.DATE, Form.NUMBER})


def fitting(case: Case, wording: Mapping[str, Value]) -> dict[str, Value] | field_values.Refused:
    """Return the wording in the form in which it is kept, or why the case can't take it.

    What the region alone sets, and what is more than a text (rows, a place, a removal), can't be worded.
    """
    kept: dict[str, Value] = {}
    for part, raw in wording.items():
        if not isinstance(raw, str) or not _takes(case, part):
            return field_values.Refused(part, Fault.NOT_A_CHOICE)
        value = _subtitle(raw) if part == "subtitle" else read_value(part, raw)
        if isinstance(value, field_values.Refused):
            return value
        kept[part] = value
    return kept


def _takes(case: Case, part: str) -> bool:
    about = {"added": TEXTS, "place": (), "removed": ()}.get(case.part, GROUPS.get(case.part, (case.part,)))
    return part in about and (part in TEXTS or part == "subtitle" or (part in FIELD and FIELD[part].form in WRITTEN))


def _subtitle(raw: str) -> str | field_values.Refused:
    line = one_line(raw)
    return line if len(line) <= LINE_LIMIT else field_values.Refused("subtitle", Fault.TOO_LONG, limit=LINE_LIMIT)
