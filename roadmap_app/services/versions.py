"""Published versions: finding them, numbering the next one."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmap_app.models import Country, Edition, Version

REMEMBERED = 512
_titles: dict[str, str] = {}


def title_of(version: Version) -> str:
    """Return the title under which a version was published, whatever the draft is called by now."""
    found = _titles.get(version.document_hash)
    if found is None:
        if len(_titles) >= REMEMBERED:
            _titles.clear()
        found = _titles[version.document_hash] = str(json.loads(version.document)["title"])
    return found


def versions_of(session: Session, edition: Edition) -> list[Version]:
    """Return an edition's versions, newest first."""
    query = select(Version).where(Version.edition_id == edition.id)
    return list(session.execute(query.order_by(Version.major.desc(), Version.minor.desc())).scalars())


def latest_version(session: Session, edition: Edition) -> Version | None:
    """Return an edition's newest version, None before the first."""
    query = select(Version).where(Version.edition_id == edition.id)
    return session.execute(query.order_by(Version.major.desc(), Version.minor.desc()).limit(1)).scalar_one_or_none()


def master_of(session: Session, edition: Edition) -> Edition:
    """Return the master edition of the same roadmap."""
    if edition.country_code is None:
        return edition
    query = select(Edition).where(Edition.roadmap_id == edition.roadmap_id, Edition.country_code.is_(None))
    return session.execute(query).scalar_one()


def adaptations_of(session: Session, edition: Edition) -> list[Edition]:
    """Return the adaptations of the same roadmap, in the network's order of countries."""
    query = select(Edition).join(Country).where(Edition.roadmap_id == edition.roadmap_id)
    return list(session.execute(query.order_by(Country.position, Country.code)).scalars())


def next_numbers(latest: Version | None) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the (major, minor) of the next smaller step and of the next bigger one; both 1.0 at first."""
    if latest is None:
        return (1, 0), (1, 0)
    return (latest.major, latest.minor + 1), (latest.major + 1, 0)
