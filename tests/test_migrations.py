"""A database made by migrations is the one the models describe, on both kinds of server."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from roadmap_app.database import make_engine
from roadmap_app.migrating import NewerDatabaseError, Standing, is_pending, standing, upgrade
from roadmap_app.models import SEALED, Base
from roadmap_app.settings import read_settings

TRIGGERS = {
    "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT event_object_table, trigger_name, event_manipulation FROM information_schema.triggers "
    "ORDER BY 2, 3",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """Give the settings of an installation whose database holds nothing."""
    if request.param == "sqlite":
        return read_settings({"ROADMAP_DATA": str(tmp_path)})
    url = request.getfixturevalue("postgres_url")
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    engine.dispose()
    return read_settings({"ROADMAP_DATA": str(tmp_path), "ROADMAP_DATABASE_URL": url})


@pytest.fixture
def connect(empty):
    """Give a way to connect to that database."""
    engine = make_engine(empty.database_url)
    yield engine.begin
    engine.dispose()


def test_migrations_are_in_step_with_the_models(empty, connect):
    upgrade(empty)
    with connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_seal_the_same_tables_as_the_models_do(empty, connect):
    upgrade(empty)
    with connect() as connection:
        migrated = connection.execute(text(TRIGGERS[connection.dialect.name])).all()
    with connect() as connection:
        Base.metadata.drop_all(connection)
        Base.metadata.create_all(connection)
        created = connection.execute(text(TRIGGERS[connection.dialect.name])).all()
    assert migrated == created
    assert {table for table, *_ in migrated} == set(SEALED)


def test_upgrading_twice_changes_nothing(empty):
    assert is_pending(empty)
    assert upgrade(empty) is Standing.EMPTY
    assert not is_pending(empty)
    assert upgrade(empty) is Standing.CURRENT


def test_of_several_processes_that_start_together_one_migrates(empty):
    with ThreadPoolExecutor(4) as pool:
        before = list(pool.map(lambda _: upgrade(empty), range(4)))
    assert sorted(before) == ["current", "current", "current", "empty"]


def test_a_database_of_a_newer_release_is_left_alone(empty, connect):
    upgrade(empty)
    with connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (upgrade, is_pending):
        with pytest.raises(NewerDatabaseError, match="newer release"):
            attempt(empty)
    with connect() as connection:
        assert standing(connection) is Standing.NEWER


def test_a_failing_migration_leaves_the_database_as_it_was(empty, connect):
    with connect() as connection:
        connection.execute(text("CREATE TABLE person (id INTEGER PRIMARY KEY)"))
    with pytest.raises(Exception, match="person"):
        upgrade(empty)
    with connect() as connection:
        assert standing(connection) is Standing.EMPTY
        assert not connection.dialect.has_table(connection, "country")
