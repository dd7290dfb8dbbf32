"""Accounts: checking who comes in, and keeping names, passwords, roles and signed-in devices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session, selectinload

from roadmap_app.models import Membership, Person, SignIn, SignInAttempt
from roadmap_app.services import audit, passwords
from roadmap_app.services.actor import Act
from roadmap_app.services.texts.cleaning import one_line

Role = tuple[int | None, str | None, str]
"""A role on a roadmap (its id, None, role) or for a country (None, its code, role)."""

ROADMAP_ROLES = ("lead", "editor", "commenter", "facilitator", "reader")
COUNTRY_ROLES = ("lead", "editor", "reader")
NAME_LIMIT = 120
EMAIL_LIMIT = 254
TRIES = 10
TRIES_WINDOW = timedelta(minutes=15)
TRIES_KEPT = timedelta(days=1)
_EMAIL = re.compile(r"[^@\s<>()\[\],;:\\\"]+@[^@\s<>()\[\],;:\\\"]+")


class Refusal(StrEnum):
    """Why somebody isn't let in; a wrong password and an unknown account look the same."""

    WRONG = "wrong"
    TOO_MANY_TRIES = "too_many_tries"


class State(StrEnum):
    """Which people a list shows."""

    OPEN = "open"
    CLOSED = "closed"
    ADMINISTRATORS = "administrators"


def normal_email(text: str) -> str | None:
    """Return an e-mail address as it is kept, or None when the text can't be one."""
    email = one_line(text).lower()
    return email if len(email) <= EMAIL_LIMIT and _EMAIL.fullmatch(email) else None


def find(session: Session, email: str) -> Person | None:
    """Return the person with this address (as it is kept), whether the account is open or closed."""
    return session.execute(select(Person).where(Person.email == email)).scalar_one_or_none()


def check(session: Session, *, email: str, password: str, at: datetime, address: str) -> Person | Refusal:
    """Return the person whose address and password these are; count a failure, forget failures on success.

    After ten failures within fifteen minutes the account waits, whether it exists or not; links still work.
    """
    kept_email = normal_email(email) or ""
    recent = select(func.count(SignInAttempt.id)).where(
        SignInAttempt.email == kept_email, SignInAttempt.at > at - TRIES_WINDOW
    )
    if session.execute(recent).scalar_one() >= TRIES:
        return Refusal.TOO_MANY_TRIES
    person = find(session, kept_email)
    fits = passwords.matches(person.password_hash if person and not person.closed_at else "", password)
    if person is None or not fits:
        session.execute(delete(SignInAttempt).where(SignInAttempt.at < at - TRIES_KEPT))
        session.add(SignInAttempt(email=kept_email, at=at))
        audit.record(session, Act(None, at), "sign_in.failed", kept_email, address)
        return Refusal.WRONG
    session.execute(delete(SignInAttempt).where(SignInAttempt.email == kept_email))
    if passwords.is_outdated(person.password_hash):
        person.password_hash = passwords.hashed(password)
    audit.record(session, Act(person.id, at), "sign_in.password", person.email, address)
    return person


def set_password(session: Session, person: Person, password: str, act: Act, address: str) -> passwords.Weakness | None:
    """Give a person this password, or return why it won't do."""
    weakness = passwords.weakness(password, email=person.email, name=person.name)
    if weakness is None:
        person.password_hash = passwords.hashed(password)
        audit.record(session, act, "password.set", person.email, address)
    return weakness


def rename(session: Session, person: Person, *, name: str, email: str, act: Act, address: str) -> None:
    """Change a person's name or address; both must be clean, and the address nobody else's."""
    if email != person.email:
        audit.record(session, act, "person.email", f"{person.email} → {email}", address)
    person.name, person.email = name, email


def roles_of(person: Person) -> frozenset[Role]:
    """Return the roles a person holds."""
    return frozenset((each.roadmap_id, each.country_code, each.role) for each in person.memberships)


def change_roles(
    session: Session, person: Person, roles: Iterable[Role], *, is_admin: bool, act: Act, address: str
) -> bool:
    """Let a person hold exactly these roles; return False, and change nothing, for the last administrator's own."""
    if person.is_admin and not is_admin and is_last_administrator(session, person):
        return False
    before, wanted = roles_of(person), frozenset(roles)
    for each in list(person.memberships):
        if (each.roadmap_id, each.country_code, each.role) not in wanted:
            person.memberships.remove(each)
    # Removals first: one person holds one role at a place.
    session.flush()
    for roadmap_id, country, role in sorted(wanted - before, key=str):
        person.memberships.append(Membership(roadmap_id=roadmap_id, country_code=country, role=role))
    if before != wanted or person.is_admin != is_admin:
        details: dict[str, audit.Detail] = {
            "before": _in_words(before),
            "after": _in_words(wanted),
            "administrator": is_admin,
        }
        audit.record(session, act, "person.roles", person.email, address, **details)
    person.is_admin = is_admin
    return True


def close(session: Session, person: Person, act: Act, address: str) -> bool:
    """Close an account and end its sign-ins; return False, and change nothing, for the last administrator."""
    if person.is_admin and is_last_administrator(session, person):
        return False
    if person.closed_at is None:
        person.closed_at = act.at
        audit.record(session, act, "person.closed", person.email, address)
        end_sign_ins(session, person, act, address)
    return True


def reopen(session: Session, person: Person, act: Act, address: str) -> None:
    """Open a closed account again, with the roles it had."""
    if person.closed_at is not None:
        person.closed_at = None
        audit.record(session, act, "person.reopened", person.email, address)


def open_sign_ins(session: Session, person: Person) -> list[SignIn]:
    """Return the devices where a person is signed in, the one seen last first."""
    query = select(SignIn).where(SignIn.person_id == person.id, SignIn.revoked_at.is_(None))
    return list(session.execute(query.order_by(SignIn.seen_at.desc(), SignIn.id.desc())).scalars())


def end_sign_ins(
    session: Session, person: Person, act: Act, address: str, *, only: int | None = None, but: int | None = None
) -> int:
    """Sign a person out everywhere, `only` on one device or everywhere `but` on one; return on how many devices."""
    wanted = update(SignIn).where(SignIn.person_id == person.id, SignIn.revoked_at.is_(None))
    if only is not None:
        wanted = wanted.where(SignIn.id == only)
    if but is not None:
        wanted = wanted.where(SignIn.id != but)
    ended: int = session.execute(wanted.values(revoked_at=act.at)).rowcount  # type: ignore[attr-defined]
    if ended:
        audit.record(session, act, "sign_in.ended", person.email, address, devices=ended)
    return ended


def people(session: Session, *, search: str = "", role: str = "", state: State | None = State.OPEN) -> list[Person]:
    """Return people by name: whose name or address holds the search words, who hold the role (anywhere)."""
    query = select(Person).options(selectinload(Person.memberships)).order_by(func.lower(Person.name), Person.id)
    for word in one_line(search).lower().split()[:5]:
        holds = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        query = query.where(
            or_(
                func.lower(Person.name).like(f"%{holds}%", escape="\\"),
                Person.email.like(f"%{holds}%", escape="\\"),
            )
        )
    if role:
        query = query.where(Person.memberships.any(Membership.role == role))
    match state:
        case State.OPEN:
            query = query.where(Person.closed_at.is_(None))
        case State.CLOSED:
            query = query.where(Person.closed_at.is_not(None))
        case State.ADMINISTRATORS:
            query = query.where(Person.is_admin, Person.closed_at.is_(None))
        case None:
            pass
    return list(session.execute(query).scalars())


def is_last_administrator(session: Session, person: Person) -> bool:
    """Say whether nobody else with an open account could administer."""
    others = select(func.count(Person.id)).where(Person.is_admin, Person.closed_at.is_(None), Person.id != person.id)
    return session.execute(others).scalar_one() == 0


def _in_words(roles: Iterable[Role]) -> list[str]:
    return sorted(f"{country or roadmap_id}: {role}" for roadmap_id, country, role in roles)
