"""What a supervisor asks: whether the process lives, and whether it could do its work."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from roadmap_app.database import begin_writing
from roadmap_app.jobs.queue import last_seen, seen_lately
from roadmap_app.migrating import Standing, standing
from roadmap_app.settings import Settings
from roadmap_app.web.handles import db

pages = Blueprint("health", __name__)

LEAST_FREE = 0.05


@pages.get("/livez")
def live() -> Response:
    """Answer as long as the process can answer at all."""
    return jsonify(live=True)


@pages.get("/readyz")
def ready() -> tuple[Response, int]:
    """Answer 200 when everything that work needs is there, else 503 and what is missing."""
    checks: dict[str, Callable[[], bool]] = {
        "database": _can_write,
        "migrations": _is_migrated,
        "disk": _has_room,
    }
    # An installation may run without a worker; one that had one must still have it.
    if last_seen(_settings()) is not None:
        checks["worker"] = lambda: seen_lately(_settings())
    found = {name: _passes(check) for name, check in checks.items()}
    is_ready = all(found.values())
    return jsonify(ready=is_ready, checks=found), 200 if is_ready else 503


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (SQLAlchemyError, OSError):
        current_app.logger.warning("a check of readiness failed", exc_info=True)
        return False
    finally:
        db.session.rollback()


def _can_write() -> bool:
    """Write a row and take it back; nothing of it stays."""
    begin_writing()
    db.session.execute(text("INSERT INTO sign_in_attempt (email, at) VALUES ('', CURRENT_TIMESTAMP)"))
    return True


def _is_migrated() -> bool:
    return standing(db.session.connection()) is Standing.CURRENT


def _has_room() -> bool:
    disk = shutil.disk_usage(_settings().data)
    return disk.free / disk.total >= LEAST_FREE


def _settings() -> Settings:
    found: Settings = current_app.extensions["roadmap_settings"]
    return found
