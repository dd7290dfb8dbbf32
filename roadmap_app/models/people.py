"""People, how they come in, and what they may do where."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmap_app.models.base import Base, Moment


class Person(Base):
    """Somebody with an account."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True, comment="lower case")
    password_hash: Mapped[str] = mapped_column(default="", comment="argon2id; empty while the person uses links only")
    language: Mapped[str] = mapped_column(default="en", comment="of the interface")
    is_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    memberships: Mapped[list[Membership]] = relationship(back_populates="person", cascade="all, delete-orphan")


class Membership(Base):
    """One role of one person: on a roadmap (country is empty) or for a country (roadmap is empty)."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "roadmap_id", "country_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    roadmap_id: Mapped[int | None] = mapped_column(ForeignKey("roadmap.id", ondelete="CASCADE"))
    country_code: Mapped[str | None] = mapped_column(ForeignKey("country.code"))
    role: Mapped[str] = mapped_column(
        comment="roadmap: lead editor commenter reader facilitator; country: lead editor reader"
    )
    person: Mapped[Person] = relationship(back_populates="memberships")


class Invitation(Base):
    """A one-time link; only the hash of its token is kept."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True, comment="SHA-256, hex")
    email: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    roles: Mapped[str] = mapped_column(default="[]", comment="JSON: [[roadmap id or null, country or null, role]]")
    is_admin: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), comment="set when the link signs in somebody who has an account"
    )
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class SignIn(Base):
    """One signed-in device; only the hash of its cookie's token is kept."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True, comment="SHA-256, hex")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    device: Mapped[str] = mapped_column(default="", comment="the browser's own words, cut to 200 characters")
    created_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship()


class SignInAttempt(Base):
    """A failed sign-in, kept for slowing down further ones on the same account."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_email_at", "email", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    at: Mapped[datetime] = mapped_column(Moment)
