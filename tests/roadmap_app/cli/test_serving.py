"""The server: what it makes on its first start, whom it refuses, and that it ends with its worker."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from roadmap_app.cli.server import first_start
from roadmap_app.database import make_engine, transaction
from roadmap_app.jobs.queue import last_seen
from roadmap_app.migrating import Standing
from roadmap_app.models import Country, Network, Roadmap, SignIn
from roadmap_app.services import invitations
from roadmap_app.services.keeping import restore
from roadmap_app.settings import read_settings
from tests.factories import NOON, act_of, make_roadmap

PATIENCE_SECONDS = 60


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def started(data, port, *words):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ROADMAP_")}
    return subprocess.Popen(
        [sys.executable, "-m", "roadmap_app.cli", "serve", "--port", str(port), *words],
        env=environment | {"ROADMAP_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(data, port, *words):
    """Run a server; give the process and what it announced."""
    server = started(data, port, *words)
    try:
        said = []
        for line in server.stdout:
            said.append(line)
            if line.startswith("Ctrl+C"):
                break
        assert said, server.stderr.read()
        yield server, "".join(said)
    finally:
        server.kill()
        server.communicate()


def answer(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE_SECONDS) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def eventually(found):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        value = found()
        if value:
            return value
        time.sleep(0.1)
    return pytest.fail("it has not happened")


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def children_of(pid):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in found.stdout.split()]


def test_a_first_start_makes_everything_and_lets_one_administrator_in(tmp_path):
    port = free_port()
    with serving(tmp_path / "data", port) as (server, said):
        assert f"The roadmap is at http://127.0.0.1:{port}\n" in said
        path = re.search(r"(/sign-in/link/\S+)", said)[1]
        assert answer(port, "/livez")[0] == 200
        assert answer(port, path)[0] == 200
        settings = read_settings({"ROADMAP_DATA": str(tmp_path / "data")})
        eventually(lambda: last_seen(settings))
        worker = eventually(lambda: children_of(server.pid))[0]
        refused = started(tmp_path / "data", free_port())
        complaint = refused.communicate(timeout=PATIENCE_SECONDS)[1]
        assert (refused.returncode, complaint.count("\n")) == (1, 1)
        assert "another server is running" in complaint
        busy = started(tmp_path / "other", port)
        complaint = busy.communicate(timeout=PATIENCE_SECONDS)[1]
        assert (busy.returncode, complaint.count("\n")) == (1, 1)
        assert f"port {port}" in complaint
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE_SECONDS) == 0
        eventually(lambda: not is_running(worker))
    engine = make_engine(settings.database_url)
    with transaction(engine) as session:
        assert session.execute(select(Network.name)).scalar_one() == "Creative Central Asia Network"
        assert len(session.execute(select(Country)).all()) == 5
        assert session.execute(select(Roadmap)).all() == []
    engine.dispose()


def test_a_worker_that_dies_is_started_again_and_one_whose_server_dies_ends(tmp_path):
    with serving(tmp_path / "data", free_port()) as (server, _said):
        first = eventually(lambda: children_of(server.pid))[0]
        os.kill(first, signal.SIGKILL)
        second = eventually(lambda: [each for each in children_of(server.pid) if each != first])[0]
        server.kill()
        server.wait()
        eventually(lambda: not is_running(second))


@pytest.fixture
def settings(data):
    return read_settings({"ROADMAP_DATA": str(data)})


def test_an_upgrade_begins_with_a_backup(settings, tmp_path):
    assert first_start.migrate(settings) is Standing.EMPTY
    for found in (Standing.EMPTY, Standing.CURRENT):
        assert first_start.keep_before_upgrade(settings, found, NOON) is None
    path = first_start.keep_before_upgrade(settings, Standing.BEHIND, NOON)
    assert path.name == "before-upgrade-20261122-120000.zip"
    restore(path, tmp_path / "new", act_of(None), migrate=lambda _url: None)


@pytest.fixture
def furnished(settings):
    """Give an engine on an installation after its first start."""
    first_start.migrate(settings)
    first_start.furnish(settings, demo=False)
    engine = make_engine(settings.database_url)
    yield engine
    engine.dispose()


def test_keys_are_written_into_no_log_once_an_administrator_has_come_in(settings, furnished):
    name, address = first_start.way_in(settings, always=False)
    assert name == "Administrator"
    with transaction(furnished) as session:
        token = address.rpartition("/")[2]
        person = invitations.redeem(session, token, name="Bermet", at=datetime.now(UTC), address="")
        session.add(SignIn(token_hash="0" * 64, person=person, created_at=NOON, seen_at=NOON))
    assert first_start.way_in(settings, always=False) is None
    assert first_start.way_in(settings, always=True)[0] == "Bermet"


def test_a_second_start_leaves_everything_as_it_is(settings, furnished):
    with transaction(furnished) as session:
        session.execute(select(Network)).scalar_one().name = "Another Network"
        make_roadmap(session)
    first_start.furnish(settings, demo=True)
    with transaction(furnished) as session:
        network = session.execute(select(Network)).scalar_one()
        assert (network.name, network.is_demo) == ("Another Network", False)
        assert session.execute(select(Roadmap.slug)).scalars().all() == ["creative-economy"]


def test_the_demo_is_loaded_on_the_first_start(settings):
    first_start.migrate(settings)
    first_start.furnish(settings, demo=True)
    engine = make_engine(settings.database_url)
    with transaction(engine) as session:
        assert session.execute(select(Network.is_demo)).scalar_one()
        assert len(session.execute(select(Roadmap)).all()) == 2
    engine.dispose()
    assert first_start.way_in(settings, always=False)[0] == "Bermet K."
