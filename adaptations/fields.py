"""The fields that nodes carry: one table that forms, merging, files and pages all read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from adaptations.document import Kind

ACTION = (Kind.ACTION,)
INDICATOR = (Kind.INDICATOR,)
MILESTONE = (Kind.MILESTONE,)


class Form(StrEnum):
    """How a field's value is written.

    PROSE: Markdown text, edited word by word. LINE: one line of text. DATE: `2027`, `2027-03`, `2027-03-15` or
    `2027-Q1`. NUMBER: decimal digits with an optional point. CHOICE: one of `choices`. ROWS: tuples of `columns`.
    """

    PROSE = "prose"
    LINE = "line"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, form and kinds; fields of one `group` are meaningless apart and are merged as one."""

    name: str
    form: Form
    kinds: tuple[Kind, ...]
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    group: str = ""


DRAFTING = (Kind.ACTION, Kind.MILESTONE, Kind.INDICATOR, Kind.SECTION, Kind.GOAL)

FIELDS: tuple[Field, ...] = (
    Field("state", Form.CHOICE, DRAFTING, choices=("idea", "proposed", "agreed")),
    Field("problem", Form.PROSE, ACTION),
    Field("result", Form.PROSE, ACTION),
    Field("completion", Form.PROSE, ACTION),
    Field("lead", Form.LINE, ACTION),
    Field("partners", Form.ROWS, ACTION, columns=("name", "role")),
    Field("start", Form.DATE, ACTION, group="dates"),
    Field("end", Form.DATE, ACTION, group="dates"),
    Field("permanent", Form.CHOICE, ACTION, choices=("yes",), group="dates"),
    Field("costs", Form.ROWS, ACTION, columns=("amount", "currency", "source", "secured")),
    Field("priority", Form.CHOICE, ACTION, choices=("high", "medium", "low")),
    Field(
        "status",
        Form.CHOICE,
        ACTION,
        choices=("not_started", "limited", "substantial", "completed", "suspended", "cancelled"),
        group="delivery",
    ),
    Field("percent", Form.NUMBER, ACTION, group="delivery"),
    Field("reason", Form.LINE, ACTION, group="delivery"),
    Field("due", Form.DATE, MILESTONE),
    Field("instrument", Form.LINE, MILESTONE, group="legal"),
    Field(
        "stage",
        Form.CHOICE,
        MILESTONE,
        choices=("idea", "drafted", "sent", "passed", "signed", "in_force", "operating"),
        group="legal",
    ),
    Field("unit", Form.LINE, INDICATOR, group="measure"),
    Field("better", Form.CHOICE, INDICATOR, choices=("up", "down"), group="measure"),
    Field("baseline", Form.NUMBER, INDICATOR, group="measure"),
    Field("baseline_year", Form.DATE, INDICATOR, group="measure"),
    Field("target", Form.NUMBER, INDICATOR, group="measure"),
    Field("target_year", Form.DATE, INDICATOR, group="measure"),
    Field("actuals", Form.ROWS, INDICATOR, columns=("period", "place", "value", "source")),
    Field("verification", Form.LINE, INDICATOR),
    Field("headline", Form.PROSE, DRAFTING),
    Field("message", Form.PROSE, DRAFTING),
)

FIELD: dict[str, Field] = {each.name: each for each in FIELDS}

PROSE_PARTS: tuple[str, ...] = ("title", "body", *(each.name for each in FIELDS if each.form is Form.PROSE))
"""The parts of a node whose text several people may type in at once."""


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Return the fields that a node of this kind may carry, in the order of reading."""
    return tuple(each for each in FIELDS if kind in each.kinds)


def linked(name: str) -> tuple[str, ...]:
    """Return the names of all fields that must be judged together with this one, itself included."""
    group = FIELD[name].group if name in FIELD else ""
    if not group:
        return (name,)
    return tuple(each.name for each in FIELDS if each.group == group)
