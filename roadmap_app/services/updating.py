"""Update from region: what changed upstream, what it means here, and the decisions about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations import Case, Document, Level, converged, merge_document
from adaptations.codec import to_json
from roadmap_app.models import Decision, Edition, Version
from roadmap_app.services.snapshots import acknowledged_document, draft_document, version_document
from roadmap_app.services.versions import latest_version, master_of


class Group(StrEnum):
    """The four parts of the update page."""

    NEEDS_YOU = "needs_you"
    CHECK = "check"
    MERGED = "merged"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One upstream change that waits for a decision here.

    `later` is the decision to put it off, `earlier` the last refusal of the same passage, `undone` the merging of it
    that somebody took back; each None when there is none.
    """

    case: Case
    group: Group
    later: Decision | None = None
    earlier: Decision | None = None
    undone: Decision | None = None

    @property
    def key(self) -> str:
        """Return the name under which the page asks about this case."""
        return self.case.key

    @property
    def seen(self) -> str:
        """Return a mark of all three texts, so that a decision made about older ones is noticed."""
        return mark(self.case)


@dataclass(frozen=True, slots=True)
class Update:
    """All that an adaptation's people need for looking at an update; documents as they stand now."""

    edition: Edition
    version: Version
    followed: Version | None
    acknowledged: Document
    head: Document
    local: Document
    open: tuple[OpenCase, ...]
    decided: tuple[Decision, ...]

    def of(self, group: Group) -> tuple[OpenCase, ...]:
        """Return the open cases of one part of the page."""
        return tuple(each for each in self.open if each.group is group)

    @property
    def dealt_with(self) -> int:
        """Return how many upstream changes have been decided about, by people or for them."""
        return len([each for each in self.decided if each.undone_at is None])

    @property
    def waiting(self) -> int:
        """Return how many changes still wait, those put off for later included."""
        return len(self.open)


def update_of(session: Session, edition: Edition) -> Update | None:
    """Return the update that waits for an adaptation (perhaps with nothing open); None for a master."""
    acknowledged = acknowledged_document(edition)
    version = latest_version(session, master_of(session, edition))
    if acknowledged is None or version is None:
        return None
    head, local = version_document(version), draft_document(session, edition)
    acknowledged = converged(acknowledged, head, local)
    decisions = _newest_decisions(session, edition)
    cases = merge_document(acknowledged, head, local).cases
    return Update(
        edition=edition,
        version=version,
        followed=session.get(Version, edition.followed_id) if edition.followed_id else None,
        acknowledged=acknowledged,
        head=head,
        local=local,
        open=tuple(_opened(case, decisions.get((case.node, case.part), ())) for case in cases),
        decided=_decided_about(session, edition, version),
    )


def recount(session: Session, edition: Edition) -> int:
    """Count the upstream changes that wait for an adaptation's people, and keep the count for other pages.

    When nothing waits, the acknowledged master is the newest version.
    """
    update = update_of(session, edition)
    if update is None:
        return 0
    edition.open_changes = len(update.open)
    edition.acknowledged = update.version.document if not update.open else to_json(update.acknowledged)
    session.flush()
    return edition.open_changes


def mark(case: Case) -> str:
    """Return a short hash of the three values of a case."""
    return _short_hash(repr((case.base, case.upstream, case.local)))


def upstream_mark(case: Case) -> str:
    """Return a short hash of what the region now says in a case."""
    return _short_hash(repr(case.upstream))


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _opened(case: Case, decisions: tuple[Decision, ...]) -> OpenCase:
    later = undone = earlier = None
    for decision in decisions:
        about_this = decision.upstream_mark == upstream_mark(case)
        if about_this and decision.undone_at is not None:
            undone = decision
        elif about_this and decision.choice == "later":
            later = decision
        elif decision.choice in {"kept", "declined"} and decision.undone_at is None:
            earlier = decision
    return OpenCase(case, _group(case, undone), later, earlier, undone)


def _group(case: Case, undone: Decision | None) -> Group:
    match case.level:
        case Level.CONFLICT:
            return Group.NEEDS_YOU
        case Level.REVIEW:
            return Group.CHECK
        case Level.AUTO:
            # What somebody took back is not brought in again behind his back.
            return Group.CHECK if undone else Group.MERGED
        case Level.NOTE:
            return Group.NOTHING


def _newest_decisions(session: Session, edition: Edition) -> dict[tuple[str, str], tuple[Decision, ...]]:
    found: dict[tuple[str, str], list[Decision]] = {}
    query = select(Decision).where(Decision.edition_id == edition.id).order_by(Decision.id)
    for decision in session.execute(query).scalars():
        found.setdefault((decision.node_id, decision.part), []).append(decision)
    return {key: tuple(each) for key, each in found.items()}


def _decided_about(session: Session, edition: Edition, version: Version) -> tuple[Decision, ...]:
    query = (
        select(Decision)
        .where(Decision.edition_id == edition.id, Decision.version_id == version.id, Decision.choice != "later")
        .order_by(Decision.id)
    )
    return tuple(session.execute(query).scalars())
