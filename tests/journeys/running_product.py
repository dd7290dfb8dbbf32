"""The product as a person starts it: the real command in a process of its own, on a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from roadmap_app.database import make_engine, transaction

PATIENCE_SECONDS = 60
LAST_LINE = "Ctrl+C ends it."


@dataclass(frozen=True, slots=True)
class Product:
    """A product that is running: its data folder, its port, and the sign-in link it printed ("" for none)."""

    folder: Path
    port: int
    link: str

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(folder, *options):
    """Run `roadmap serve` on a data folder until the block ends; the product has then been stopped properly."""
    port = free_port()
    with (folder.parent / f"{folder.name}.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "roadmap_app.cli", "serve", *options],
            env=environment(folder, port),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    printed = []
    settled = threading.Event()
    reader = threading.Thread(target=read_lines, args=(process.stdout, printed, settled), daemon=True)
    reader.start()
    try:
        settled.wait(PATIENCE_SECONDS)
        assert LAST_LINE in printed, (folder.parent / f"{folder.name}.log").read_text()
        link = re.search(r"http\S+/sign-in/link/\S+", "\n".join(printed))
        yield Product(folder, port, link.group() if link else "")
    finally:
        process.send_signal(signal.SIGTERM)
        status = process.wait(PATIENCE_SECONDS)
        reader.join(PATIENCE_SECONDS)
        process.stdout.close()
    assert status in {0, -signal.SIGTERM}, f"the product ended with {status}"


def run(product, *arguments):
    """Run one `roadmap` command beside a running product; return what it printed."""
    command = [sys.executable, "-m", "roadmap_app.cli", *arguments]
    return subprocess.run(
        command, env=environment(product.folder, product.port), capture_output=True, text=True, check=True
    ).stdout


def environment(folder, port):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROADMAP_")}
    return kept | {"ROADMAP_DATA": str(folder), "ROADMAP_PORT": str(port)}


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def read_lines(stream, lines, settled):
    """Collect lines; settle once the last line of the start has come, or none will come any more."""
    for line in stream:
        lines.append(line.rstrip())
        if lines[-1] == LAST_LINE:
            settled.set()
    settled.set()


@contextmanager
def database_of(product):
    """Give a session on the data of a running product, and the present moment; what is changed is kept."""
    engine = make_engine(f"sqlite:///{product.folder / 'roadmap.db'}")
    with transaction(engine) as session:
        yield session, datetime.now(UTC)
    engine.dispose()
