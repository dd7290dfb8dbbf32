"""The connection to the database: SQLite as the embedded default, PostgreSQL through the same code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

if sys.platform == "linux":
    # The SQLite of many distributions has the WAL-reset fault (3.7.0 to 3.51.2); this wheel brings a mended one.
    import pysqlite3 as sqlite_driver
else:
    import sqlite3 as sqlite_driver

_reading: ContextVar[bool] = ContextVar("reading", default=False)

BUSY_TIMEOUT_MS = 15_000


def engine_options(url: str) -> dict[str, Any]:
    """Return the options with which an engine for this URL must be made."""
    # A failed statement is logged without its values: they are people's words, addresses and hashes of tokens.
    if url.startswith("sqlite"):
        return {
            "module": sqlite_driver,
            "connect_args": {"timeout": BUSY_TIMEOUT_MS / 1000},
            "hide_parameters": True,
        }
    return {"pool_pre_ping": True, "hide_parameters": True}


def make_engine(url: str) -> Engine:
    """Return an engine that keeps this project's promises about durability and locking."""
    engine = create_engine(url, **engine_options(url))
    prepare(engine)
    return engine


def prepare(engine: Engine) -> None:
    """Make an SQLite engine durable (WAL, synchronous=FULL) and free of lost updates (BEGIN IMMEDIATE for writers)."""
    if engine.dialect.name != "sqlite" or event.contains(engine, "connect", _on_connect):
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


@contextmanager
def reading() -> Iterator[None]:
    """Begin transactions inside this block without the write lock; a write in one may fail, so only read."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def begin_reading() -> None:
    """Begin this context's next transactions without the write lock."""
    _reading.set(True)


def begin_writing() -> None:
    """Begin this context's next transactions with the write lock, as is the default."""
    _reading.set(False)


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Give a session whose changes are committed when the block ends well, and undone when it raises."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 -- a driver's own connection type
    # The driver must not begin transactions by itself: the "begin" event does, with the right kind of lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")
