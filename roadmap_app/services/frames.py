"""What stands on an edition's cover: its title, subtitle and content language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from adaptations import ROADMAP
from roadmap_app.models import Change, Edition
from roadmap_app.services import changes
from roadmap_app.services.actor import Act

PARTS = ("title", "subtitle", "language")


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody changed a part meanwhile: what it says now, who wrote it, and what a second try has seen."""

    part: str
    theirs: str
    by: str
    seen: int


def frame_of(edition: Edition) -> dict[str, str]:
    """Return the parts by name."""
    return {"title": edition.title, "subtitle": edition.subtitle, "language": edition.language}


def seen_of(session: Session, edition: Edition) -> dict[str, int]:
    """Return what a form made now has seen of each part."""
    return {part: changes.newest(session, edition, ROADMAP, part) for part in PARTS}


def save_frame(
    session: Session, edition: Edition, wanted: Mapping[str, str], *, seen: Mapping[str, int], act: Act
) -> tuple[Overtaken, ...]:
    """Save the parts that differ from what stands; save nothing and return what was overtaken if any of them was."""
    now = frame_of(edition)
    changed = {part: text for part, text in wanted.items() if text != now[part]}
    latest = seen_of(session, edition)
    overtaken = tuple(
        Overtaken(part, now[part], _author(session, latest[part]), latest[part])
        for part in changed
        if latest[part] > seen.get(part, 0)
    )
    if not overtaken:
        for part, text in changed.items():
            set_frame(session, edition, part, text, act)
    return overtaken


def set_frame(session: Session, edition: Edition, part: str, text: str, act: Act) -> None:
    """Give one part another wording, whatever it said, and write the change down."""
    before = frame_of(edition)[part]
    if before == text:
        return
    setattr(edition, part, text)
    changes.record(session, edition, act, ROADMAP, part, before=before, after=text)


def _author(session: Session, change_id: int) -> str:
    change = session.get(Change, change_id)
    return change.person.name if change and change.person else ""
