"""Making one file: in a process of its own, so that it can be watched, cancelled and survived."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import structlog
from sqlalchemy import Engine

from roadmap_app.database import make_engine, reading, transaction
from roadmap_app.jobs.subjects import content_key, subject_of
from roadmap_app.models import ExportJob
from roadmap_app.services import exporting
from roadmap_app.services.exporting import State
from roadmap_app.settings import Settings

log = structlog.get_logger(__name__)

LONGEST_SECONDS = 300
STEP_SECONDS = 0.3
RENEW_SECONDS = 10
"""How often the lease of an export that makes no progress is renewed; much shorter than the lease."""

CRASHED = "crashed"
KILLED = frozenset({-signal.SIGTERM, -signal.SIGKILL, -signal.SIGINT, 255})
"""Exit statuses of a rendering that was killed from outside; 255 when the process it was forked from was."""

Outcome = tuple[State, str, int]
"""How an export ended: the state, its content key or the code of what went wrong, and the size in bytes."""

_under_way: set[int] = set()


def make(engine: Engine, settings: Settings, job_id: int) -> bool:
    """Make the file of one export, unless somebody else does; every outcome ends up in its row.

    Return whether to try again: the rendering was killed from outside, which says nothing about what it rendered.
    """
    with transaction(engine) as session:
        if exporting.take(session, job_id, _now()) is None:
            return False
    _under_way.add(job_id)
    inbox, outbox = _context().Pipe(duplex=False)
    process = _context().Process(target=_render, args=(settings, job_id, outbox), daemon=True)
    process.start()
    outbox.close()
    outcome = _watch(engine, job_id, process.is_alive, inbox)
    if process.is_alive():
        process.kill()
    process.join()
    inbox.close()
    crashed = outcome[1] == CRASHED
    if crashed:
        log.error("rendering died", job=job_id, status=process.exitcode)
    again = crashed and process.exitcode in KILLED and _try_again(engine, job_id)
    if not again:
        _write_down(engine, job_id, outcome)
    _under_way.discard(job_id)
    return again


def let_go(engine: Engine) -> None:
    """Put what this process has under way back among the waiting, for the next worker, because this one ends."""
    for job_id in tuple(_under_way):
        with transaction(engine) as session:
            exporting.let_go(session, job_id)


def warm_up() -> None:
    """Load what every export needs into the process that the others are forked from."""
    context = _context()
    context.set_forkserver_preload(["exports", "exports.report", "exports.deck", "weasyprint", __name__])


def file_of(settings: Settings, job: ExportJob) -> Path:
    """Return where the file of a finished export lies."""
    return settings.files / f"{job.content_key}.bin"


def _watch(engine: Engine, job_id: int, is_alive: Callable[[], bool], inbox: Connection) -> Outcome:
    """Follow a rendering until it ends, is cancelled or takes too long."""
    deadline = time.monotonic() + LONGEST_SECONDS
    progress = noted = 0
    renew_at = time.monotonic() + RENEW_SECONDS
    while time.monotonic() < deadline:
        was_alive = is_alive()
        for message in _messages(inbox):
            if isinstance(message, int):
                progress = message
            else:
                return message
        if not was_alive:
            return State.FAILED, CRASHED, 0
        if progress != noted or time.monotonic() > renew_at:
            with transaction(engine) as session:
                wanted = exporting.go_on(session, job_id, progress, _now())
            noted, renew_at = progress, time.monotonic() + RENEW_SECONDS
        else:
            with reading(), transaction(engine) as session:
                wanted = exporting.is_wanted(session, job_id)
        if not wanted:
            return State.CANCELLED, "", 0
    return State.FAILED, "too_long", 0


def _messages(inbox: Connection) -> Iterator[int | Outcome]:
    """Yield what a rendering has said by now, after waiting a moment for the first word."""
    patience = STEP_SECONDS
    try:
        while inbox.poll(patience):
            yield inbox.recv()
            patience = 0
    except (EOFError, OSError):
        # It has ended; whether well or not, its last word tells.
        return


def _try_again(engine: Engine, job_id: int) -> bool:
    with transaction(engine) as session:
        return exporting.try_again(session, job_id)


def _write_down(engine: Engine, job_id: int, outcome: Outcome) -> None:
    state, detail, size = outcome
    with transaction(engine) as session:
        job = session.get(ExportJob, job_id)
        if job is None or job.state != State.RUNNING:
            return
        ready = state is State.READY
        exporting.finish(
            job, state, _now(), size=size, content_key=detail if ready else "", problem="" if ready else detail
        )
    log.info("export finished", job=job_id, state=state.value, problem="" if ready else detail)


def _render(settings: Settings, job_id: int, outbox: Connection) -> None:
    """Run in the child: gather, render, keep the file, and say how it went."""
    from exports import EXPORTERS  # noqa: PLC0415 -- slow import

    os.nice(5)
    engine = make_engine(settings.database_url)
    with reading(), transaction(engine) as session:
        job = session.get_one(ExportJob, job_id)
        subject = subject_of(session, job.edition, job.version, job.language, _now().date())
        kind = job.format
    key = content_key(subject, kind)
    path = settings.files / f"{key}.bin"
    if not path.exists():
        content = EXPORTERS[kind].make(subject, lambda part: outbox.send(int(part * 100)))
        _keep(path, content)
    outbox.send((State.READY, key, path.stat().st_size))


def _keep(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _context() -> multiprocessing.context.ForkServerContext:
    return multiprocessing.get_context("forkserver")


def _now() -> datetime:
    return datetime.now(UTC)
