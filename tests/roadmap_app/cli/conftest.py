"""The `roadmap` command, run in this process on an installation of its own."""

from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from roadmap_app import migrating
from roadmap_app.cli import main
from roadmap_app.database import make_engine, transaction
from roadmap_app.services import publishing
from roadmap_app.settings import read_settings
from tests.factories import act_of, make_network, make_person, make_roadmap


@dataclass
class Result:
    """What a command left: its exit status, what it said and what it complained about."""

    status: int
    said: str
    complaint: str


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Give the folder of data that the command works on; it is not there yet."""
    for name in ("HOST", "PORT", "BASE_URL", "DATABASE_URL", "SECRET_KEY"):
        monkeypatch.delenv(f"ROADMAP_{name}", raising=False)
    monkeypatch.setenv("ROADMAP_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def roadmap(data):  # noqa: ARG001 -- it sets the environment that the command reads
    """Give a function that runs the command with these words."""

    def run(*words):
        done = CliRunner().invoke(main, [str(each) for each in words], prog_name="roadmap")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Result(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def engine(data):
    """Give an installation with a network and a roadmap that has a version 1.0."""
    settings = read_settings({"ROADMAP_DATA": str(data)})
    migrating.upgrade(settings)
    engine = make_engine(settings.database_url)
    with transaction(engine) as session:
        make_network(session)
        nurlan = make_person(session, "Nurlan")
        master = make_roadmap(session, by=nurlan)
        publishing.publish(session, master, note="First", bigger_step=False, act=act_of(nurlan))
    yield engine
    engine.dispose()
