"""`roadmap serve` and `roadmap worker`."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

import click

from roadmap_app.cli.opening import engine_of, settings_here
from roadmap_app.cli.server import first_start, listening
from roadmap_app.cli.server.lock import only_one
from roadmap_app.cli.server.logs import write_logs
from roadmap_app.cli.server.workers import kept_alive
from roadmap_app.settings import Settings, read_settings

HIGHEST_PORT = 65535


@click.command("serve")
@click.option("--demo", is_flag=True, help="Load the demo network on the first start.")
@click.option("--host", help="The address to listen on; 127.0.0.1 without it.")
@click.option("--port", type=click.IntRange(1, HIGHEST_PORT), help="The port to listen on; 8000 without it.")
def serve_command(*, demo: bool, host: str | None, port: int | None) -> None:
    """Serve the pages, with a worker beside that makes the files."""
    given = {"ROADMAP_HOST": host, "ROADMAP_PORT": port}
    environment = dict(os.environ) | {name: str(value) for name, value in given.items() if value is not None}
    settings = read_settings(environment)
    with only_one(settings.data), listening.bound_socket(settings.host, settings.port) as found:
        write_logs()
        first_start.migrate(settings)
        first_start.furnish(settings, demo=demo)
        _stop_cleanly()
        listens = threading.Event()
        with kept_alive(environment | {"ROADMAP_DATA": str(settings.data)}, after=listens):
            from roadmap_app.asgi import application  # noqa: PLC0415 -- slow import; refusals above come at once

            listening.listen(found, application(settings), ready=_announcing(settings, listens))


@click.command("worker")
@click.option("--beside-server", is_flag=True, hidden=True, help="End when standard input ends.")
def worker_command(*, beside_server: bool) -> None:
    """Make files that people ask for; `serve` runs one."""
    settings = settings_here()
    with engine_of(settings):
        pass
    write_logs()
    if beside_server:
        threading.Thread(target=_end_with_input, daemon=True).start()
    from roadmap_app.jobs.queue import Queue  # noqa: PLC0415 -- slow import

    Queue(settings).work()


def _announcing(settings: Settings, listens: threading.Event) -> Callable[[], None]:
    def announce() -> None:
        click.echo(f"The roadmap is at {settings.base_url}")
        way = first_start.way_in(settings, always=sys.stdout.isatty())
        if way:
            click.echo(f"Sign in once as {way[0]}, within seven days: {way[1]}")
        click.echo("Ctrl+C ends it.")
        listens.set()

    return announce


def _stop_cleanly() -> None:
    """Let SIGTERM end this process like Ctrl+C does, so that the worker is ended too."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
