"""Who is looking: the signed-in person of this request, and what they may do."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import NoReturn

from flask import abort, g, request
from flask_login import current_user

from roadmap_app.models import Person
from roadmap_app.services.actor import Act, Cause
from roadmap_app.services.permissions import NOWHERE, Action, Identity, Place, identity_of, may

IPV4 = 4


def person() -> Person | None:
    """Return the signed-in person, or None."""
    return current_user.person if current_user.is_authenticated else None


def identity() -> Identity | None:
    """Return the signed-in person as far as permissions go; read once a request."""
    if "identity" not in g:
        here = person()
        g.identity = identity_of(here) if here else None
    found: Identity | None = g.identity
    return found


def allowed(action: Action, place: Place = NOWHERE) -> bool:
    """Say whether the person of this request may do this here."""
    return may(identity(), action, place)


def require(action: Action, place: Place = NOWHERE) -> None:
    """End the request unless it may be done: 401 for nobody, 404 for things the person may not even know of.

    A place that may be read but not changed answers 403, so that the person learns why.
    """
    if allowed(action, place):
        return
    _refuse(place)


def act(cause: Cause = Cause.FORM, reason: str = "") -> Act:
    """Return this request's act: this person, now."""
    here = person()
    return Act(here.id if here else None, now(), cause, reason)


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def address() -> str:
    """Return the network this request comes from, its last part cut off, or "" when unknown."""
    try:
        whole = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    kept = 24 if whole.version == IPV4 else 48
    return str(ip_network(f"{whole}/{kept}", strict=False))


def _refuse(place: Place) -> NoReturn:
    if identity() is None:
        abort(401)
    if place != NOWHERE and allowed(Action.READ_DRAFT, place):
        abort(403)
    abort(403 if place == NOWHERE else 404)
