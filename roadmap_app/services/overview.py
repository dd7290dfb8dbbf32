"""What somebody sees first: the roadmaps, how the countries stand, and what waits for this person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from roadmap_app.models import Answer, Comment, Edition, Membership, Person, Roadmap, Version
from roadmap_app.services.permissions import Action, Identity, may, place_of
from roadmap_app.services.snapshots import edition_questions
from roadmap_app.services.versions import title_of

MOST_WAITING = 8
MOST_NEWS = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """How one edition stands: its newest version, and how many master versions it has not looked at."""

    edition: Edition
    newest: Version | None
    behind: int
    may_open: bool

    @property
    def title(self) -> str:
        """Return what this person may know it is called: the draft's title, else that of the newest version."""
        if self.may_open:
            return self.edition.title
        return title_of(self.newest) if self.newest else ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One roadmap as this person may see it: the master, and the adaptations in the network's order."""

    roadmap: Roadmap
    master: Standing
    adaptations: tuple[Standing, ...]


class Kind(StrEnum):
    """What can wait for somebody, the most pressing first."""

    VERSION = "version"
    CHANGES = "changes"
    COMMENTS = "comments"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a person in one edition, and how much of it; `detail` is a version's number."""

    kind: Kind
    count: int
    edition: Edition
    detail: str = ""


def shelves(session: Session, who: Identity | None) -> tuple[Shelf, ...]:
    """Return the roadmaps that somebody may see: by a role, or because something of them has been published."""
    by_edition: dict[int, list[Version]] = {}
    for version in _versions(session):
        by_edition.setdefault(version.edition_id, []).append(version)
    by_roadmap: dict[int, list[Edition]] = {}
    for edition in _editions(session):
        by_roadmap.setdefault(edition.roadmap_id, []).append(edition)
    found = []
    for editions in by_roadmap.values():
        masters = [each for each in editions if each.country_code is None]
        if masters:
            found.append(_shelf(masters[0], editions, by_edition, who))
    visible = [each for each in found if any(one.newest or one.may_open for one in (each.master, *each.adaptations))]
    return tuple(sorted(visible, key=lambda each: -len(each.adaptations)))


def waiting(session: Session, found: Iterable[Shelf], who: Identity) -> tuple[Waiting, ...]:
    """Return what waits for somebody in the editions that this person writes, the most pressing first."""
    things: list[Waiting] = []
    comments = _open_comments(session)
    for shelf in found:
        for one in (shelf.master, *shelf.adaptations):
            if not may(who, Action.EDIT, place_of(one.edition)):
                continue
            if count := comments.get(one.edition.id, 0):
                things.append(Waiting(Kind.COMMENTS, count, one.edition))
            if one.edition.country_code is not None:
                things.extend(_of_an_adaptation(session, one, shelf.master.newest))
    things.sort(key=lambda each: list(Kind).index(each.kind))
    return tuple(things[:MOST_WAITING])


def news(found: Iterable[Shelf]) -> tuple[Version, ...]:
    """Return the versions published last, newest first."""
    versions = [one.newest for shelf in found for one in (shelf.master, *shelf.adaptations) if one.newest]
    return tuple(sorted(versions, key=lambda each: each.published_at, reverse=True)[:MOST_NEWS])


def keepers(session: Session) -> dict[str, list[str]]:
    """Return, by country code, the names of those who lead its association."""
    rows = session.execute(
        select(Membership.country_code, Person.name)
        .join(Person)
        .where(Membership.country_code.is_not(None), Membership.role == "lead", Person.closed_at.is_(None))
        .order_by(Person.name)
    )
    found: dict[str, list[str]] = {}
    for country, name in rows:
        found.setdefault(country or "", []).append(name)
    return found


def _shelf(master: Edition, editions: list[Edition], versions: dict[int, list[Version]], who: Identity | None) -> Shelf:
    of_master = [each.id for each in versions.get(master.id, [])]

    def standing(edition: Edition) -> Standing:
        own = versions.get(edition.id, [])
        behind = of_master.index(edition.followed_id) if edition.followed_id in of_master else 0
        return Standing(edition, own[0] if own else None, behind, may(who, Action.READ_DRAFT, place_of(edition)))

    adaptations = [standing(each) for each in editions if each.country_code is not None]
    shown = [each for each in adaptations if each.newest or who is not None]
    return Shelf(master.roadmap, standing(master), tuple(sorted(shown, key=_by_country)))


def _by_country(one: Standing) -> tuple[int, str]:
    country = one.edition.country
    return (country.position if country else 0, one.edition.country_code or "")


def _of_an_adaptation(session: Session, one: Standing, master: Version | None) -> list[Waiting]:
    things = []
    if one.behind and master:
        things.append(Waiting(Kind.VERSION, one.behind, one.edition, master.number))
    elif one.edition.open_changes:
        things.append(Waiting(Kind.CHANGES, one.edition.open_changes, one.edition))
    asked = {each.key for each in edition_questions(session, one.edition)}
    given = session.execute(select(Answer.key).where(Answer.edition_id == one.edition.id, Answer.text != "")).scalars()
    if open_questions := len(asked - set(given)):
        things.append(Waiting(Kind.ANSWERS, open_questions, one.edition))
    return things


def _versions(session: Session) -> list[Version]:
    """Return every version without its document, newest first."""
    query = select(Version).options(joinedload(Version.edition))
    return list(session.execute(query.order_by(Version.major.desc(), Version.minor.desc())).scalars())


def _editions(session: Session) -> list[Edition]:
    query = (
        select(Edition)
        .join(Roadmap)
        .where(Roadmap.archived_at.is_(None))
        .options(joinedload(Edition.roadmap), joinedload(Edition.country))
    )
    return list(session.execute(query.order_by(Roadmap.created_at, Roadmap.id, Edition.id)).scalars())


def _open_comments(session: Session) -> dict[int, int]:
    rows = session.execute(
        select(Comment.edition_id, func.count(Comment.id).label("open"))
        .where(Comment.thread_id.is_(None), Comment.settled_at.is_(None))
        .group_by(Comment.edition_id)
    )
    return {row.edition_id: row.open for row in rows}
