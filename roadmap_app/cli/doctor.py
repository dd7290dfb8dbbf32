"""`roadmap doctor`: whether all that an installation needs is there, and its data is as it was written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click
from sqlalchemy.exc import SQLAlchemyError

from exports.fonts import FACES
from roadmap_app import migrating
from roadmap_app.cli.opening import settings_here
from roadmap_app.cli.refusals import in_one_line
from roadmap_app.database import engine_options, make_engine, reading, transaction
from roadmap_app.jobs.queue import last_seen, seen_lately
from roadmap_app.migrating import Standing
from roadmap_app.services.keeping import integrity, verify
from roadmap_app.settings import Settings

LEAST_FREE_BYTES = 500_000_000
LEAST_FREE_SHARE = 0.05
OTHERS = 0o077
"""The permissions of everybody but the owner."""

MENDED_SQLITE = (3, 51, 3)
BACKPORTS = frozenset({(3, 44, 6), (3, 50, 7)})


@dataclass(frozen=True, slots=True)
class Check:
    """One question, asked by a function that yields what is wrong, one sentence each."""

    about: str
    faults: Callable[[Settings], Iterator[str]]


@click.command("doctor")
def doctor_command() -> None:
    """Check the installation and all of its data.

    One line for each thing; exit status 1 when something is wrong.
    """
    settings = settings_here()
    sick = False
    for check in CHECKS:
        faults = _asked(check, settings)
        sick = sick or bool(faults)
        for fault in faults:
            click.echo(f"wrong  {check.about}: {in_one_line(fault)}")
        if not faults:
            click.echo(f"fine   {check.about}")
    if sick:
        raise click.exceptions.Exit(1)


def _asked(check: Check, settings: Settings) -> list[str]:
    try:
        return list(check.faults(settings))
    except (OSError, SQLAlchemyError) as error:
        return [f"could not be checked ({getattr(error, 'orig', None) or error})"]


def _folder(settings: Settings) -> Iterator[str]:
    if not os.access(settings.data, os.R_OK | os.W_OK | os.X_OK):
        yield f"{settings.data} can't be read and written by this user"
    if settings.data.stat().st_mode & 0o007:
        yield f"{settings.data} is open to every user of this machine; run chmod o-rwx on it"


def _key(settings: Settings) -> Iterator[str]:
    path = settings.data / "secret.key"
    if path.exists() and path.stat().st_mode & OTHERS:
        yield f"{path} can be read by others; run chmod 600 on it"


def _room(settings: Settings) -> Iterator[str]:
    disk = shutil.disk_usage(settings.data)
    if disk.free < LEAST_FREE_BYTES or disk.free < LEAST_FREE_SHARE * disk.total:
        yield f"only {disk.free // 1_000_000} MB are free on the disk of {settings.data}"


def _sqlite(settings: Settings) -> Iterator[str]:
    if not settings.database_url.startswith("sqlite"):
        return
    driver = engine_options(settings.database_url)["module"]
    version = driver.sqlite_version_info
    if version < MENDED_SQLITE and version not in BACKPORTS:
        yield f"SQLite {driver.sqlite_version} may lose committed data (WAL-reset fault); 3.51.3 does not"


def _migrations(settings: Settings) -> Iterator[str]:
    engine = make_engine(settings.database_url)
    try:
        with reading(), engine.connect() as connection:
            found = migrating.standing(connection)
    finally:
        engine.dispose()
    match found:
        case Standing.EMPTY:
            yield "the database is empty; run roadmap migrate"
        case Standing.BEHIND:
            yield "the database is from an older release; run roadmap migrate"
        case Standing.NEWER:
            yield "the database was written by a newer release; install that one"
        case Standing.CURRENT:
            pass


def _pages(settings: Settings) -> Iterator[str]:
    if settings.database_url.startswith("sqlite"):
        yield from integrity(settings.database_url)


def _content(settings: Settings) -> Iterator[str]:
    engine = make_engine(settings.database_url)
    try:
        with reading(), transaction(engine) as session:
            yield from (finding.what for finding in verify(session))
    finally:
        engine.dispose()


def _fonts(_settings: Settings) -> Iterator[str]:
    missing = [face.file for face in FACES if not face.path.is_file()]
    if missing:
        yield f"{len(missing)} font files are missing, such as {missing[0]}; install the package anew"


def _pango(_settings: Settings) -> Iterator[str]:
    try:
        from weasyprint.text.ffi import pango  # noqa: PLC0415 -- slow import, and it fails where Pango is missing

        pango.pango_version()
    except OSError:
        yield "Pango is missing, without which no PDF can be made; on Debian: apt-get install libpango-1.0-0"


def _worker(settings: Settings) -> Iterator[str]:
    if not seen_lately(settings):
        seen = last_seen(settings)
        yield f"the worker was last seen {seen:%Y-%m-%d %H:%M} UTC" if seen else "no worker has been seen yet"


CHECKS = (
    Check("data folder", _folder),
    Check("secret key", _key),
    Check("free space", _room),
    Check("version of SQLite", _sqlite),
    Check("migrations", _migrations),
    Check("database file", _pages),
    Check("audit log, versions and texts", _content),
    Check("fonts", _fonts),
    Check("Pango", _pango),
    Check("worker", _worker),
)
