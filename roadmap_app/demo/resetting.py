"""Putting the demo network back to its first state; the only place where versions and text logs are removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Delete, Update, delete, select, text, update
from sqlalchemy.orm import Session

from roadmap_app.demo.loading import ROADMAPS, fill
from roadmap_app.models import (
    Answer,
    Change,
    Comment,
    Decision,
    DraftNode,
    Edition,
    ExportJob,
    Membership,
    Question,
    Roadmap,
    TextUpdate,
    Version,
    seals,
)
from roadmap_app.services import networks
from roadmap_app.services.actor import Act
from roadmap_app.services.audit import record
from roadmap_app.services.invitations import pending, revoke, roles_of

UNSEALED = (Version.__tablename__, TextUpdate.__tablename__)


class NotADemoError(ValueError):
    """This is a network with work of its own, which nothing may remove."""


def reset(session: Session, now: datetime) -> None:
    """Remove the demo's roadmaps and load them anew; accounts, other roadmaps and the audit log stay.

    Raise NotADemoError, before anything is touched, for any other network.
    """
    network = networks.the_network(session)
    if network is None or not network.is_demo:
        raise NotADemoError
    act = Act(None, now)
    with _unsealed(session):
        _remove(session, act)
    session.expire_all()
    record(session, act, "demo.reset", ", ".join(ROADMAPS))
    fill(session, now)


def _remove(session: Session, act: Act) -> None:
    roadmaps = list(session.execute(select(Roadmap.id).where(Roadmap.slug.in_(ROADMAPS))).scalars())
    editions = list(session.execute(select(Edition.id).where(Edition.roadmap_id.in_(roadmaps))).scalars())
    nodes = select(DraftNode.id).where(DraftNode.edition_id.in_(editions)).scalar_subquery()
    for table in (Decision, ExportJob, Comment, Change, Answer, Question):
        _execute(session, delete(table).where(table.edition_id.in_(editions)))
    _execute(session, delete(TextUpdate).where(TextUpdate.draft_node_id.in_(nodes)))
    _execute(session, delete(DraftNode).where(DraftNode.edition_id.in_(editions)))
    _execute(session, update(Edition).where(Edition.id.in_(editions)).values(followed_id=None))
    _execute(session, delete(Version).where(Version.edition_id.in_(editions)))
    _execute(session, delete(Edition).where(Edition.id.in_(editions)))
    _execute(session, delete(Membership).where(Membership.roadmap_id.in_(roadmaps)))
    _execute(session, delete(Roadmap).where(Roadmap.id.in_(roadmaps)))
    for link in pending(session, act.at):
        if any(roadmap in roadmaps for roadmap, _country, _role in roles_of(link)):
            revoke(session, link, act, "")


def _execute(session: Session, statement: Delete | Update) -> None:
    session.execute(statement.execution_options(synchronize_session=False))


@contextmanager
def _unsealed(session: Session) -> Iterator[None]:
    """Let rows of versions and text logs be removed inside this block, which is one part of one transaction."""
    dialect = session.get_bind().dialect.name
    for table in UNSEALED:
        if dialect == "postgresql":
            session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            for act in ("update", "delete"):
                session.execute(text(f"DROP TRIGGER {table}_no_{act}"))
    yield
    for table in UNSEALED:
        again = (
            (f"ALTER TABLE {table} ENABLE TRIGGER USER",) if dialect == "postgresql" else tuple(seals(dialect, table))
        )
        for statement in again:
            session.execute(text(statement))
