"""What an adaptation answers: the country's questions, and the region's changes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmap_app.models.base import Base, Moment
from roadmap_app.models.people import Person


class Question(Base):
    """A question of the master's draft, written `{{key}}` in its text."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("edition_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    key: Mapped[str]
    label: Mapped[str]
    hint: Mapped[str] = mapped_column(default="")
    default: Mapped[str] = mapped_column(default="")
    position: Mapped[int]


class Answer(Base):
    """One country's answer to one question."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("edition_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    key: Mapped[str]
    text: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class Decision(Base):
    """The answer to one upstream change: one node, one part, from one master version to another."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_edition_id_node_id_part", "edition_id", "node_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    node_id: Mapped[str]
    part: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), comment="the master version decided about")
    choice: Mapped[str] = mapped_column(comment="merged, accepted, combined, written, kept, declined or later")
    level: Mapped[str] = mapped_column(comment="auto, note, review or conflict, as it was shown")
    reason: Mapped[str] = mapped_column(default="")
    base: Mapped[str] = mapped_column(comment="JSON of the acknowledged value before")
    upstream: Mapped[str] = mapped_column(comment="JSON of the region's value")
    upstream_mark: Mapped[str] = mapped_column(comment="short hash of the region's value, to know it again")
    before: Mapped[str] = mapped_column(comment="JSON of the country's value before")
    after: Mapped[str] = mapped_column(comment="JSON of the country's value after")
    undo: Mapped[str] = mapped_column(default="", comment="JSON of the edits that take it back")
    acknowledged_before: Mapped[str] = mapped_column(
        default="", comment="JSON of what undoing puts back into acknowledged"
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person | None] = relationship()
