"""How many nodes of an adaptation stand how to the region, remembered as long as nothing changes."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping

from sqlalchemy.orm import Session

from adaptations import Document, Stance, track
from adaptations.codec import from_json
from roadmap_app.models import Edition, Version
from roadmap_app.services.snapshots import acknowledged_document, draft_document, version_document

REMEMBERED = 512
_Key = tuple[int, int, int, int, int]
_known: OrderedDict[_Key, Mapping[str, int]] = OrderedDict()


def stance_counts(session: Session, edition: Edition, head: Version, newest: Version | None) -> Mapping[str, int]:
    """Return counts by stance against the master version `head`: of the version `newest`, or of the draft if None."""
    key = (
        edition.id,
        head.id,
        newest.id if newest else 0,
        0 if newest else edition.revision,
        0 if newest else hash(edition.acknowledged),
    )
    if key not in _known:
        _known[key] = _counted(session, edition, head, newest)
    _known.move_to_end(key)
    while len(_known) > REMEMBERED:
        _known.popitem(last=False)
    return _known[key]


def _counted(session: Session, edition: Edition, head: Version, newest: Version | None) -> Mapping[str, int]:
    acknowledged: Document | None
    if newest is not None:
        local, acknowledged = version_document(newest), from_json(newest.acknowledged)
    else:
        local, acknowledged = draft_document(session, edition), acknowledged_document(edition)
    if acknowledged is None:
        raise ValueError("a master has no stance to itself")
    statuses = track(acknowledged, version_document(head), local).values()
    counted = Counter(each.stance for each in statuses if each.stance is not None)
    return {stance.value: counted[stance] for stance in Stance}
