"""The network, its countries, its roadmaps and their editions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmap_app.models.base import Base, Moment

if TYPE_CHECKING:
    from roadmap_app.models.versions import Version


class Network(Base):
    """The organisation that runs this installation; there is one row."""

    __tablename__ = "network"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    region: Mapped[str] = mapped_column(comment="what the master speaks for, such as Central Asia")
    presentation_on: Mapped[date | None]
    is_demo: Mapped[bool] = mapped_column(default=False)


class Country(Base):
    """One of the network's countries."""

    __tablename__ = "country"

    code: Mapped[str] = mapped_column(primary_key=True, comment="ISO 3166-1 alpha-2, upper case")
    name: Mapped[str] = mapped_column(comment="in English; translated through the catalogue")
    own_name: Mapped[str]
    language: Mapped[str] = mapped_column(comment="its state language, ISO 639-1")
    association: Mapped[str] = mapped_column(default="", comment="the local body that owns its adaptations")
    position: Mapped[int] = mapped_column(default=0)


class Roadmap(Base):
    """One undertaking: a master edition and its adaptations."""

    __tablename__ = "roadmap"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    editions: Mapped[list[Edition]] = relationship(back_populates="roadmap")


class Edition(Base):
    """The master (no country) or one country's adaptation of a roadmap."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("roadmap_id", "country_code"),
        # SQL holds two empty countries to be different; a roadmap has one master all the same.
        Index(
            "uq_edition_master",
            "roadmap_id",
            unique=True,
            sqlite_where=text("country_code IS NULL"),
            postgresql_where=text("country_code IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    roadmap_id: Mapped[int] = mapped_column(ForeignKey("roadmap.id", ondelete="CASCADE"))
    country_code: Mapped[str | None] = mapped_column(ForeignKey("country.code"))
    key: Mapped[str] = mapped_column(unique=True, comment="the document's id, the seed of its look")
    title: Mapped[str]
    subtitle: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en", comment="of the content")
    revision: Mapped[int] = mapped_column(default=0, comment="counts every change of the draft")
    created_at: Mapped[datetime] = mapped_column(Moment)
    acknowledged: Mapped[str] = mapped_column(
        default="", comment="an adaptation's acknowledged master as a JSON document; empty in the master"
    )
    followed_id: Mapped[int | None] = mapped_column(
        ForeignKey("version.id", use_alter=True), comment="the newest master version this adaptation has looked at"
    )
    open_changes: Mapped[int] = mapped_column(
        default=0, comment="how many upstream changes waited when that was last counted"
    )
    roadmap: Mapped[Roadmap] = relationship(back_populates="editions")
    country: Mapped[Country | None] = relationship()
    followed: Mapped[Version | None] = relationship(foreign_keys=[followed_id])
