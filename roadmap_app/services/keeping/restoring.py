"""Restoring a backup into an empty folder, where it is checked to the last word before anybody uses it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.exc import DatabaseError

from roadmap_app.database import make_engine, transaction
from roadmap_app.models import Invitation, SignIn
from roadmap_app.services.actor import Act
from roadmap_app.services.audit import record
from roadmap_app.services.keeping import archive, dumping
from roadmap_app.services.keeping.archive import DATABASE, DUMP, BadArchiveError, Manifest
from roadmap_app.services.keeping.verification import integrity, verify


class CannotRestoreError(RuntimeError):
    """Nothing was restored; the message says why, in one sentence. `is_mistake`: a path can't be meant."""

    def __init__(self, message: str, *, is_mistake: bool = False) -> None:
        super().__init__(message)
        self.is_mistake = is_mistake


def restore(path: Path, folder: Path, act: Act, *, migrate: Callable[[str], object], url: str = "") -> Manifest:
    """Restore a backup into an empty or new folder and return what it held; nobody stays signed in.

    Every file is checked against its seal, the database by its own check and, once `migrate` has brought the database
    of the given URL to this release's shape, every text by its log. `url` is the empty PostgreSQL database that the
    backup of one needs. Raise CannotRestoreError; the folder is then as it was.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotRestoreError(f"{folder} is not an empty folder.", is_mistake=True)
    if not folder.parent.is_dir():
        raise CannotRestoreError(f"there is no folder {folder.parent}.", is_mistake=True)
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".restoring-") as name:
            manifest = archive.unpack(path, Path(name))
            _make_sound(manifest, Path(name), act, migrate, url)
            _move(Path(name), folder)
    except OSError as error:
        raise CannotRestoreError(f"{error.filename or path}: {error.strerror}.", is_mistake=True) from error
    except (BadArchiveError, DatabaseError, dumping.DumpError) as error:
        raise CannotRestoreError(f"{path} can't be restored: {error}.") from error
    return manifest


def _make_sound(manifest: Manifest, folder: Path, act: Act, migrate: Callable[[str], object], url: str) -> None:
    if manifest.kind == "sqlite":
        url = f"sqlite:///{folder / DATABASE}"
        faults = integrity(url)
        if faults:
            raise BadArchiveError(faults[0])
    else:
        if not url.startswith("postgresql"):
            raise BadArchiveError("it was made of PostgreSQL; ROADMAP_DATABASE_URL must name an empty database there")
        dumping.load(url, folder / DUMP)
        (folder / DUMP).unlink()
    migrate(url)
    engine = make_engine(url)
    try:
        with transaction(engine) as session:
            findings = verify(session)
            if findings:
                raise BadArchiveError(findings[0].what)
            for table in (SignIn, Invitation):
                session.execute(update(table).where(table.revoked_at.is_(None)).values(revoked_at=act.at))
            record(session, act, "backup.restored", manifest.made_at)
    finally:
        engine.dispose()


def _move(source: Path, folder: Path) -> None:
    folder.mkdir(mode=0o750, exist_ok=True)
    for each in sorted(source.iterdir()):
        each.rename(folder / each.name)
