"""`roadmap demo load` and `roadmap demo reset`."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from roadmap_app.cli.opening import changing
from roadmap_app.cli.refusals import RefusalError
from roadmap_app.demo import loading, resetting


@click.group("demo", no_args_is_help=False)
def demo_command() -> None:
    """Load the demo network, or put it back to its first state."""


@demo_command.command("load")
def load_command() -> None:
    """Load the demo network into an installation that has no roadmap yet."""
    try:
        with changing() as session:
            loading.load(session, datetime.now(UTC))
    except loading.OccupiedError as error:
        raise RefusalError("there are roadmaps here already; the demo is loaded into an empty installation.") from error
    click.echo("The demo network is loaded.")


@demo_command.command("reset")
def reset_command() -> None:
    """Remove the demo's roadmaps with all that people did to them, and load them anew."""
    try:
        with changing() as session:
            resetting.reset(session, datetime.now(UTC))
    except resetting.NotADemoError as error:
        raise RefusalError("this network is not a demo; nothing was touched.") from error
    click.echo("The demo network is as it was at first.")
