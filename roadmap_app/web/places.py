"""From the words of an address to the edition they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from roadmap_app.models import Country, Edition, Roadmap, Version
from roadmap_app.services.permissions import Action, Place
from roadmap_app.services.versions import latest_version, master_of, title_of
from roadmap_app.web.visitor import allowed, require

MASTER = "master"
LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class Here:
    """The roadmap and edition that a page is about; `where` is `master` or a country code in lower case."""

    roadmap: Roadmap
    edition: Edition
    where: str

    @property
    def place(self) -> Place:
        """Return what permissions ask about."""
        return Place(self.roadmap.id, self.edition.country_code)

    @property
    def title(self) -> str:
        """Return what this person may know it is called: a draft's title is as private as its text."""
        if allowed(Action.READ_DRAFT, self.place):
            return self.edition.title
        session = object_session(self.edition)
        if session is None:
            raise LookupError("an edition that is shown belongs to a session")
        newest = latest_version(session, self.edition) or latest_version(session, master_of(session, self.edition))
        return title_of(newest) if newest else ""

    def url(self, endpoint: str, **values: Any) -> str:  # noqa: ANN401 -- as url_for
        """Return the address of another page about this edition."""
        return url_for(endpoint, slug=self.roadmap.slug, where=self.where, **values)


def find(session: Session, slug: str, where: str, action: Action | None) -> Here:
    """Return the edition of an address; end the request with 404 when there is none, or as `require` says.

    `action` None asks for no permission.
    """
    country = None if where == MASTER else where.upper()
    edition = session.execute(
        select(Edition)
        .join(Roadmap)
        .where(Roadmap.slug == slug, Roadmap.archived_at.is_(None))
        .where(Edition.country_code.is_(None) if country is None else Edition.country_code == country)
    ).scalar_one_or_none()
    if edition is None or where != where.lower():
        abort(404)
    here = Here(edition.roadmap, edition, where)
    if action is not None:
        require(action, here.place)
    return here


def find_published(session: Session, slug: str, where: str) -> Here:
    """Return the edition of an address for what everybody may see, its versions; end the request with 404 otherwise.

    Before there are any versions, an edition is known to those only who may read its draft.
    """
    here = find(session, slug, where, None)
    if latest_version(session, here.edition) is None and not allowed(Action.READ_DRAFT, here.place):
        abort(404)
    return here


def find_version(session: Session, here: Here, number: str) -> Version:
    """Return the version with this number; end the request with 404 when there is none."""
    major, _, minor = number.partition(".")
    if not (major.isdecimal() and minor.isdecimal() and len(number) < LONGEST_NUMBER):
        abort(404)
    version = session.execute(
        select(Version).where(
            Version.edition_id == here.edition.id, Version.major == int(major), Version.minor == int(minor)
        )
    ).scalar_one_or_none()
    if version is None:
        abort(404)
    return version


def countries(session: Session) -> list[Country]:
    """Return the network's countries in their order."""
    return list(session.execute(select(Country).order_by(Country.position, Country.code)).scalars())
