"""Bringing whole documents and subtrees of nodes into a draft."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from adaptations.document import Document, Node, NodeId
from adaptations.fields import PROSE_PARTS
from roadmap_app.models import Change, DraftNode, Edition, Question, Roadmap, TextUpdate
from roadmap_app.services import changes, draft_rows, texts
from roadmap_app.services.actor import Act
from roadmap_app.services.slugs import free_key
from roadmap_app.services.texts import log
from roadmap_app.services.texts.cleaning import one_line

ADDRESSABLE = re.compile(r"\w[\w.-]*")


def start_roadmap(session: Session, *, slug: str, document: Document, act: Act) -> Edition:
    """Start a roadmap whose master says what the document says; a master has no country and no answers.

    Ids of nodes that can't stand in an address are replaced. Raise IntegrityError at the flush when the slug is taken.
    """
    document = _addressable(document)
    roadmap = Roadmap(slug=slug, created_at=act.at, created_by=act.person_id)
    edition = Edition(
        roadmap=roadmap,
        key=free_key(session, one_line(document.id) or slug),
        title=one_line(document.title),
        subtitle=one_line(document.subtitle),
        language=document.language,
        revision=0,
        created_at=act.at,
    )
    session.add(edition)
    session.flush()
    session.add_all(
        Question(
            edition_id=edition.id,
            key=each.key,
            label=one_line(each.label),
            hint=one_line(each.hint),
            default=one_line(each.default),
            position=n,
        )
        for n, each in enumerate(document.questions)
    )
    plant(session, edition, document, act)
    return edition


def plant(session: Session, edition: Edition, document: Document, act: Act) -> None:
    """Insert all nodes of a document into an empty draft, with the first entries of their text logs."""
    positions: dict[str | None, int] = {}
    places = []
    for node in document.nodes:
        places.append(positions.get(node.parent, 0))
        positions[node.parent] = places[-1] + 1
    _insert(session, edition, document.nodes, places, act)


def plant_nodes(session: Session, edition: Edition, nodes: tuple[Node, ...], after: str | None, act: Act) -> None:
    """Insert a node and what is below it (parents first) behind the sibling `after` (None: first of its parent).

    A node that was trashed or left out here comes back with the given content. Raise UnknownNodeError when the first
    node's parent is not present, ValueError when one of the nodes is.
    """
    draft_rows.lock(session, edition)
    top = nodes[0]
    if top.parent is not None:
        draft_rows.find(session, edition, top.parent)
    here = {
        row.node_id: row
        for row in session.execute(
            select(DraftNode).where(
                DraftNode.edition_id == edition.id, DraftNode.node_id.in_([node.id for node in nodes])
            )
        ).scalars()
    }
    if any(row.standing == draft_rows.PRESENT for row in here.values()):
        raise ValueError("a node can't be planted twice in one draft")
    new = [node for node in nodes if node.id not in here]
    _insert(session, edition, new, range(len(new)), act)
    for node in nodes:
        if node.id in here:
            _revive(session, edition, here[node.id], node, act)
    draft_rows.keep_removed(session, edition, set(here))
    session.flush()
    _place(session, edition, nodes, after)


def _addressable(document: Document) -> Document:
    """Return the document with ids that can stand in an address and before a colon, as the ids of files need not."""
    renamed = {
        node.id: NodeId(f"n{hashlib.sha256(node.id.encode()).hexdigest()[:15]}")
        for node in document.nodes
        if not ADDRESSABLE.fullmatch(node.id)
    }
    if not renamed:
        return document
    nodes = (
        replace(node, id=renamed.get(node.id, node.id), parent=node.parent and renamed.get(node.parent, node.parent))
        for node in document.nodes
    )
    return replace(document, nodes=tuple(nodes))


def _place(session: Session, edition: Edition, nodes: tuple[Node, ...], after: str | None) -> None:
    rows = {
        row.node_id: row
        for row in session.execute(
            select(DraftNode).where(
                DraftNode.edition_id == edition.id, DraftNode.node_id.in_([node.id for node in nodes])
            )
        ).scalars()
    }
    draft_rows.put(session, edition, [rows[nodes[0].id]], nodes[0].parent, after)
    children: dict[str | None, list[DraftNode]] = {}
    for node in nodes[1:]:
        children.setdefault(node.parent, []).append(rows[node.id])
    for parent, below in children.items():
        draft_rows.put(session, edition, below, parent, None)
    session.flush()


def _insert(session: Session, edition: Edition, nodes: Sequence[Node], places: Sequence[int], act: Act) -> None:
    """Insert rows, first log entries and one "added" change a node, in bulk: a draft of 500 nodes in one go."""
    if not nodes:
        return
    wordings = [_texts_of(node) for node in nodes]
    session.execute(
        insert(DraftNode),
        [_columns(edition, node, place, wording) for node, place, wording in zip(nodes, places, wordings, strict=True)],
    )
    ids = {
        node_id: number
        for number, node_id in session.execute(
            select(DraftNode.id, DraftNode.node_id).where(DraftNode.edition_id == edition.id)
        )
    }
    who = {"person_id": act.person_id, "cause": act.cause, "at": act.at}
    updates = [texts.first_update(wording) for wording in wordings]
    session.execute(
        insert(TextUpdate),
        [
            {"draft_node_id": ids[node.id], "content": content, "sha256": log.sealed(content), **who}
            for node, content in zip(nodes, updates, strict=True)
        ],
    )
    added = {"edition_id": edition.id, "part": "added", "before": "", "reason": act.reason, **who}
    session.execute(
        insert(Change), [{**added, "node_id": node.id, "after": changes.noted(node.title)} for node in nodes]
    )
    changes.count(session, edition, len(nodes))


def _texts_of(node: Node) -> dict[str, str]:
    wording = {part: texts.cleaned(node.text(part)) for part in PROSE_PARTS}
    wording["title"] = one_line(node.title)
    return wording


def _columns(edition: Edition, node: Node, place: int, wording: dict[str, str]) -> dict[str, Any]:
    fields = {name: wording.get(name, value) for name, value in node.fields}
    return {
        "edition_id": edition.id,
        "node_id": node.id,
        "parent_id": node.parent,
        "position": place,
        "kind": node.kind,
        "title": wording["title"],
        "body": wording["body"],
        "setting": node.setting,
        "fields": json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False),
    }


def _revive(session: Session, edition: Edition, row: DraftNode, node: Node, act: Act) -> None:
    """Bring a removed node back and give it the content of `node`; its log goes on, it is never begun anew."""
    row.standing, row.removed_with, row.removed_reason = draft_rows.PRESENT, "", ""
    row.removed_by = row.removed_at = None
    row.kind, row.setting = node.kind, node.setting
    typed = {name: value for name, value in node.fields if name not in PROSE_PARTS}
    prose = {name: value for name, value in json.loads(row.fields).items() if name in PROSE_PARTS}
    row.fields = json.dumps(typed | prose, ensure_ascii=False, sort_keys=True)
    session.flush()
    changes.record(session, edition, act, node.id, "restored", after=node.title)
    for part, wording in _texts_of(node).items():
        texts.overwrite(session, edition, node.id, part, wording, act)
