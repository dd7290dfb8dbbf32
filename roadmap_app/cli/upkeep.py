"""`roadmap migrate`, `roadmap backup` and `roadmap restore`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from roadmap_app import migrating
from roadmap_app.cli.opening import act_now, engine_of, postgresql_here, settings_here
from roadmap_app.cli.refusals import MistakeError, RefusalError
from roadmap_app.cli.server.first_start import migrate
from roadmap_app.migrating import NewerDatabaseError, Standing
from roadmap_app.services.keeping import CannotBackUpError, CannotRestoreError, Manifest, back_up, restore
from roadmap_app.settings import Settings, read_settings


@click.command("migrate")
def migrate_command() -> None:
    """Bring the database up to date, after a backup.

    `roadmap serve` does this by itself.
    """
    match migrate(read_settings(os.environ)):
        case Standing.EMPTY:
            click.echo("The tables were made.")
        case Standing.BEHIND:
            click.echo("The database was brought up to date.")
        case _:
            click.echo("The database was up to date.")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup_command(file: Path) -> None:
    """Write a checked copy of all data to FILE, a new zip.

    The server may go on running. FILE holds the secret key: keep it where nobody else can read it.
    """
    settings = settings_here()
    with engine_of(settings):
        pass
    try:
        manifest = back_up(settings, file.absolute(), datetime.now(UTC))
    except CannotBackUpError as error:
        raise (MistakeError if error.is_mistake else RefusalError)(str(error)) from error
    click.echo(f"{file}: {_size(manifest)}, checked.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into", "folder", type=click.Path(path_type=Path), required=True, help="A new or empty folder for the data."
)
def restore_command(file: Path, folder: Path) -> None:
    """Restore the backup FILE into an empty folder.

    All of it is checked first; everybody is signed out.
    """
    try:
        manifest = restore(file, folder.absolute(), act_now(), migrate=_upgrade, url=postgresql_here())
    except CannotRestoreError as error:
        raise (MistakeError if error.is_mistake else RefusalError)(str(error)) from error
    click.echo(f"{folder}: the state of {manifest.made_at}, {_size(manifest)}, checked. Everybody signs in anew.")
    click.echo(f"Start it with: ROADMAP_DATA={folder} roadmap serve")


def _upgrade(url: str) -> None:
    try:
        migrating.upgrade(_only_a_database(url))
    except NewerDatabaseError as error:
        raise RefusalError(str(error)) from error


def _only_a_database(url: str) -> Settings:
    return Settings(data=Path(), database_url=url, secret_key="")


def _size(manifest: Manifest) -> str:
    return f"{sum(each.size for each in manifest.members) / 1e6:.1f} MB"
