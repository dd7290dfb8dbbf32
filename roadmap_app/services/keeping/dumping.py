"""PostgreSQL's own programs for dumping and restoring, called so that no password is seen in a list of processes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import make_url


class DumpError(RuntimeError):
    """PostgreSQL's program is missing or has failed; the message is one line."""


def dump(url: str, path: Path) -> None:
    """Write a consistent dump of a PostgreSQL database to a file; raise DumpError."""
    _run("pg_dump", url, ["--format=custom", "--no-owner", f"--file={path}"])


def check(path: Path) -> None:
    """Read the table of contents of a dump; raise DumpError when that can't be done."""
    _run("pg_restore", "", ["--list", str(path)])


def load(url: str, path: Path) -> None:
    """Load a dump into an empty PostgreSQL database, whole or not at all; raise DumpError."""
    _run("pg_restore", url, ["--single-transaction", "--exit-on-error", "--no-owner", str(path)])


def _run(program: str, url: str, options: Sequence[str]) -> None:
    found = shutil.which(program) or next(
        (str(each / program) for each in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), ""
    )
    if not found:
        raise DumpError(f"{program} is not installed; it comes with PostgreSQL's client programs")
    environment, place = dict(os.environ), []
    if url:
        parts = make_url(url)
        if parts.password:
            environment["PGPASSWORD"] = str(parts.password)
        host = parts.host or parts.query.get("host")
        named = {"host": host, "port": parts.port, "username": parts.username, "dbname": parts.database}
        place = [f"--{name}={value}" for name, value in named.items() if value]
    done = subprocess.run(  # noqa: S603 -- a program of the database's own, with our own options
        [found, *place, *options], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise DumpError(f"{program} has failed: {lines[-1]}")
