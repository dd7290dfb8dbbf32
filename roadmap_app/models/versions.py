"""What was published: numbered versions that never change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmap_app.models.base import Base, Moment
from roadmap_app.models.network import Edition
from roadmap_app.models.people import Person


class Version(Base):
    """A published state of an edition; rows are written once."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("edition_id", "major", "minor"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    major: Mapped[int]
    minor: Mapped[int]
    note: Mapped[str]
    document: Mapped[str] = mapped_column(deferred=True, comment="the whole document as canonical JSON")
    document_hash: Mapped[str] = mapped_column(comment="SHA-256 of document, hex")
    acknowledged: Mapped[str] = mapped_column(
        default="", deferred=True, comment="an adaptation's acknowledged master at that moment, as a JSON document"
    )
    reasons: Mapped[str] = mapped_column(
        default="{}", comment="JSON: node_id to the country's reason for differing there, with who and when"
    )
    changes: Mapped[str] = mapped_column(default="{}", comment="JSON: counts of added, changed, moved, removed nodes")
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("version.id"), comment="for an adaptation: the master version it followed then"
    )
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime] = mapped_column(Moment)
    edition: Mapped[Edition] = relationship(foreign_keys=[edition_id])
    follows: Mapped[Version | None] = relationship(remote_side="Version.id")
    person: Mapped[Person | None] = relationship()

    @property
    def number(self) -> str:
        """Return the number people see, such as 1.2."""
        return f"{self.major}.{self.minor}"
