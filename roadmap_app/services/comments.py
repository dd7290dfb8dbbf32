"""Remarks at nodes, in threads that are closed when they are settled."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from roadmap_app.models import Comment, Edition
from roadmap_app.services import draft_rows
from roadmap_app.services.actor import Act
from roadmap_app.services.field_values import Fault, Refused
from roadmap_app.services.texts import cleaned

LONGEST = 5_000


class UnknownCommentError(LookupError):
    """This edition has no such thread of comments."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A first remark with its replies, oldest first."""

    first: Comment
    replies: tuple[Comment, ...]


def threads(session: Session, edition: Edition, node_id: str) -> tuple[Thread, ...]:
    """Return a node's threads: open ones first, then settled ones, each in order of their first remark."""
    rows = session.execute(
        select(Comment)
        .options(joinedload(Comment.person))
        .where(Comment.edition_id == edition.id, Comment.node_id == node_id)
        .order_by(Comment.id)
    ).scalars()
    replies: dict[int, list[Comment]] = {}
    firsts = []
    for row in rows:
        if row.thread_id is None:
            firsts.append(row)
        else:
            replies.setdefault(row.thread_id, []).append(row)
    firsts.sort(key=lambda each: each.settled_at is not None)
    return tuple(Thread(each, tuple(replies.get(each.id, ()))) for each in firsts)


def open_counts(session: Session, edition: Edition) -> dict[str, int]:
    """Return how many open threads each node has; nodes without any are missing."""
    rows = session.execute(
        select(Comment.node_id, func.count())
        .where(Comment.edition_id == edition.id, Comment.thread_id.is_(None), Comment.settled_at.is_(None))
        .group_by(Comment.node_id)
    )
    return dict(rows.all())


def add(session: Session, edition: Edition, node_id: str, text: str, act: Act) -> Comment | Refused:
    """Add a first remark at a node; raise UnknownNodeError."""
    draft_rows.find(session, edition, node_id)
    return _add(session, edition, node_id, None, text, act)


def reply(session: Session, edition: Edition, thread_id: int, text: str, act: Act) -> Comment | Refused:
    """Add a reply to a thread and open it again if it was settled; raise UnknownCommentError."""
    first = _first(session, edition, thread_id)
    answer = _add(session, edition, first.node_id, first.id, text, act)
    if isinstance(answer, Comment):
        first.settled_by = first.settled_at = None
    return answer


def settle(session: Session, edition: Edition, thread_id: int, act: Act) -> Comment:
    """Close a thread as settled and return its first remark; raise UnknownCommentError."""
    first = _first(session, edition, thread_id)
    if first.settled_at is None:
        first.settled_by, first.settled_at = act.person_id, act.at
    return first


def _first(session: Session, edition: Edition, thread_id: int) -> Comment:
    row = session.execute(
        select(Comment).where(Comment.id == thread_id, Comment.edition_id == edition.id, Comment.thread_id.is_(None))
    ).scalar_one_or_none()
    if row is None:
        raise UnknownCommentError(str(thread_id))
    return row


def _add(
    session: Session, edition: Edition, node_id: str, thread_id: int | None, text: str, act: Act
) -> Comment | Refused:
    wording = cleaned(text).strip()
    if not wording:
        return Refused("comment", Fault.EMPTY)
    if len(wording) > LONGEST:
        return Refused("comment", Fault.TOO_LONG, limit=LONGEST)
    row = Comment(
        edition_id=edition.id,
        node_id=node_id,
        thread_id=thread_id,
        text=wording,
        person_id=act.person_id,
        at=act.at,
    )
    session.add(row)
    session.flush()
    return row
