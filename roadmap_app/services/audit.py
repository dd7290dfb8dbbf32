"""The audit log: sensitive acts in a chain that shows when an entry was touched."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session, joinedload

from roadmap_app.models import AuditEntry
from roadmap_app.services.actor import Act
from roadmap_app.services.texts.cleaning import one_line

PAGE_LENGTH = 50
FIRST_SEAL = "0" * 64
LOCK_ON_POSTGRESQL = 7_390_214_856_002
Detail = str | int | bool | None | list[str]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries to show; None and "" leave a criterion out. `day` is a day in UTC."""

    person_id: int | None = None
    act: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the log, newest entries first; pages count from 1."""

    entries: tuple[AuditEntry, ...]
    number: int
    pages: int
    total: int


def record(session: Session, act: Act, what: str, about: str = "", address: str = "", **detail: Detail) -> AuditEntry:
    """Append one entry: `what` is a stable code such as `sign_in.failed`, `about` what it was done to, in words.

    `detail` must hold neither secrets nor texts of people. The entry is sealed with the hash of the one before, so it
    holds off other writers until the transaction ends.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"SELECT pg_advisory_xact_lock({LOCK_ON_POSTGRESQL})"))
    session.flush()
    before = session.execute(select(AuditEntry.seal).order_by(AuditEntry.id.desc()).limit(1)).scalar()
    entry = AuditEntry(
        at=act.at,
        person_id=act.person_id,
        act=what,
        about=one_line(about),
        detail=json.dumps(detail, ensure_ascii=False, sort_keys=True),
        address=address,
    )
    entry.seal = _seal(before or FIRST_SEAL, entry)
    session.add(entry)
    session.flush()
    return entry


def verify(session: Session) -> int | None:
    """Return the id of the first entry whose seal doesn't fit the entry before, or None when all fit."""
    seal = FIRST_SEAL
    for entry in session.execute(select(AuditEntry).order_by(AuditEntry.id)).yield_per(500).scalars():
        if entry.seal != _seal(seal, entry):
            return entry.id
        seal = entry.seal
    return None


def acts(session: Session) -> list[str]:
    """Return the codes that occur in the log, sorted."""
    return list(session.execute(select(AuditEntry.act).distinct().order_by(AuditEntry.act)).scalars())


def read(session: Session, wanted: Filter, number: int) -> Page:
    """Return a page of the entries wanted; a number beyond the last page means the last one."""
    total = session.execute(_matching(select(func.count(AuditEntry.id)), wanted)).scalar_one()
    pages = max(1, -(-total // PAGE_LENGTH))
    number = min(max(1, number), pages)
    query = _matching(select(AuditEntry).options(joinedload(AuditEntry.person)), wanted)
    rows = session.execute(
        query.order_by(AuditEntry.id.desc()).limit(PAGE_LENGTH).offset((number - 1) * PAGE_LENGTH)
    ).scalars()
    return Page(tuple(rows), number, pages, total)


def _matching(query: Select[Any], wanted: Filter) -> Select[Any]:
    if wanted.person_id is not None:
        query = query.where(AuditEntry.person_id == wanted.person_id)
    if wanted.act:
        query = query.where(AuditEntry.act == wanted.act)
    if wanted.day is not None:
        start = datetime.combine(wanted.day, time.min, tzinfo=UTC)
        query = query.where(AuditEntry.at >= start, AuditEntry.at < start + timedelta(days=1))
    return query


def _seal(before: str, entry: AuditEntry) -> str:
    sealed = [
        before,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.person_id,
        entry.act,
        entry.about,
        entry.detail,
        entry.address,
    ]
    return hashlib.sha256(json.dumps(sealed, ensure_ascii=False).encode()).hexdigest()
