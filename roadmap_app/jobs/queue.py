"""The queue that wakes a worker; what is to be done stands in the database, so a lost message loses nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from huey import SqliteHuey
from huey.consumer import Consumer
from sqlalchemy import Engine

from roadmap_app.database import make_engine, transaction
from roadmap_app.jobs import making
from roadmap_app.services import exporting
from roadmap_app.settings import Settings


class Queue:
    """Sends exports to a worker, and is the worker when it is asked to be."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._huey = SqliteHuey(name="exports", filename=str(settings.data / "queue.db"), results=False, utc=True)
        self._engine: Engine | None = None
        self._task: Any = self._huey.task()(self._make)

    def send(self, job_id: int) -> None:
        """Wake a worker for an export; call it after the commit."""
        self._task(job_id)

    def work(self) -> None:
        """Make exports until the process is told to stop."""
        self._engine = make_engine(self._settings.database_url)
        making.warm_up()
        self._huey.periodic_task(lambda _at: True)(self._sweep)
        self._sweep()
        consumer: Consumer = self._huey.create_consumer(
            workers=1, worker_type="thread", initial_delay=0.1, max_delay=1.0, scheduler_interval=1
        )
        consumer.run()

    def _make(self, job_id: int) -> None:
        beat(self._settings)
        making.make(self._database(), self._settings, job_id)

    def _sweep(self) -> None:
        """Send again what nobody works on: the queue may have lost it, or its worker died."""
        beat(self._settings)
        with transaction(self._database()) as session:
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
