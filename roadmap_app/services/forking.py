"""A country's adaptation begins: a copy of a master version that remembers where it came from."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmap_app.models import Country, Edition, Version
from roadmap_app.services.actor import Act
from roadmap_app.services.planting import plant
from roadmap_app.services.slugs import free_key
from roadmap_app.services.snapshots import version_document


class AlreadyForkedError(ValueError):
    """The country has an adaptation of this roadmap already."""


def fork(session: Session, version: Version, country: Country, act: Act) -> Edition:
    """Return a new adaptation of a master version; raise AlreadyForkedError when the country has one."""
    master = version.edition
    taken = select(Edition.id).where(Edition.roadmap_id == master.roadmap_id, Edition.country_code == country.code)
    if session.execute(taken).first():
        raise AlreadyForkedError(country.code)
    document = version_document(version)
    edition = Edition(
        roadmap_id=master.roadmap_id,
        country_code=country.code,
        key=free_key(session, f"{master.key}-{country.code.lower()}"),
        title=document.title,
        subtitle=document.subtitle,
        language=document.language,
        created_at=act.at,
        acknowledged=version.document,
        followed_id=version.id,
    )
    session.add(edition)
    session.flush()
    plant(session, edition, replace(document, id=edition.key, country=country.code, questions=(), answers=()), act)
    return edition
