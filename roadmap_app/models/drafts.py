"""The draft of an edition: its nodes, the update log of their texts, the history of every change, comments."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmap_app.models.base import Base, Moment
from roadmap_app.models.people import Person


class DraftNode(Base):
    """One node of a draft. Its texts are a cache of the update log; structure and typed fields are the truth."""

    __tablename__ = "draft_node"
    __table_args__ = (
        UniqueConstraint("edition_id", "node_id"),
        Index("ix_draft_node_edition_id_parent_id", "edition_id", "parent_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    node_id: Mapped[str] = mapped_column(comment="the same in every edition of the roadmap")
    parent_id: Mapped[str | None] = mapped_column(comment="the parent's node_id; empty at the top")
    position: Mapped[int] = mapped_column(comment="order among siblings")
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(default="", comment="cache of the text log")
    body: Mapped[str] = mapped_column(default="", comment="cache of the text log")
    setting: Mapped[str] = mapped_column(default="open")
    fields: Mapped[str] = mapped_column(default="{}", comment="JSON: field name to value; prose fields are a cache")
    standing: Mapped[str] = mapped_column(default="present", comment="present, trashed or left_out")
    removed_with: Mapped[str] = mapped_column(
        default="", comment="the node_id whose removal took this node along; its own for that node itself"
    )
    removed_reason: Mapped[str] = mapped_column(default="")
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class TextUpdate(Base):
    """One entry of the append-only log of a node's texts, the only source of their live document.

    Order is `id`: rows of one node are appended under a lock on the node. Rows are never changed.
    """

    __tablename__ = "text_update"
    __table_args__ = (Index("ix_text_update_draft_node_id_id", "draft_node_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_node_id: Mapped[int] = mapped_column(ForeignKey("draft_node.id", ondelete="CASCADE"))
    content: Mapped[bytes] = mapped_column(LargeBinary, comment="a Yjs update, version 1 encoding")
    sha256: Mapped[str] = mapped_column(comment="of content, hex: a flipped bit must not pass as text")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    cause: Mapped[str]
    at: Mapped[datetime] = mapped_column(Moment)


class Change(Base):
    """One change of one part of a node (or of the edition itself), kept for ever: who, when, why, before and after."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_edition_id_node_id", "edition_id", "node_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    node_id: Mapped[str] = mapped_column(comment="empty for the edition itself")
    part: Mapped[str] = mapped_column(
        comment="title, body, setting, a field, or added, removed, restored, place, left_out"
    )
    before: Mapped[str] = mapped_column(default="", comment="JSON of the value")
    after: Mapped[str] = mapped_column(default="", comment="JSON of the value")
    cause: Mapped[str] = mapped_column(comment="form, typed, pull, contribution, workshop, import, restore or fork")
    reason: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[Person | None] = relationship()


class Comment(Base):
    """A remark at a node; replies point at the first remark of their thread."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_edition_id_node_id", "edition_id", "node_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    node_id: Mapped[str]
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"))
    text: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
