"""The audit log: append-only, each entry sealed with the hash of the one before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmap_app.models.base import Base, Moment
from roadmap_app.models.people import Person


class AuditEntry(Base):
    """One sensitive act: who did what to which object, when."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    act: Mapped[str] = mapped_column(comment="a stable code such as sign_in.failed")
    about: Mapped[str] = mapped_column(default="", comment="what it was done to, in readable form")
    detail: Mapped[str] = mapped_column(default="{}", comment="JSON; no secrets, no texts of people")
    address: Mapped[str] = mapped_column(default="", comment="network address, last part cut off")
    seal: Mapped[str] = mapped_column(comment="SHA-256 over this entry and the seal before")
    person: Mapped[Person | None] = relationship()
