"""Backing up a running installation: one consistent copy of the database, and the key that its cookies hang on."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from roadmap_app.database import make_engine, reading
from roadmap_app.services.keeping import archive, dumping
from roadmap_app.services.keeping.archive import DATABASE, DUMP, SECRET, BadArchiveError, Manifest
from roadmap_app.services.keeping.verification import integrity
from roadmap_app.settings import Settings


class CannotBackUpError(RuntimeError):
    """No backup was made; the message says why, in one sentence. `is_mistake`: the path can't be meant."""

    def __init__(self, message: str, *, is_mistake: bool = False) -> None:
        super().__init__(message)
        self.is_mistake = is_mistake


def back_up(settings: Settings, path: Path, at: datetime) -> Manifest:
    """Write a backup of database and secret key to a new file and check it by reading it back.

    Readers and writers go on meanwhile. Finished exports are not in it: they can be made again. Raise
    CannotBackUpError; a file that can't be relied on is not left behind.
    """
    if path.exists():
        raise CannotBackUpError(f"{path} exists already; a backup never overwrites anything.", is_mistake=True)
    if not path.parent.is_dir():
        raise CannotBackUpError(f"there is no folder {path.parent}.", is_mistake=True)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
            files = _gather(settings, Path(folder))
            manifest = archive.write(path, _kind(settings), at.astimezone(UTC).isoformat(timespec="seconds"), files)
            _check(path, Path(folder) / "check")
    except OSError as error:
        raise CannotBackUpError(f"{path} can't be written ({error.strerror}).", is_mistake=True) from error
    except (BadArchiveError, DatabaseError, dumping.DumpError) as error:
        path.unlink(missing_ok=True)
        raise CannotBackUpError(f"the copy did not pass its check: {error}.") from error
    return manifest


def _kind(settings: Settings) -> str:
    return "sqlite" if settings.database_url.startswith("sqlite") else "postgresql"


def _gather(settings: Settings, folder: Path) -> dict[str, Path]:
    files = {}
    if _kind(settings) == "sqlite":
        files[DATABASE] = folder / DATABASE
        _copy(settings.database_url, files[DATABASE])
    else:
        files[DUMP] = folder / DUMP
        dumping.dump(settings.database_url, files[DUMP])
    key = settings.data / "secret.key"
    if key.exists():
        files[SECRET] = key
    return files


def _copy(url: str, path: Path) -> None:
    """Copy an SQLite database as it stands at one moment, without holding writers off."""
    engine = make_engine(url)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection, reading():
            driver = connection.connection.driver_connection
            # Outside a transaction, which VACUUM doesn't allow.
            driver.execute("VACUUM INTO ?", (str(path),))  # type: ignore[union-attr]
    finally:
        engine.dispose()


def _check(path: Path, folder: Path) -> None:
    folder.mkdir()
    manifest = archive.unpack(path, folder)
    if manifest.kind == "sqlite":
        faults = integrity(f"sqlite:///{folder / DATABASE}")
        if faults:
            raise BadArchiveError(faults[0])
    else:
        dumping.check(folder / DUMP)
