"""The handles of Flask's extensions, bound to an application by `create_app`."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

from roadmap_app.models import Base


class Database(SQLAlchemy):
    """Flask-SQLAlchemy's handle, whose session per request stands in for a plain session everywhere."""

    session: Session  # type: ignore[assignment]


db = Database(metadata=Base.metadata, disable_autonaming=True)
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://")
