"""Saving the parts of a node, so that two people's work on different parts never collides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from adaptations.completeness import needed_for_agreed
from adaptations.document import Kind, Node, Value
from adaptations.fields import FIELD, PROSE_PARTS, Form, fields_of
from roadmap_app.models import Change, DraftNode, Edition
from roadmap_app.services import changes, draft_rows, texts
from roadmap_app.services.actor import Act
from roadmap_app.services.field_values import Fault, Raw, Refused, UnknownPartError, is_reversed, read_value
from roadmap_app.services.snapshots import node_value

COLUMNS = ("setting", "kind")


@dataclass(frozen=True, slots=True)
class Saved:
    """The save went through; `merged` says that the text also holds words which others saved meanwhile."""

    merged: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else changed the same field meanwhile; nothing was saved. `seen` is what a second try has seen."""

    part: str
    mine: Value
    theirs: Value
    by: str
    at: datetime
    seen: int


def save_part(
    session: Session, edition: Edition, node_id: str, part: str, value: Raw, *, seen: int, act: Act
) -> Saved | Clash | Refused:
    """Save one part as a person typed it into a form.

    `seen` is what the form was made from: for a text `texts.seen`, for a field the id of its last change (0: none).
    Raise UnknownNodeError, UnknownPartError, and for texts UnknownStateError and CorruptTextError.
    """
    if part not in PROSE_PARTS:
        return save_fields(session, edition, node_id, {part: value}, seen={part: seen}, act=act)
    row = draft_rows.locked(session, edition, node_id)
    _require_part(row, part)
    wording = read_value(part, value)
    if isinstance(wording, Refused):
        return wording
    written = texts.write(session, edition, node_id, part, str(wording), seen=seen, act=act)
    return Saved(merged=written.merged)


def save_fields(
    session: Session, edition: Edition, node_id: str, values: Mapping[str, Raw], *, seen: Mapping[str, int], act: Act
) -> Saved | Clash | Refused:
    """Save fields that stand in one form, all or none; fields that the person left as they were never clash."""
    row = draft_rows.locked(session, edition, node_id)
    node, wanted = node_value(row), {}
    for part, raw in values.items():
        _require_part(row, part)
        value = read_value(part, raw)
        if isinstance(value, Refused):
            return value
        past = _later_changes(session, edition, node_id, part, seen.get(part, 0))
        as_seen = changes.value_of(past[0].before) if past else _current(row, node, part)
        if value in (as_seen, _current(row, node, part)):
            continue
        if past:
            last = past[-1]
            by = last.person.name if last.person else ""
            return Clash(part, value, _current(row, node, part), by, last.at, last.id)
        wanted[part] = value
    refused = _refusal(edition, node, wanted)
    if refused:
        return refused
    for part, value in wanted.items():
        _set(session, edition, row, part, value, act)
    return Saved()


def set_part(session: Session, edition: Edition, node_id: str, part: str, value: Value, act: Act) -> None:
    """Give a part a value whatever it was before, as pulls and restores do; texts change word by word."""
    if part in PROSE_PARTS:
        if not isinstance(value, str):
            raise TypeError(f"{part} is text")
        texts.overwrite(session, edition, node_id, part, value, act)
        return
    if part not in COLUMNS and part not in FIELD:
        raise UnknownPartError(part)
    row = draft_rows.locked(session, edition, node_id)
    if value != _current(row, node_value(row), part):
        _set(session, edition, row, part, value, act)


def seen_fields(session: Session, edition: Edition, node_id: str, parts: tuple[str, ...]) -> dict[str, int]:
    """Return for each field what a form made now has seen."""
    return {part: changes.newest(session, edition, node_id, part) for part in parts}


def _require_part(row: DraftNode, part: str) -> None:
    known = part in {"title", "body", *COLUMNS} or part in {field.name for field in fields_of(Kind(row.kind))}
    if not known:
        raise UnknownPartError(f"a {row.kind} has no {part}")


def _current(row: DraftNode, node: Node, part: str) -> Value:
    if part == "kind":
        return row.kind
    return node.rows(part) if part in FIELD and FIELD[part].form is Form.ROWS else node.part(part)


def _later_changes(session: Session, edition: Edition, node_id: str, part: str, seen: int) -> list[Change]:
    return list(
        session.execute(
            select(Change)
            .options(joinedload(Change.person))
            .where(Change.edition_id == edition.id, Change.node_id == node_id, Change.part == part, Change.id > seen)
            .order_by(Change.id)
        ).scalars()
    )


def _refusal(edition: Edition, node: Node, wanted: Mapping[str, Value]) -> Refused | None:
    """Return what speaks against these values together."""
    if "setting" in wanted and edition.country_code is not None:
        return Refused("setting", Fault.SET_BY_REGION)
    then = node
    for part, value in wanted.items():
        if part != "kind":
            then = then.with_part(part, value)
    start, end = then.text("start"), then.text("end")
    if {"start", "end"} & wanted.keys() and is_reversed(start, end):
        return Refused("end" if "end" in wanted else "start", Fault.REVERSED)
    if wanted.get("state") == "agreed":
        gaps = needed_for_agreed(then)
        if gaps:
            return Refused("state", Fault.NOT_READY, gaps=gaps)
    return None


def _set(session: Session, edition: Edition, row: DraftNode, part: str, value: Value, act: Act) -> None:
    before = _current(row, node_value(row), part)
    if part in COLUMNS:
        setattr(row, part, str(value))
    else:
        fields = json.loads(row.fields)
        fields.pop(part, None)
        if value:
            fields[part] = value
        row.fields = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    changes.record(session, edition, act, row.node_id, part, before=before, after=value)
