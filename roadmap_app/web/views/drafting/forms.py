"""The forms in which parts of a node are edited: which fields stand together, what was typed, what had been seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import format_decimal
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from adaptations.completeness import Gap
from adaptations.document import Kind, Node, Setting
from adaptations.fields import PROSE_PARTS, Field, Form, fields_of
from roadmap_app.models import DraftNode, Edition
from roadmap_app.services import drafting, texts
from roadmap_app.services.field_values import MOST_ROWS, Fault, Raw, Refused
from roadmap_app.web import words
from roadmap_app.web.translating import gettext as _

MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form: its key in the address, the parts that it saves, and their fields (none for title, body, setting)."""

    key: str
    parts: tuple[str, ...]
    fields: tuple[Field, ...] = ()

    @property
    def is_text(self) -> bool:
        """Say whether the form holds a text that several people may write at once."""
        return self.parts[0] in PROSE_PARTS


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form: values by part, and for each part (or "" for a text) what had been seen."""

    values: Mapping[str, Raw]
    seen: Mapping[str, int]


def sheets_of(kind: Kind, *, is_master: bool) -> tuple[Sheet, ...]:
    """Return every form of a kind of node, in the order of reading."""
    found = {"title": Sheet("title", ("title",)), "body": Sheet("body", ("body",))}
    for field in fields_of(kind):
        key = field.group or field.name
        together = (*found[key].fields, field) if key in found else (field,)
        found[key] = Sheet(key, tuple(each.name for each in together), together)
    if is_master:
        found["setting"] = Sheet("setting", ("setting",))
    found["kind"] = Sheet("kind", ("kind",))
    return tuple(found.values())


def sheet_of(kind: Kind, key: str, *, is_master: bool) -> Sheet | None:
    """Return one form of a kind of node, None when it has no such form."""
    return next((each for each in sheets_of(kind, is_master=is_master) if each.key == key), None)


def as_kept(session: Session, edition: Edition, row: DraftNode, node: Node, sheet: Sheet) -> Typed:
    """Return a form as it is first shown; raise CorruptTextError when a text can't be read."""
    if sheet.is_text:
        part = sheet.parts[0]
        return Typed({part: texts.read(session, row).get(part, "")}, {"": texts.seen(session, row)})
    values: dict[str, Raw] = {part: row.kind if part == "kind" else node.part(part) for part in sheet.parts}
    return Typed(values, drafting.seen_fields(session, edition, node.id, sheet.parts))


def as_typed(sheet: Sheet, form: MultiDict[str, str]) -> Typed:
    """Return a form as a person sent it; fields that are missing count as empty."""
    if sheet.is_text:
        return Typed({sheet.parts[0]: form.get(sheet.parts[0], "")}, {"": number(form.get("seen", ""))})
    values: dict[str, Raw] = {}
    for part in sheet.parts:
        field = next((each for each in sheet.fields if each.name == part), None)
        values[part] = _rows(field, form) if field and field.form is Form.ROWS else form.get(part, "")
    return Typed(values, {part: number(form.get(f"seen-{part}", "")) for part in sheet.parts})


def options(part: str, field: Field | None) -> list[tuple[str, str]]:
    """Return the choices of a field with their words."""
    match part:
        case "kind":
            return [(each, words.kind(each)) for each in Kind]
        case "setting":
            return [(each, words.coded("setting", each)) for each in Setting]
        case _:
            names = field.choices if field else ()
            return [("", _("Not given")), *((name, words.coded(part, name)) for name in names)]


def sentence(refused: Refused) -> str:
    """Return why a value was refused, in words that say what to do."""
    match refused.fault:
        case Fault.NOT_READY:
            return _(
                "An action can be marked agreed once it has a lead, dates and a form of completion. "
                "Still missing: %(what)s.",
                what=", ".join(_lacking(gap) for gap in refused.gaps),
            )
        case Fault.TOO_LONG:
            return _("This is too long: at most %(limit)s characters fit here.", limit=format_decimal(refused.limit))
        case Fault.TOO_MANY_ROWS:
            return _("At most %(limit)s lines fit here.", limit=refused.limit)
        case fault:
            return {
                Fault.EMPTY: _("Write something here first."),
                Fault.NOT_A_DATE: _("Write a date as 2027, 2027-03, 15.03.2027 or Q1 2027."),
                Fault.NOT_A_NUMBER: _("Write a number in digits, such as 1500 or 12.5."),
                Fault.NOT_A_SHARE: _("A share is between 0 and 100."),
                Fault.NOT_A_CHOICE: _("Choose one of the list."),
                Fault.REVERSED: _("The end lies before the start."),
                Fault.SET_BY_REGION: _("Only the region sets this."),
            }[fault]


def _lacking(gap: Gap) -> str:
    return {
        Gap.NO_LEAD: _("a lead"),
        Gap.NO_DATES: _("a start, and an end or “permanent”"),
        Gap.NO_COMPLETION: _("a form of completion"),
    }.get(gap, "")


def _rows(field: Field, form: MultiDict[str, str]) -> list[list[str]]:
    """Return the rows of a field from inputs named `costs-0-amount`; a gap in the numbers ends them."""
    rows = []
    for place in range(MOST_ROWS + 10):
        names = [f"{field.name}-{place}-{column}" for column in field.columns]
        if not any(name in form for name in names):
            break
        rows.append([form.get(name, "") for name in names])
    return rows


def number(text: str) -> int:
    """Return a whole number that a browser sent, 0 when it is none that could be an id."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= MOST_DIGITS else 0
