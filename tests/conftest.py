"""What tests stand on: a real database each, SQLite always and PostgreSQL wherever its programs are."""

import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from roadmap_app.app import create_app
from roadmap_app.database import make_engine
from roadmap_app.models import Base
from roadmap_app.settings import read_settings

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items):
    """Run the journeys last: Playwright's event loop keeps running in this thread and must not meet other tests."""
    items.sort(key=lambda item: "journeys" in item.path.parts)


def postgres_programs():
    """Return the folder of PostgreSQL's programs, or None."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in folders if (each / "initdb").exists()), None)


@pytest.fixture(scope="session")
def postgres_url():
    """Start a PostgreSQL server of the tests' own on a socket in a temporary folder."""
    programs = postgres_programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL's programs are missing; `make test` installs them")
        pytest.skip("PostgreSQL's programs are not installed: these tests ran on SQLite only")
    folder = Path(tempfile.mkdtemp(prefix="rm-pg-"))
    as_owner = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        shutil.chown(folder, "postgres")
        as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    data, options = folder / "data", f"-k {folder} -c listen_addresses='' -c fsync=off"
    make = [*as_owner, programs / "initdb", "-D", data, "-U", "roadmap", "-A", "trust", "-E", "UTF8"]
    subprocess.run(make, check=True, capture_output=True, cwd=folder)
    try:
        start = [*as_owner, programs / "pg_ctl", "-D", data, "-o", options, "-w", "-l", folder / "log", "start"]
        subprocess.run(start, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield f"postgresql+psycopg://roadmap@/postgres?host={folder}"
    finally:
        subprocess.run([*as_owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """Give an empty database with all tables, once on each kind of server."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'test.db'}"
        engine = make_engine(url)
        Base.metadata.create_all(engine)
        engine.dispose()
        yield url
        return
    url = request.getfixturevalue("postgres_url")
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
        Base.metadata.create_all(connection)
    engine.dispose()
    yield url


@pytest.fixture
def session(database_url):
    """Give a session on an empty database; nothing is committed unless the test does."""
    engine = make_engine(database_url)
    with Session(engine, expire_on_commit=False) as open_session:
        yield open_session
    engine.dispose()


@pytest.fixture
def settings(tmp_path):
    """Give the settings of a fresh installation on SQLite."""
    return read_settings({"ROADMAP_DATA": str(tmp_path / "data")})


@pytest.fixture
def app(settings):
    """Give the application on an empty SQLite database."""
    engine = make_engine(settings.database_url)
    Base.metadata.create_all(engine)
    engine.dispose()
    application = create_app(settings)
    application.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    return application


@pytest.fixture
def client(app):
    """Give a browser-like client of the application, signed in as nobody."""
    return app.test_client()
