"""Opening an installation from the command line, and the names by which editions are called there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import Engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from roadmap_app import migrating
from roadmap_app.cli.refusals import MistakeError, RefusalError
from roadmap_app.database import make_engine, reading, transaction
from roadmap_app.migrating import Standing
from roadmap_app.models import Edition, Roadmap, Version
from roadmap_app.services.actor import Act, Cause
from roadmap_app.services.versions import latest_version, versions_of
from roadmap_app.settings import Settings, read_settings

NAME = re.compile(r"(?P<slug>[a-z0-9-]+)(/(?P<country>[A-Za-z]{2}|master))?(@(?P<number>\d+\.\d+))?")


@dataclass(frozen=True, slots=True)
class Named:
    """What SLUG/COUNTRY@VERSION names; `country` is upper case, "" for the master, `number` "" for the draft."""

    slug: str
    country: str
    number: str

    def __str__(self) -> str:
        """Return the name as it is typed."""
        return self.slug + (f"/{self.country.lower()}" if self.country else "")


class EditionName(click.ParamType[Named]):
    """SLUG, SLUG/COUNTRY or, where a version may be named, SLUG/COUNTRY@VERSION."""

    name = "edition"

    def __init__(self, *, version: bool = False) -> None:
        self._version = version

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Named:
        """Return what the words name; end with a mistake when they can't be a name."""
        if isinstance(value, Named):
            return value
        found = NAME.fullmatch(str(value))
        if found is None or (found["number"] and not self._version):
            forms = "SLUG, SLUG/COUNTRY or SLUG/COUNTRY@1.0" if self._version else "SLUG or SLUG/COUNTRY"
            self.fail(f"“{value}” does not name an edition; write {forms}.", param, ctx)
        country = (found["country"] or "").upper()
        return Named(found["slug"], "" if country == "MASTER" else country, found["number"] or "")


def settings_here() -> Settings:
    """Return the settings of the installation that is there; end with a mistake when there is none."""
    folder = Path(os.environ.get("ROADMAP_DATA", "data")).absolute()
    if not os.environ.get("ROADMAP_DATA_FILE") and not folder.is_dir():
        raise MistakeError(f"there is no data folder {folder}; ROADMAP_DATA names it, `roadmap serve` makes one.")
    return read_settings(os.environ)


def postgresql_here() -> str:
    """Return the URL of the PostgreSQL database that the environment names, "" where it names none."""
    name = "ROADMAP_DATABASE_URL"
    if not os.environ.get(name) and not os.environ.get(f"{name}_FILE"):
        return ""
    with TemporaryDirectory() as folder:
        url = read_settings({**os.environ, "ROADMAP_DATA": folder, "ROADMAP_DATA_FILE": ""}).database_url
    return url if url.startswith("postgresql") else ""


@contextmanager
def engine_of(settings: Settings) -> Iterator[Engine]:
    """Give the engine of a database that this release understands; end with a refusal otherwise."""
    engine = make_engine(settings.database_url)
    try:
        require_current(engine)
        yield engine
    finally:
        engine.dispose()


def require_current(engine: Engine) -> None:
    """End with a refusal unless the database can be reached and has this release's shape."""
    try:
        with reading(), engine.connect() as connection:
            found = migrating.standing(connection)
    except DatabaseError as error:
        raise RefusalError(f"the database can't be opened ({error.orig}).") from error
    match found:
        case Standing.EMPTY:
            raise RefusalError("the database is empty; start `roadmap serve` once, or run `roadmap migrate`.")
        case Standing.BEHIND:
            raise RefusalError("the database is from an older release; run `roadmap migrate` first.")
        case Standing.NEWER:
            raise RefusalError("the database was written by a newer release of this program; install that one.")
        case Standing.CURRENT:
            pass


@contextmanager
def looking() -> Iterator[Session]:
    """Give a session that only reads."""
    with engine_of(settings_here()) as engine, reading(), transaction(engine) as session:
        yield session


@contextmanager
def changing() -> Iterator[Session]:
    """Give a session whose changes are kept when the block ends well."""
    with engine_of(settings_here()) as engine, transaction(engine) as session:
        yield session


def act_now(cause: Cause = Cause.FORM) -> Act:
    """Return the act of an operator: of nobody in particular, now."""
    return Act(None, datetime.now(UTC), cause)


def edition_called(session: Session, name: Named) -> Edition:
    """Return the edition of this name; end with a mistake that says which there are."""
    query = select(Edition).join(Roadmap).where(Roadmap.slug == name.slug)
    editions = {each.country_code or "": each for each in session.execute(query).scalars()}
    if not editions:
        slugs = ", ".join(session.execute(select(Roadmap.slug).order_by(Roadmap.slug)).scalars())
        raise MistakeError(f"there is no roadmap “{name.slug}”; there is {slugs or 'none yet'}.")
    if name.country not in editions:
        here = ", ".join(sorted(each for each in editions if each))
        raise MistakeError(f"{name.slug} has no adaptation for “{name.country}”; there is {here or 'none yet'}.")
    return editions[name.country]


def version_called(session: Session, edition: Edition, name: Named) -> Version | None:
    """Return the version that the name ends with, None for the draft; end with a mistake when there is none such."""
    if not name.number:
        return None
    versions = {each.number: each for each in versions_of(session, edition)}
    if name.number not in versions:
        raise MistakeError(f"{name} has no version {name.number}; there is {', '.join(versions) or 'none yet'}.")
    return versions[name.number]


def newest_version(session: Session, edition: Edition, name: Named) -> Version:
    """Return the newest version; end with a refusal before the first one."""
    version = latest_version(session, edition)
    if version is None:
        raise RefusalError(f"{name} has no version yet; publish it first.")
    return version
