"""Signed-in devices: a random token in the cookie, its hash in the database, revocable at any time."""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import datetime, timedelta

from flask import Flask, Response, g, request, session
from flask_login import LoginManager, UserMixin, login_user, logout_user
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload

from roadmap_app.database import begin_writing
from roadmap_app.models import Network, Person, SignIn
from roadmap_app.web.handles import db
from roadmap_app.web.visitor import now, person

log = logging.getLogger(__name__)

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
    """Find out at each request who is signed in, and tell every template, with the network's name."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_visitor_with)
    app.context_processor(_offer_frame)
    app.after_request(_note_seen)


def sign_in(somebody: Person, at: datetime, *, by_link: bool = False) -> None:
    """Sign a person in on this device under a fresh token; what the cookie held before is forgotten and ended."""
    token = secrets.token_urlsafe(32)
    row = SignIn(
        token_hash=token_hash(token),
        person=somebody,
        device=request.user_agent.string[:DEVICE_LENGTH],
        created_at=at,
        seen_at=at,
    )
    db.session.add(row)
    _end_this_device(at)
    session.clear()
    session.permanent = True
    session["by_link"] = by_link
    login_user(Visitor(row, token))
    g.pop("identity", None)


def sign_out(at: datetime) -> None:
    """Revoke this device's token and forget the cookie."""
    _end_this_device(at)
    logout_user()
    session.clear()
    g.pop("identity", None)


def this_device() -> int | None:
    """Return the id of the sign-in of this request, or None."""
    found: int | None = g.get("sign_in_id")
    return found


def came_by_link() -> bool:
    """Say whether this device was signed in by a one-time link and not by a password."""
    return bool(session.get("by_link"))


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
    g.sign_in_id = row.id
    g.seen_long_ago = at - row.seen_at > SEEN_EVERY
    return Visitor(row, token)


def _end_this_device(at: datetime) -> None:
    token = session.get("_user_id", "")
    if token:
        ending = update(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.revoked_at.is_(None))
        db.session.execute(ending.values(revoked_at=at))


def _note_seen(response: Response) -> Response:
    """Write down at most once an hour that a device was here, in a short transaction of its own after the answer."""
    if not g.get("seen_long_ago"):
        return response
    # The request's transaction is over: whatever it hasn't committed by now is not to be kept.
    db.session.rollback()
    begin_writing()
    try:
        db.session.execute(update(SignIn).where(SignIn.id == g.sign_in_id).values(seen_at=now()))
        db.session.commit()
    except OperationalError:
        db.session.rollback()
        log.warning("a device's last visit could not be written down")
    return response


def _offer_frame() -> dict[str, object]:
    network = db.session.execute(select(Network).limit(1)).scalar_one_or_none()
    return {"current_person": person(), "network": network}
