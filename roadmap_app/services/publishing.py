"""Publishing a draft as a numbered version that never changes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from adaptations import Case, Change, Document, diff_document, preview_publish
from adaptations.codec import to_json
from adaptations.completeness import Missing, missing
from roadmap_app.models import Edition, Version
from roadmap_app.services import draft_rows
from roadmap_app.services.actor import Act
from roadmap_app.services.reasons import reasons_for
from roadmap_app.services.snapshots import acknowledged_document, draft_document, version_document
from roadmap_app.services.updating import recount
from roadmap_app.services.versions import adaptations_of, latest_version, next_numbers


@dataclass(frozen=True, slots=True)
class Prospect:
    """What publishing now would publish: the draft, what it changes, what it still lacks."""

    draft: Document
    before: Document | None
    changes: tuple[Change, ...]
    missing: tuple[Missing, ...]

    @property
    def is_new(self) -> bool:
        """Say whether there is anything to publish."""
        return self.before is None or bool(self.changes) or _frame(self.draft) != _frame(self.before)


@dataclass(frozen=True, slots=True)
class Unpublishable:
    """Why nothing was published: what the draft lacks, or that it equals the newest version."""

    missing: tuple[Missing, ...] = ()
    unchanged: bool = False


def prospect(session: Session, edition: Edition) -> Prospect:
    """Return what publishing the edition's draft now would mean."""
    draft = draft_document(session, edition)
    newest = latest_version(session, edition)
    before = version_document(newest) if newest else None
    changes = diff_document(before, draft) if before else ()
    return Prospect(draft, before, changes, missing(draft))


def effects(session: Session, edition: Edition, candidate: Document) -> dict[str, tuple[Case, ...]]:
    """Return, per country code, what each adaptation of this master would have to look at after publishing."""
    newest = latest_version(session, edition)
    if newest is None:
        return {}
    states = {}
    for adaptation in adaptations_of(session, edition):
        acknowledged = acknowledged_document(adaptation)
        if acknowledged is not None and adaptation.country_code:
            states[adaptation.country_code] = (acknowledged, draft_document(session, adaptation))
    return preview_publish(version_document(newest), candidate, states)


def publish(session: Session, edition: Edition, *, note: str, bigger_step: bool, act: Act) -> Version | Unpublishable:
    """Freeze the draft as the next version; `bigger_step` makes 2.0 of 1.4, otherwise 1.5.

    After a master's version, what now waits for each of its adaptations is counted.
    """
    draft_rows.lock(session, edition)
    session.refresh(edition)
    prospective = prospect(session, edition)
    if prospective.missing:
        return Unpublishable(missing=prospective.missing)
    if not prospective.is_new:
        return Unpublishable(unchanged=True)
    newest = latest_version(session, edition)
    smaller, bigger = next_numbers(newest)
    major, minor = bigger if bigger_step else smaller
    document = to_json(prospective.draft)
    version = Version(
        edition_id=edition.id,
        major=major,
        minor=minor,
        note=note,
        document=document,
        document_hash=hashlib.sha256(document.encode()).hexdigest(),
        acknowledged=edition.acknowledged,
        reasons=_reasons(session, edition),
        changes=json.dumps(_counts(prospective.changes)),
        follows_id=edition.followed_id,
        published_by=act.person_id,
        published_at=act.at,
    )
    session.add(version)
    session.flush()
    if edition.country_code is None:
        for adaptation in adaptations_of(session, edition):
            draft_rows.lock(session, adaptation)
            recount(session, adaptation)
    return version


def _counts(changes: tuple[Change, ...]) -> dict[str, int]:
    return dict(Counter(type(each).__name__.lower() for each in changes))


def _reasons(session: Session, edition: Edition) -> str:
    if edition.country_code is None:
        return "{}"
    found = reasons_for(session, edition)
    plain = {key: [each.text, each.name, each.at.isoformat() if each.at else ""] for key, each in found.items()}
    return json.dumps(plain, ensure_ascii=False)


def _frame(document: Document) -> tuple[object, ...]:
    return (document.title, document.subtitle, document.language, document.questions, document.answers)
