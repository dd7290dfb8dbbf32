"""One server a data folder: two would both believe that they hold the live state of the drafts."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_app.cli.refusals import RefusalError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder; end with a refusal when another server holds it.

    The lock is the kernel's: it ends with the process, however that ends.
    """
    path = folder / "server.lock"
    try:
        file = path.open("a")
    except OSError as error:
        raise RefusalError(f"the data folder {folder} can't be written to ({error.strerror}).") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RefusalError(f"another server is running on the data folder {folder} already.") from error
        yield
