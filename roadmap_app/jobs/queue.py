"""The queue that wakes a worker; what is to be done stands in the database, so a lost message loses nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from huey import SqliteHuey
from huey.consumer import Consumer
from sqlalchemy import Engine

from roadmap_app.database import make_engine, reading, transaction
from roadmap_app.jobs import making
from roadmap_app.services import exporting
from roadmap_app.settings import Settings

SILENCE = timedelta(seconds=150)
"""A worker that has left no sign of life for so long is gone; it leaves one every minute."""


class Queue:
    """Sends exports to a worker, and is the worker when it is asked to be."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # No WAL here: the queue is opened with the platform's SQLite, which may have the WAL-reset fault.
        self._huey = SqliteHuey(
            name="exports", filename=str(settings.data / "queue.db"), results=False, utc=True, journal_mode="delete"
        )
        self._engine: Engine | None = None
        self._task: Any = self._huey.task(name="make")(self._make)

    def send(self, job_id: int) -> None:
        """Wake a worker for an export; call it after the commit."""
        self._task(job_id)

    def work(self) -> None:
        """Make exports until the process is told to stop; what is under way then waits for the next worker."""
        making.warm_up()
        self._huey.periodic_task(lambda _at: True, name="sweep")(self._sweep)
        self._huey.flush()
        self._sweep()
        consumer: Consumer = self._huey.create_consumer(
            workers=1, worker_type="thread", initial_delay=0.1, max_delay=1.0, scheduler_interval=1
        )
        try:
            consumer.run()
        finally:
            making.let_go(self._database())

    def _make(self, job_id: int) -> None:
        beat(self._settings)
        if making.make(self._database(), self._settings, job_id):
            self.send(job_id)

    def _sweep(self) -> None:
        """Send again what nobody works on: the queue may have lost it, or its worker died."""
        beat(self._settings)
        with reading(), transaction(self._database()) as session:
            forgotten = exporting.unattended(session, datetime.now(UTC))
        for job_id in forgotten:
            self.send(job_id)

    def _database(self) -> Engine:
        if self._engine is None:
            self._engine = make_engine(self._settings.database_url)
        return self._engine


def beat(settings: Settings) -> None:
    """Leave a sign of life, the time in a file, for whoever asks whether the worker is there."""
    heartbeat(settings).write_text(datetime.now(UTC).isoformat(), encoding="utf-8")


def heartbeat(settings: Settings) -> Path:
    """Return the file in which the worker leaves its signs of life."""
    return settings.data / "worker.alive"


def last_seen(settings: Settings) -> datetime | None:
    """Return when the worker left its last sign of life, None when there is none that can be read."""
    try:
        return datetime.fromisoformat(heartbeat(settings).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def seen_lately(settings: Settings) -> bool:
    """Say whether a worker is there."""
    seen = last_seen(settings)
    return seen is not None and datetime.now(UTC) - seen < SILENCE
