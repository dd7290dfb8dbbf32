"""Exports that people asked for; this table, not the queue, is the truth about them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmap_app.models.base import Base, Moment
from roadmap_app.models.network import Edition
from roadmap_app.models.versions import Version


class ExportJob(Base):
    """One export of a draft (no version) or of a version."""

    __tablename__ = "export_job"
    __table_args__ = (Index("ix_export_job_requested_by_requested_at", "requested_by", "requested_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    format: Mapped[str] = mapped_column(comment="report, deck, markdown or json")
    language: Mapped[str] = mapped_column(default="en", comment="of labels in the file")
    state: Mapped[str] = mapped_column(default="waiting", comment="waiting, running, ready, failed or cancelled")
    progress: Mapped[int] = mapped_column(default=0, comment="percent")
    problem: Mapped[str] = mapped_column(default="", comment="what went wrong, a stable code")
    content_key: Mapped[str] = mapped_column(default="", comment="SHA-256 of all that the file depends on", index=True)
    filename: Mapped[str] = mapped_column(default="", comment="the name people see")
    size: Mapped[int] = mapped_column(default=0, comment="bytes")
    requested_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    requested_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    leased_until: Mapped[datetime | None] = mapped_column(Moment, comment="a worker that died lets go at this time")
    tries: Mapped[int] = mapped_column(default=0)
    edition: Mapped[Edition] = relationship()
    version: Mapped[Version | None] = relationship()
