"""The worker beside the server: started with it, started again when it dies, ended with it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import structlog

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 60.0
PATIENCE_SECONDS = 2.0
"""How long a worker may take to end after it was asked to."""


@contextmanager
def kept_alive(environment: Mapping[str, str], *, after: threading.Event) -> Iterator[None]:
    """Keep a worker process alive inside this block, from the moment `after` is set."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep, args=(dict(environment), after, stop), name="worker keeper")
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        after.set()
        keeper.join()


def _keep(environment: dict[str, str], after: threading.Event, stop: threading.Event) -> None:
    after.wait()
    pause = PAUSE_SECONDS
    while not stop.is_set():
        # The worker reads its input until that ends, which it does with this process, however this process ends.
        worker = subprocess.Popen(
            [sys.executable, "-m", "roadmap_app.cli", "worker", "--beside-server"],
            env=environment,
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C on the terminal is for the server, which then ends the worker
        )
        while worker.poll() is None and not stop.wait(0.5):
            pass
        if stop.is_set():
            _end(worker)
            return
        log.warning("worker ended", status=worker.returncode, again_in_seconds=pause)
        stop.wait(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
