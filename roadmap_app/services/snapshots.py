"""The one place where rows of a draft become a document."""

from __future__ import annotations

import json
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations.codec import from_json
from adaptations.document import Document, Kind, Node, NodeId, Question, Setting, Value
from roadmap_app.models import Answer, DraftNode, Edition, Version
from roadmap_app.models import Question as QuestionRow


def draft_document(session: Session, edition: Edition) -> Document:
    """Return the edition's draft as it stands now, without trashed and left-out nodes."""
    return Document(
        id=edition.key,
        title=edition.title,
        subtitle=edition.subtitle,
        language=edition.language,
        country=edition.country_code or "",
        nodes=_in_reading_order(_present_nodes(session, edition)),
        questions=edition_questions(session, edition),
        answers=_answers(session, edition),
    )


def version_document(version: Version) -> Document:
    """Return the document that a version froze."""
    return from_json(version.document)


def acknowledged_document(edition: Edition) -> Document | None:
    """Return the state of the master that an adaptation has dealt with; None for a master."""
    return from_json(edition.acknowledged) if edition.acknowledged else None


def edition_questions(session: Session, edition: Edition) -> tuple[Question, ...]:
    """Return the questions of an edition: a master's own, an adaptation's from the master version it acknowledged."""
    if edition.country_code is not None:
        acknowledged = acknowledged_document(edition)
        return acknowledged.questions if acknowledged else ()
    rows = session.execute(
        select(QuestionRow).where(QuestionRow.edition_id == edition.id).order_by(QuestionRow.position, QuestionRow.id)
    ).scalars()
    return tuple(Question(row.key, row.label, row.hint, row.default) for row in rows)


def node_value(row: DraftNode) -> Node:
    """Return one row as a node."""
    return _node((row.node_id, row.kind, row.title, row.body, row.parent_id, row.setting, row.fields))


def _present_nodes(session: Session, edition: Edition) -> list[tuple[Node, int]]:
    # Columns, not objects: a draft of 500 nodes is read on every page.
    rows = session.execute(
        select(
            DraftNode.node_id,
            DraftNode.kind,
            DraftNode.title,
            DraftNode.body,
            DraftNode.parent_id,
            DraftNode.setting,
            DraftNode.fields,
            DraftNode.position,
        ).where(DraftNode.edition_id == edition.id, DraftNode.standing == "present")
    )
    return [(_node(tuple(row[:7])), row[7]) for row in rows]


@lru_cache(maxsize=10_000)
def _node(columns: tuple[str, str, str, str, str | None, str, str]) -> Node:
    # Equal rows give equal nodes, and a page of a large draft differs from the one before it in a row or two.
    node_id, kind, title, body, parent, setting, fields = columns
    return Node(
        id=NodeId(node_id),
        kind=Kind(kind),
        title=title,
        body=body,
        parent=None if parent is None else NodeId(parent),
        setting=Setting(setting),
        fields=()
        if fields == "{}"
        else tuple(sorted((name, _value(each)) for name, each in json.loads(fields).items())),
    )


def _value(plain: str | list[list[str]]) -> Value:
    return plain if isinstance(plain, str) else tuple(tuple(row) for row in plain)


def _in_reading_order(nodes: list[tuple[Node, int]]) -> tuple[Node, ...]:
    children: dict[NodeId | None, list[tuple[int, str, Node]]] = {}
    for node, position in nodes:
        children.setdefault(node.parent, []).append((position, node.id, node))
    for siblings in children.values():
        siblings.sort(key=lambda each: each[:2])
    ordered: list[Node] = []
    stack = [each[2] for each in reversed(children.get(None, []))]
    while stack:
        node = stack.pop()
        ordered.append(node)
        stack.extend(each[2] for each in reversed(children.get(node.id, [])))
    return tuple(ordered)


def _answers(session: Session, edition: Edition) -> tuple[tuple[str, str], ...]:
    rows = session.execute(select(Answer.key, Answer.text).where(Answer.edition_id == edition.id).order_by(Answer.key))
    return tuple((key, text) for key, text in rows if text)
