"""What a supervisor is told."""

import shutil
from typing import NamedTuple

import pytest
from sqlalchemy import text

from roadmap_app.app import create_app
from roadmap_app.jobs import queue
from roadmap_app.migrating import upgrade
from roadmap_app.web.handles import db


class Disk(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def app(settings):
    """Give an application on a migrated database."""
    upgrade(settings)
    return create_app(settings)


def test_a_sound_installation_lives_and_is_ready(client):
    assert client.get("/livez").json == {"live": True}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"ready": True, "checks": {"database": True, "migrations": True, "disk": True}}
    assert "Set-Cookie" not in answer.headers


def test_asking_leaves_nothing_in_the_database(app, client):
    client.get("/readyz")
    with app.app_context():
        assert db.session.execute(text("SELECT count(*) FROM sign_in_attempt")).scalar() == 0


def test_a_database_of_another_release_is_not_ready(app, client):
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        db.session.commit()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"] == {"database": True, "migrations": False, "disk": True}
    assert client.get("/livez").status_code == 200


def test_a_database_without_tables_is_not_ready(app, client):
    with app.app_context():
        db.session.execute(text("DROP TABLE sign_in_attempt"))
        db.session.commit()
    assert client.get("/readyz").json["checks"]["database"] is False


def test_a_full_disk_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(1000, 960, 40))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["disk"] is False


def test_a_worker_that_fell_silent_is_told(settings, client):
    queue.beat(settings)
    assert client.get("/readyz").json["checks"]["worker"] is True
    queue.heartbeat(settings).write_text("2026-01-01T00:00:00+00:00", encoding="utf-8")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["worker"] is False
