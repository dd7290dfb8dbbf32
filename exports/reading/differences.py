"""Where an adaptation differs from the master, node by node, with what it left out in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adaptations import Stance
from adaptations.document import Kind, NodeId
from adaptations.numbering import numbers
from exports.reading.edition import Edition

ORDER = (Stance.AS_IS, Stance.ADAPTED, Stance.REPLACED, Stance.LEFT_OUT, Stance.ADDED)


@dataclass(frozen=True, slots=True)
class Difference:
    """One node that is not as in the master; numbers of left-out nodes are those of the master."""

    node: NodeId
    number: str
    title: str
    kind: Kind
    stance: Stance
    reason: str


def counts(stances: Mapping[NodeId, Stance]) -> dict[Stance, int]:
    """Return how many nodes have each stance, in the order of the glossary."""
    found = list(stances.values())
    return {stance: found.count(stance) for stance in ORDER}


def differences(edition: Edition) -> tuple[Difference, ...]:
    """Return the nodes that differ in reading order; () for the master.

    A left-out node follows the node before it in the master; below a left-out node only that one is listed.
    """
    subject = edition.subject
    if subject.stances is None:
        return ()
    after: dict[NodeId | None, list[Difference]] = {}
    for place, difference in _left_out(edition):
        after.setdefault(place, []).append(difference)
    found = after.pop(None, [])
    for node in edition.document.nodes:
        stance = subject.stances.get(node.id, Stance.AS_IS)
        if stance is not Stance.AS_IS:
            reason = edition.plain(subject.reasons.get(node.id, ""))
            found.append(Difference(node.id, edition.numbers[node.id], edition.title(node), node.kind, stance, reason))
        found += after.pop(node.id, [])
    return tuple(found)


def _left_out(edition: Edition) -> list[tuple[NodeId | None, Difference]]:
    subject = edition.subject
    if subject.master is None or subject.stances is None:
        return []
    here = edition.tree.by_id
    masters_numbers = numbers(subject.master)
    gone: set[NodeId] = set()
    found: list[tuple[NodeId | None, Difference]] = []
    place: NodeId | None = None
    for node in subject.master.nodes:
        if node.id in here:
            place = node.id
        elif subject.stances.get(node.id) is Stance.LEFT_OUT:
            gone.add(node.id)
            if node.parent not in gone:
                reason = edition.plain(subject.reasons.get(node.id, ""))
                number, title = masters_numbers[node.id], edition.plain(node.title)
                found.append((place, Difference(node.id, number, title, node.kind, Stance.LEFT_OUT, reason)))
    return found
