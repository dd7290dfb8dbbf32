"""What a supervisor asks: whether the process lives, and whether it could do its work."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from roadmap_app.database import begin_writing
from roadmap_app.migrating import Standing, standing
from roadmap_app.settings import Settings
from roadmap_app.web.handles import db

pages = Blueprint("health", __name__)

LEAST_FREE = 0.05
WORKER_SEEN = "worker_seen"
"""Name in `app.extensions` of a function that returns whether the worker of exports was seen lately."""


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
    if WORKER_SEEN in current_app.extensions:
        checks["worker"] = current_app.extensions[WORKER_SEEN]
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
    settings: Settings = current_app.extensions["roadmap_settings"]
    disk = shutil.disk_usage(settings.data)
    return disk.free / disk.total >= LEAST_FREE
