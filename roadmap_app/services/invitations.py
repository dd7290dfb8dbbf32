"""One-time links: for somebody new with roles, or for somebody who has an account."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select, true, update
from sqlalchemy.orm import Session

from roadmap_app.models import Invitation, Person
from roadmap_app.services import accounts, audit
from roadmap_app.services.accounts import Role
from roadmap_app.services.actor import Act

LIFETIME = timedelta(days=7)
ASKED_LIFETIME = timedelta(hours=1)
ASKED_WINDOW = timedelta(hours=1)
ASKED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A link just made; its token is known now and never again."""

    token: str
    invitation: Invitation


class Unusable(StrEnum):
    """Why a link doesn't let anybody in."""

    UNKNOWN = "unknown"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"
    CLOSED = "closed"


def invite(
    session: Session,
    *,
    email: str,
    name: str,
    roles: Iterable[Role],
    is_admin: bool,
    act: Act,
    lifetime: timedelta = LIFETIME,
    address: str = "",
) -> IssuedLink:
    """Make a link that brings in whoever holds it as this person with these roles; older ones to the address end.

    `email` must be as `accounts.normal_email` returns it. Somebody who has an account gets the roles in addition.
    """
    person = accounts.find(session, email)
    wanted = sorted(set(roles), key=str)
    link = _issue(
        session, Invitation(email=email, name=name, roles=json.dumps(wanted), is_admin=is_admin), person, act, lifetime
    )
    audit.record(session, act, "invitation.made", email, address, roles=_in_words(wanted), administrator=is_admin)
    return link


def sign_in_link(
    session: Session, person: Person, act: Act, *, lifetime: timedelta = LIFETIME, address: str = ""
) -> IssuedLink:
    """Make a link that signs in somebody who has an account; older ones end."""
    link = _issue(session, Invitation(email=person.email, name=person.name), person, act, lifetime)
    audit.record(session, act, "link.made", person.email, address)
    return link


def asked_link(session: Session, *, email: str, at: datetime, address: str) -> IssuedLink | None:
    """Make the link that somebody asked for at the door, or None when no open account has the address.

    It ends only older ones of its kind: what an administrator has handed out is not for strangers to end. None too
    when it was asked for five times within the hour: nobody's mailbox is to be filled from here.
    """
    person = accounts.find(session, accounts.normal_email(email) or "")
    if person is None or person.closed_at:
        return None
    lately = select(func.count(Invitation.id)).where(
        Invitation.person_id == person.id, Invitation.created_at > at - ASKED_WINDOW
    )
    if session.execute(lately).scalar_one() >= ASKED_AT_MOST:
        return None
    row, act = Invitation(email=person.email, name=person.name), Act(person.id, at)
    link = _issue(session, row, person, act, ASKED_LIFETIME, ends=Invitation.created_by == person.id)
    audit.record(session, act, "link.made", person.email, address)
    return link


def administrator_link(session: Session, act: Act, *, email: str, name: str) -> IssuedLink:
    """Make a link for the first administrator: the one there is, or a new one with this address and name."""
    query = select(Person).where(Person.is_admin, Person.closed_at.is_(None)).order_by(Person.id).limit(1)
    person = session.execute(query).scalar_one_or_none()
    if person is not None:
        return sign_in_link(session, person, act)
    return invite(session, email=email, name=name, roles=(), is_admin=True, act=act)


def open_link(session: Session, token: str, at: datetime) -> Invitation | Unusable:
    """Return the invitation behind a token without using it, or why it can't be used."""
    found = session.execute(select(Invitation).where(Invitation.token_hash == _hash(token))).scalar_one_or_none()
    if found is None:
        return Unusable.UNKNOWN
    if found.used_at:
        return Unusable.USED
    if found.revoked_at:
        return Unusable.REVOKED
    if found.expires_at <= at:
        return Unusable.EXPIRED
    person = _person_of(session, found)
    return Unusable.CLOSED if person and person.closed_at else found


def redeem(session: Session, token: str, *, name: str, at: datetime, address: str) -> Person | Unusable:
    """Use a link up and return the person it lets in, made now if new, with the roles of the invitation added.

    Of two that redeem at once, one gets in: the row is taken by an update that asks for its being unused.
    """
    found = open_link(session, token, at)
    if isinstance(found, Unusable):
        return found
    taken = session.execute(
        update(Invitation).where(Invitation.id == found.id, Invitation.used_at.is_(None)).values(used_at=at)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        return Unusable.USED
    person = _person_of(session, found)
    if person is None:
        person = Person(name=name or found.name or found.email, email=found.email, created_at=at, password_hash="")
        session.add(person)
        session.flush()
    act = Act(person.id, at)
    audit.record(session, act, "sign_in.link", person.email, address)
    _add_roles(session, person, found, Act(found.created_by, at), address)
    return person


def revoke(session: Session, invitation: Invitation, act: Act, address: str) -> None:
    """End a link that hasn't been used."""
    if invitation.used_at is None and invitation.revoked_at is None:
        invitation.revoked_at = act.at
        audit.record(session, act, "invitation.revoked", invitation.email, address)


def renew(session: Session, invitation: Invitation, act: Act, address: str) -> IssuedLink:
    """Make a new link that says what this one says; this one ends."""
    return invite(
        session,
        email=invitation.email,
        name=invitation.name,
        roles=roles_of(invitation),
        is_admin=invitation.is_admin,
        act=act,
        address=address,
    )


def pending(session: Session, at: datetime) -> list[Invitation]:
    """Return the invitations of people who haven't come in yet and still can, the newest first."""
    query = select(Invitation).where(
        Invitation.used_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > at
    )
    return list(session.execute(query.order_by(Invitation.created_at.desc(), Invitation.id.desc())).scalars())


def roles_of(invitation: Invitation) -> list[Role]:
    """Return the roles that an invitation brings."""
    return [(roadmap_id, country, role) for roadmap_id, country, role in json.loads(invitation.roles)]


def _issue(
    session: Session,
    row: Invitation,
    person: Person | None,
    act: Act,
    lifetime: timedelta,
    *,
    ends: ColumnElement[bool] | None = None,
) -> IssuedLink:
    """Make a link and end the older ones to the same person, of these only what `ends` says."""
    same = Invitation.email == row.email
    if person is not None:
        same = or_(same, Invitation.person_id == person.id)
    session.execute(
        update(Invitation)
        .where(same, true() if ends is None else ends, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
        .values(revoked_at=act.at)
    )
    token = secrets.token_urlsafe(32)
    row.token_hash = _hash(token)
    row.person_id = person.id if person else None
    row.created_by, row.created_at, row.expires_at = act.person_id, act.at, act.at + lifetime
    session.add(row)
    session.flush()
    return IssuedLink(token, row)


def _person_of(session: Session, invitation: Invitation) -> Person | None:
    if invitation.person_id is not None:
        return session.get(Person, invitation.person_id)
    return accounts.find(session, invitation.email)


def _add_roles(session: Session, person: Person, invitation: Invitation, act: Act, address: str) -> None:
    """Give the roles of an invitation; at a place where the person has a role already, the invitation's replaces it."""
    brought = roles_of(invitation)
    if not brought and not invitation.is_admin:
        return
    places = {role[:2] for role in brought}
    kept = [role for role in accounts.roles_of(person) if role[:2] not in places]
    is_admin = person.is_admin or invitation.is_admin
    accounts.change_roles(session, person, [*kept, *brought], is_admin=is_admin, act=act, address=address)


def _in_words(roles: Iterable[Role]) -> list[str]:
    return [f"{country or roadmap_id}: {role}" for roadmap_id, country, role in roles]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
