"""The table of commands; each one's module is loaded when it is asked for, so that all of them start fast."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click
from sqlalchemy.exc import OperationalError

from roadmap_app.cli.refusals import in_one_line
from roadmap_app.settings import BadSettingError

MODULES = {
    "serve": "server.serving",
    "worker": "server.serving",
    "migrate": "upkeep",
    "doctor": "doctor",
    "backup": "upkeep",
    "restore": "upkeep",
    "invite": "inviting",
    "import": "files",
    "export": "files",
    "publish": "editions",
    "fork": "editions",
    "update": "editions",
    "demo": "demonstrating",
}
"""Command name to the module below this package that holds it, as a function of the same name and `_command`."""


class Commands(click.Group):
    """A group whose commands are found by name, and whose failures are told in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's own signature
        """Return the names of all commands, as the help lists them."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- as above
        """Return the command of this name, None when there is none."""
        if cmd_name not in MODULES:
            return None
        found: click.Command = getattr(import_module(f"roadmap_app.cli.{MODULES[cmd_name]}"), f"{cmd_name}_command")
        return found

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 -- click's own signature
        """Run a command and end the process with its status; failures that can be expected leave one line."""
        extra["standalone_mode"] = False
        try:
            status = super().main(*args, **extra)
        except click.exceptions.NoArgsIsHelpError as wanted:
            click.echo(wanted.format_message())
            sys.exit(0)
        except click.ClickException as refusal:
            _tell(refusal.format_message())
            sys.exit(refusal.exit_code)
        except BadSettingError as refusal:
            _tell(str(refusal))
            sys.exit(2)
        except (OperationalError, OSError) as failure:
            _tell(f"it has failed: {getattr(failure, 'orig', None) or failure}.")
            sys.exit(1)
        except (click.Abort, KeyboardInterrupt):
            sys.exit(130)
        sys.exit(status if isinstance(status, int) else 0)


def _tell(message: str) -> None:
    click.echo(f"roadmap: {in_one_line(message)}", err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="roadmap-app", message="%(version)s")
def main() -> None:
    """One regional roadmap, drafted together; every country makes it its own.

    Settings come from the environment (ROADMAP_DATA names the folder of data).
    """
