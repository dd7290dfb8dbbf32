"""Checking data: the database's own pages, the chain of the audit log, and every text against its log."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pycrdt import Doc, Text
from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations.codec import from_json
from adaptations.fields import PROSE_PARTS
from roadmap_app.database import make_engine, reading
from roadmap_app.models import DraftNode, TextUpdate, Version
from roadmap_app.services import audit
from roadmap_app.services.texts import log


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that isn't as it was written; one sentence for an operator."""

    what: str


def integrity(url: str) -> tuple[str, ...]:
    """Return what SQLite's own check finds wrong in a database file; () for a sound one."""
    engine = make_engine(url)
    try:
        with reading(), engine.connect() as connection:
            rows = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    finally:
        engine.dispose()
    faults = [str(each) for each in rows if each != "ok"]
    faults += [f"row {each[1]} of {each[0]} refers to a missing row of {each[2]}" for each in orphans]
    return tuple(faults)


def verify(session: Session) -> tuple[Finding, ...]:
    """Return everything in the database's content that isn't as it was written."""
    return (*_audit(session), *_versions(session), *broken_texts(session))


def broken_texts(session: Session) -> Iterator[Finding]:
    """Yield every text whose log is damaged, or makes another text than the one that is shown."""
    logs: dict[int, list[log.LogRow]] = defaultdict(list)
    rows = session.execute(
        select(TextUpdate.draft_node_id, TextUpdate.id, TextUpdate.content, TextUpdate.sha256).order_by(TextUpdate.id)
    )
    for owner, number, content, seal in rows:
        logs[owner].append((number, bytes(content), seal))
    for node in session.execute(select(DraftNode).order_by(DraftNode.id)).scalars():
        yield from _broken(node, logs[node.id])


def _broken(node: DraftNode, entries: list[log.LogRow]) -> Iterator[Finding]:
    if not entries:
        yield Finding(f"the text of node {node.node_id} (edition {node.edition_id}) has no log")
        return
    for number, content, seal in entries:
        if log.sealed(content) != seal:
            yield Finding(f"log entry {number} of node {node.node_id} (edition {node.edition_id}) was damaged")
            return
    try:
        document: Doc[Text] = log.document_of(node, entries)
    except log.CorruptTextError as error:
        yield Finding(f"{error} (edition {node.edition_id})")
        return
    shown = {"title": node.title, "body": node.body} | json.loads(node.fields)
    for part in PROSE_PARTS:
        if str(log.text_in(document, part)) != shown.get(part, ""):
            yield Finding(f"the {part} of node {node.node_id} (edition {node.edition_id}) is not what its log makes")


def _audit(session: Session) -> Iterator[Finding]:
    first = audit.verify(session)
    if first is not None:
        yield Finding(f"the audit log was touched at or before entry {first}")


def _versions(session: Session) -> Iterator[Finding]:
    for number, document, seal in session.execute(select(Version.id, Version.document, Version.document_hash)):
        if log.sealed(document.encode()) != seal:
            yield Finding(f"version {number} is not what was published")
            continue
        try:
            from_json(document)
        except ValueError:
            yield Finding(f"version {number} can't be read")
