"""Reading and changing the texts of a node so that nobody's words are lost."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pycrdt import Doc, Text
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from adaptations.fields import PROSE_PARTS
from roadmap_app.models import DraftNode, Edition, TextUpdate
from roadmap_app.services import changes, draft_rows
from roadmap_app.services.actor import Act
from roadmap_app.services.texts import log
from roadmap_app.services.texts.cleaning import cleaned, one_line
from roadmap_app.services.texts.wording import rewrite


@dataclass(frozen=True, slots=True)
class TextWritten:
    """The text after a save; `merged` says that it also holds words which others saved meanwhile."""

    text: str
    merged: bool


def read(session: Session, node: DraftNode) -> dict[str, str]:
    """Return all non-empty texts of a node by part, from the log; raise CorruptTextError, never return less."""
    document = log.document_of(node, log.entries(session, node))
    return {part: wording for part in PROSE_PARTS if (wording := str(log.text_in(document, part)))}


def seen(session: Session, node: DraftNode) -> int:
    """Return the state of a node's texts, to be handed back with what a person then writes."""
    newest = session.execute(select(func.max(TextUpdate.id)).where(TextUpdate.draft_node_id == node.id)).scalar_one()
    return newest or 0


def write(session: Session, edition: Edition, node_id: str, part: str, new: str, *, seen: int, act: Act) -> TextWritten:
    """Save what a person made of the text that they saw, keeping what others wrote since.

    `seen` is the state of the texts when the form was made: the person's words are placed relative to the words that
    were there then. Raise UnknownNodeError, UnknownStateError or CorruptTextError.
    """
    node = draft_rows.locked(session, edition, node_id)
    entries = log.entries(session, node)
    known = [entry for entry in entries if entry[0] <= seen]
    if not known:
        raise log.UnknownStateError(f"node {node_id} had no texts at {seen}")
    newest = log.document_of(node, entries)
    theirs = newest if len(known) == len(entries) else log.document_of(node, known)
    return _write(session, edition, node, part, _tidy(part, new), base=theirs, newest=newest, act=act)


def overwrite(session: Session, edition: Edition, node_id: str, part: str, new: str, act: Act) -> TextWritten:
    """Turn the current text into the new one word by word, as a pull or a restore does."""
    node = draft_rows.locked(session, edition, node_id)
    newest = log.document_of(node, log.entries(session, node))
    return _write(session, edition, node, part, _tidy(part, new), base=newest, newest=newest, act=act)


def _tidy(part: str, new: str) -> str:
    if part not in PROSE_PARTS:
        raise ValueError(f"{part} is not a text")
    return one_line(new) if part == "title" else cleaned(new)


def _write(
    session: Session,
    edition: Edition,
    node: DraftNode,
    part: str,
    new: str,
    *,
    base: Doc[Text],
    newest: Doc[Text],
    act: Act,
) -> TextWritten:
    before = str(log.text_in(newest, part))
    text = log.text_in(base, part)
    if str(text) != new:
        state = base.get_state()
        rewrite(text, new)
        update: bytes = base.get_update(state)
        if newest is not base:
            newest.apply_update(update)
        log.append(session, node, update, act)
    after = str(log.text_in(newest, part))
    if after != before:
        _keep(node, part, after)
        changes.record(session, edition, act, node.node_id, part, before=before, after=after)
    return TextWritten(after, merged=after != new)


def _keep(node: DraftNode, part: str, wording: str) -> None:
    """Write the cache columns."""
    if part in {"title", "body"}:
        setattr(node, part, wording)
        return
    fields = json.loads(node.fields)
    fields.pop(part, None)
    if wording:
        fields[part] = wording
    node.fields = json.dumps(fields, ensure_ascii=False, sort_keys=True)
