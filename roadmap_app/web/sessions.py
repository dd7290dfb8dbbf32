"""Signed-in devices: a random token in the cookie, its hash in the database, revocable at any time."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from flask import Flask, request, session
from flask_login import LoginManager, UserMixin, login_user, logout_user
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from roadmap_app.models import Person, SignIn
from roadmap_app.web.handles import db
from roadmap_app.web.visitor import now, person

IDLE = timedelta(days=14)
LONGEST = timedelta(days=30)
SEEN_EVERY = timedelta(hours=1)
DEVICE_LENGTH = 200


class Visitor(UserMixin):  # type: ignore[misc]
    """A signed-in person on one device."""

    def __init__(self, sign_in: SignIn, token: str) -> None:
        self.sign_in = sign_in
        self.person = sign_in.person
        self._token = token

    def get_id(self) -> str:
        """Return what the cookie keeps: the token, of which the database knows the hash only."""
        return self._token


def recognise(app: Flask) -> None:
    """Find out at each request who is signed in."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_visitor_with)
    app.context_processor(_offer_person)


def sign_in(somebody: Person, at: datetime) -> None:
    """Sign a person in on this device under a fresh token; what the cookie held before is forgotten."""
    token = secrets.token_urlsafe(32)
    row = SignIn(
        token_hash=token_hash(token),
        person=somebody,
        device=request.user_agent.string[:DEVICE_LENGTH],
        created_at=at,
        seen_at=at,
    )
    db.session.add(row)
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    session.permanent = True
    login_user(Visitor(row, token))


def sign_out(at: datetime) -> None:
    """Revoke this device's token and forget the cookie."""
    token = session.get("_user_id", "")
    db.session.execute(update(SignIn).where(SignIn.token_hash == token_hash(token)).values(revoked_at=at))
    logout_user()
    session.clear()


def token_hash(token: str) -> str:
    """Return the form in which tokens are kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def _visitor_with(token: str) -> Visitor | None:
    row = db.session.execute(
        select(SignIn)
        .options(joinedload(SignIn.person).selectinload(Person.memberships))
        .where(SignIn.token_hash == token_hash(token), SignIn.revoked_at.is_(None))
    ).scalar_one_or_none()
    at = now()
    if row is None or row.person.closed_at or at - row.created_at > LONGEST or at - row.seen_at > IDLE:
        return None
    return Visitor(row, token)


def _offer_person() -> dict[str, object]:
    return {"current_person": person()}
