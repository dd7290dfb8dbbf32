"""Making one file: in a process of its own, so that it can be watched, cancelled and survived."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import structlog
from sqlalchemy import Engine

from roadmap_app.database import make_engine, transaction
from roadmap_app.jobs.subjects import content_key, subject_of
from roadmap_app.models import ExportJob
from roadmap_app.services import exporting
from roadmap_app.services.exporting import State
from roadmap_app.settings import Settings

log = structlog.get_logger(__name__)

LONGEST_SECONDS = 300
STEP_SECONDS = 0.3


def make(engine: Engine, settings: Settings, job_id: int) -> None:
    """Make the file of one export, unless somebody else does; every outcome ends up in its row."""
    with transaction(engine) as session:
        if exporting.take(session, job_id, _now()) is None:
            return
    inbox, outbox = _context().Pipe(duplex=False)
    process = _context().Process(target=_render, args=(settings, job_id, outbox), daemon=True)
    process.start()
    outbox.close()
    outcome = _watch(engine, job_id, process.is_alive, inbox)
    if process.is_alive():
        process.kill()
    process.join()
    _write_down(engine, job_id, outcome)


def warm_up() -> None:
    """Load what every export needs into the process that the others are forked from."""
    context = _context()
    context.set_forkserver_preload(["exports", "exports.report", "exports.deck", "weasyprint", __name__])


def file_of(settings: Settings, job: ExportJob) -> Path:
    """Return where the file of a finished export lies."""
    return settings.files / f"{job.content_key}.bin"


def _watch(engine: Engine, job_id: int, is_alive: Callable[[], bool], inbox: Connection) -> tuple[State, str, int]:
    """Follow a rendering until it ends, is cancelled or takes too long: (state, problem or content key, size)."""
    deadline = time.monotonic() + LONGEST_SECONDS
    progress = 0
    while time.monotonic() < deadline:
        while inbox.poll(STEP_SECONDS if is_alive() else 0):
            try:
                message = inbox.recv()
            except EOFError:
                return State.FAILED, "crashed", 0
            if isinstance(message, int):
                progress = message
                break
            return message  # type: ignore[no-any-return]
        with transaction(engine) as session:
            if not exporting.go_on(session, job_id, progress, _now()):
                return State.CANCELLED, "", 0
        if not is_alive() and not inbox.poll():
            return State.FAILED, "crashed", 0
    return State.FAILED, "too_long", 0


def _write_down(engine: Engine, job_id: int, outcome: tuple[State, str, int]) -> None:
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
    with transaction(engine) as session:
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
