"""Bring a database to the shape that this code expects: under a lock, in one transaction, never backwards."""

from __future__ import annotations

import sys
import time
from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from roadmap_app.database import engine_options, prepare
from roadmap_app.settings import Settings, read_settings

WAIT_FOR_ANOTHER_MS = 600_000
LOCK_ON_POSTGRESQL = 7_390_214_856_001
FOLDER = Path(__file__).parent / "migrations"


class Standing(StrEnum):
    """How a database stands to the code."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    NEWER = "newer"


class NewerDatabaseError(RuntimeError):
    """The database was written by a newer release; this one would harm it."""


class BrokenReferenceError(RuntimeError):
    """A migration left a row that refers to nothing; it has been undone."""


def standing(connection: Connection) -> Standing:
    """Return how the connected database stands to this code's newest migration; change nothing."""
    script = ScriptDirectory.from_config(_config())
    # Asked first, because a failed query would end a transaction on PostgreSQL.
    known = inspect(connection).has_table("alembic_version")
    here = MigrationContext.configure(connection).get_current_heads() if known else ()
    if not here:
        return Standing.EMPTY
    if set(here) == set(script.get_heads()):
        return Standing.CURRENT
    of_this_code = {each.revision for each in script.walk_revisions()}
    return Standing.BEHIND if set(here) <= of_this_code else Standing.NEWER


def is_pending(settings: Settings) -> bool:
    """Say whether `upgrade` would change the database; raise NewerDatabaseError when this code is too old for it."""
    engine = _engine(settings.database_url)
    try:
        with engine.connect() as connection:
            found = standing(connection)
    finally:
        engine.dispose()
    _refuse_newer(found)
    return found is not Standing.CURRENT


def upgrade(settings: Settings) -> Standing:
    """Bring the database to this code's shape and return how it stood before.

    All migrations run in one transaction behind a lock, so of two processes that start together one does the work and
    the other finds it done; a migration that fails leaves the database as it was. Raise NewerDatabaseError when the
    database is ahead of the code.
    """
    engine = _engine(settings.database_url)
    try:
        _wait_for_the_first_connection(engine)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK_ON_POSTGRESQL})")
            before = standing(connection)
            _refuse_newer(before)
            if before is not Standing.CURRENT:
                _run(connection)
    finally:
        engine.dispose()
    return before


def write_migration(settings: Settings, words: str) -> None:
    """Write a new migration file with what the models have and the (current) database lacks."""
    engine = _engine(settings.database_url)
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.revision(config, message=words, autogenerate=True)
    engine.dispose()


def _run(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise BrokenReferenceError(f"row {broken[1]} of {broken[0]} refers to a missing row of {broken[2]}")


def _wait_for_the_first_connection(engine: Engine) -> None:
    """Connect once, patiently: of several processes that make a new SQLite file durable at once, one has to wait.

    SQLite answers the others `database is locked` at once, whatever their time limit for waiting.
    """
    for _ in range(100):
        try:
            engine.connect().close()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.1)
        else:
            return


def _refuse_newer(found: Standing) -> None:
    if found is Standing.NEWER:
        raise NewerDatabaseError("This database was written by a newer release of this program; install that one.")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(slug)s")
    return config


def _engine(url: str) -> Engine:
    engine = create_engine(url, poolclass=NullPool, **_options(url))
    prepare(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _let_tables_be_rebuilt)
    return engine


def _options(url: str) -> dict[str, object]:
    options = engine_options(url)
    options.pop("pool_pre_ping", None)
    return options


def _let_tables_be_rebuilt(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # SQLite changes a table by copying it, which enforced references would forbid; they are checked at the end.
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.execute(f"PRAGMA busy_timeout={WAIT_FOR_ANOTHER_MS}")
    cursor.close()


if __name__ == "__main__":  # python -m roadmap_app.migrating DATA-FOLDER "what it changes"
    write_migration(read_settings({"ROADMAP_DATA": sys.argv[1]}), sys.argv[2])
