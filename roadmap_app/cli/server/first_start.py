"""What has to be there before the server answers: the tables, the network, on wish the demo, somebody who may enter."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from roadmap_app import migrating
from roadmap_app.cli.refusals import RefusalError
from roadmap_app.database import make_engine, reading, transaction
from roadmap_app.migrating import NewerDatabaseError, Standing
from roadmap_app.models import Person, SignIn
from roadmap_app.services import networks
from roadmap_app.services.actor import Act
from roadmap_app.services.invitations import administrator_link
from roadmap_app.services.keeping import CannotBackUpError, back_up
from roadmap_app.settings import Settings

ADMINISTRATOR = "administrator@localhost"


def migrate(settings: Settings) -> Standing:
    """Bring the database up to date, after a backup when an older release's data is in it; return how it stood."""
    try:
        keep_before_upgrade(settings, _standing(settings), datetime.now(UTC))
        return migrating.upgrade(settings)
    except NewerDatabaseError as error:
        raise RefusalError(str(error)) from error
    except CannotBackUpError as error:
        raise RefusalError(f"nothing was upgraded, because it could not be backed up: {error}") from error
    except DatabaseError as error:
        raise RefusalError(f"the database can't be opened ({error.orig}).") from error


def keep_before_upgrade(settings: Settings, found: Standing, at: datetime) -> Path | None:
    """Back a database up that an upgrade is about to change, and return where; a server's is its operator's to keep."""
    if found is not Standing.BEHIND or not settings.database_url.startswith("sqlite"):
        return None
    folder = settings.data / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"before-upgrade-{at:%Y%m%d-%H%M%S}.zip"
    back_up(settings, path, at)
    return path


def furnish(settings: Settings, *, demo: bool) -> None:
    """Make the network when there is none, and load the demo where it was asked for and nothing has begun."""
    engine = make_engine(settings.database_url)
    with reading(), transaction(engine) as session:
        has_network = networks.the_network(session) is not None
        wants_demo = demo and not networks.has_roadmaps(session)
    if wants_demo or not has_network:
        with transaction(engine) as session:
            networks.make_network(session)
            if wants_demo:
                _load_demo(session)
    engine.dispose()


def way_in(settings: Settings, *, always: bool) -> tuple[str, str] | None:
    """Return the name of the administrator and the address of a new link that lets this person in once.

    None when an administrator has been here before, unless `always` or in a demo: a log isn't the place for keys.
    """
    engine = make_engine(settings.database_url)
    with reading(), transaction(engine) as session:
        network = networks.the_network(session)
        wanted = always or network is None or network.is_demo or not _has_been_here(session)
    if not wanted:
        engine.dispose()
        return None
    with transaction(engine) as session:
        act = Act(None, datetime.now(UTC))
        link = administrator_link(session, act, email=ADMINISTRATOR, name="Administrator")
        name = link.invitation.name or link.invitation.email
    engine.dispose()
    return name, f"{settings.base_url}/sign-in/link/{link.token}"


def _standing(settings: Settings) -> Standing:
    engine = make_engine(settings.database_url)
    try:
        with reading(), engine.connect() as connection:
            return migrating.standing(connection)
    finally:
        engine.dispose()


def _load_demo(session: Session) -> None:
    from roadmap_app.demo.loading import load  # noqa: PLC0415 -- slow import, needed on the first start only

    load(session, datetime.now(UTC))


def _has_been_here(session: Session) -> bool:
    query = select(SignIn.id).join(Person).where(Person.is_admin).limit(1)
    return session.execute(query).first() is not None
