"""The append-only log of one node's texts: the only source from which its live document is ever made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pycrdt import Doc, Text
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmap_app.models import DraftNode, TextUpdate
from roadmap_app.services.actor import Act

LogRow = tuple[int, bytes, str]


class CorruptTextError(Exception):
    """A node's log can't be read; the text must not be shown, and nothing may be written on top of it."""

    def __init__(self, node_id: str, why: str) -> None:
        super().__init__(f"the text of node {node_id} can't be read: {why}")
        self.node_id = node_id


class UnknownStateError(LookupError):
    """The state that somebody claims to have seen never existed for this node."""


def first_update(texts: Mapping[str, str]) -> bytes:
    """Return the first log entry of a new node with these texts by part; it starts the node's one lineage."""
    document: Doc[Text] = Doc()
    for part, wording in texts.items():
        if wording:
            document[part] = Text(wording)
    update: bytes = document.get_update()
    return update


def sealed(content: bytes) -> str:
    """Return the checksum kept beside a log entry."""
    return hashlib.sha256(content).hexdigest()


def entries(session: Session, node: DraftNode) -> list[LogRow]:
    """Return the node's log in order, verified; raise CorruptTextError."""
    rows = session.execute(
        select(TextUpdate.id, TextUpdate.content, TextUpdate.sha256)
        .where(TextUpdate.draft_node_id == node.id)
        .order_by(TextUpdate.id)
    )
    log = [(number, bytes(content), seal) for number, content, seal in rows]
    if not log:
        raise CorruptTextError(node.node_id, "its log is empty")
    for number, content, seal in log:
        if sealed(content) != seal:
            raise CorruptTextError(node.node_id, f"log entry {number} was damaged")
    return log


def document_of(node: DraftNode, log: list[LogRow]) -> Doc[Text]:
    """Return the live document that these entries make; raise CorruptTextError."""
    document: Doc[Text] = Doc()
    for number, content, _seal in log:
        try:
            document.apply_update(content)
        except ValueError as error:
            raise CorruptTextError(node.node_id, f"log entry {number} is not an update") from error
    return document


def text_in(document: Doc[Text], part: str) -> Text:
    """Return one part's live text, empty when nobody has written there yet."""
    found: Text = document.get(part, type=Text)
    return found


def append(session: Session, node: DraftNode, content: bytes, act: Act) -> int:
    """Add an entry at the end of the log and return its id; the caller holds the node's lock."""
    row = TextUpdate(
        draft_node_id=node.id,
        content=content,
        sha256=sealed(content),
        person_id=act.person_id,
        cause=act.cause,
        at=act.at,
    )
    session.add(row)
    session.flush()
    return row.id
