"""Exports that people asked for and how far each is, in a table that outlives every process."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from roadmap_app.models import Edition, ExportJob, Version
from roadmap_app.services.actor import Act

LEASE = timedelta(seconds=60)
"""How long a worker that says nothing is believed to be alive."""

MOST_TRIES = 3
SHOWN = 50


class State(StrEnum):
    """How far an export is."""

    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (State.WAITING, State.RUNNING)


def ask(
    session: Session, edition: Edition, version: Version | None, *, kind: str, language: str, filename: str, act: Act
) -> ExportJob:
    """Return a new export that waits for a worker, or the person's own equal one that is under way already.

    One of a draft that is being made already is not equal: the draft may have changed since it was begun.
    """
    equal = OPEN if version else (State.WAITING,)
    same = (
        select(ExportJob)
        .where(ExportJob.edition_id == edition.id, ExportJob.format == kind, ExportJob.language == language)
        .where(ExportJob.requested_by == act.person_id, ExportJob.state.in_(equal))
        .where(ExportJob.version_id.is_(None) if version is None else ExportJob.version_id == version.id)
    )
    running = session.execute(same).scalars().first()
    if running is not None:
        return running
    job = ExportJob(
        edition_id=edition.id,
        version_id=version.id if version else None,
        format=kind,
        language=language,
        filename=filename,
        state=State.WAITING,
        requested_by=act.person_id,
        requested_at=act.at,
    )
    session.add(job)
    session.flush()
    return job


def take(session: Session, job_id: int, at: datetime) -> ExportJob | None:
    """Lease a waiting export, or one whose worker has gone silent; None when there is nothing to do about it."""
    job = session.execute(select(ExportJob).where(ExportJob.id == job_id).with_for_update()).scalar_one_or_none()
    if job is None or not _is_free(job, at):
        return None
    if job.tries >= MOST_TRIES:
        finish(job, State.FAILED, at, problem="gave_up")
        return None
    job.state, job.tries, job.started_at, job.progress = State.RUNNING, job.tries + 1, at, 0
    job.leased_until = at + LEASE
    session.flush()
    return job


def go_on(session: Session, job_id: int, progress: int, at: datetime) -> bool:
    """Renew a lease and note the progress in percent; say False when the export is no longer wanted."""
    job = session.execute(select(ExportJob).where(ExportJob.id == job_id).with_for_update()).scalar_one_or_none()
    if job is None or job.state != State.RUNNING:
        return False
    job.progress, job.leased_until = max(job.progress, progress), at + LEASE
    return True


def is_wanted(session: Session, job_id: int) -> bool:
    """Say whether an export under way is still wanted."""
    state = session.execute(select(ExportJob.state).where(ExportJob.id == job_id)).scalar_one_or_none()
    return state == State.RUNNING


def let_go(session: Session, job_id: int) -> None:
    """Put an export under way back among the waiting, as if this try had not been; its worker ends."""
    job = session.execute(select(ExportJob).where(ExportJob.id == job_id).with_for_update()).scalar_one_or_none()
    if job is not None and job.state == State.RUNNING:
        job.state, job.tries, job.progress = State.WAITING, job.tries - 1, 0
        job.started_at = job.leased_until = None


def try_again(session: Session, job_id: int) -> bool:
    """Put an export under way back among the waiting; say False when it is unwanted or has been tried too often."""
    job = session.execute(select(ExportJob).where(ExportJob.id == job_id).with_for_update()).scalar_one_or_none()
    if job is None or job.state != State.RUNNING or job.tries >= MOST_TRIES:
        return False
    job.state, job.progress, job.leased_until = State.WAITING, 0, None
    return True


def finish(
    job: ExportJob, state: State, at: datetime, *, size: int = 0, content_key: str = "", problem: str = ""
) -> None:
    """Write down how an export ended."""
    job.state, job.finished_at, job.leased_until = state, at, None
    job.problem = problem
    if state is State.READY:
        job.progress, job.size, job.content_key = 100, size, content_key


def cancel(job: ExportJob, at: datetime) -> bool:
    """Cancel an export that is not finished, and say whether that was still possible."""
    if job.state not in OPEN:
        return False
    finish(job, State.CANCELLED, at)
    return True


def unattended(session: Session, at: datetime) -> list[int]:
    """Return the ids of exports that nobody works on: waiting ones, and those whose worker has gone silent."""
    query = select(ExportJob.id).where(
        or_(
            ExportJob.state == State.WAITING,
            (ExportJob.state == State.RUNNING) & (ExportJob.leased_until < at),
        )
    )
    return list(session.execute(query.order_by(ExportJob.id)).scalars())


def exports_of(session: Session, person_id: int, edition: Edition | None = None) -> Sequence[ExportJob]:
    """Return a person's exports, newest first."""
    query = select(ExportJob).where(ExportJob.requested_by == person_id)
    if edition is not None:
        query = query.where(ExportJob.edition_id == edition.id)
    return session.execute(query.order_by(ExportJob.id.desc()).limit(SHOWN)).scalars().all()


def ready_files(session: Session, version: Version) -> Sequence[ExportJob]:
    """Return one finished export per format and language of a published version, the newest of each."""
    query = (
        select(ExportJob)
        .where(ExportJob.version_id == version.id, ExportJob.state == State.READY)
        .order_by(ExportJob.id)
    )
    newest = {(job.format, job.language): job for job in session.execute(query).scalars()}
    return list(newest.values())


def _is_free(job: ExportJob, at: datetime) -> bool:
    silent = job.state == State.RUNNING and (job.leased_until is None or job.leased_until < at)
    return job.state == State.WAITING or silent
