"""Cases: the upstream changes that an adaptation has to deal with, one node and one part each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from adaptations.document import Document, Node, NodeId, Value
from adaptations.judgement import Issue, Level, Reason

ROADMAP = NodeId("")
"""The node of cases about the roadmap's own title and subtitle."""

ADDED, REMOVED, PLACE = "added", "removed", "place"
"""The parts that stand for a node as a whole."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The values of fields that are meaningless apart: (field name, value) pairs in the order of the field table."""

    values: tuple[tuple[str, Value], ...]

    def value(self, name: str) -> Value:
        """Return the field's value, "" when it has none."""
        return dict(self.values).get(name, "")


@dataclass(frozen=True, slots=True)
class Subtree:
    """A node and what hangs below it, parents first; it stands after its sibling `after` (None: first)."""

    nodes: tuple[Node, ...]
    after: NodeId | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: below `parent` (None: at the top), after its sibling `after` (None: first)."""

    parent: NodeId | None
    after: NodeId | None


CaseValue = Value | FieldGroup | Subtree | Place | None
"""One side of a case: text or rows of a part, a field group, a subtree (added, removed), a place; None: not there."""


class Choice(StrEnum):
    """What a person (or, for AUTO cases, the product) does about a case.

    ACCEPTED: take the region's (for an AUTO case: take what was merged). COMBINED: take the proposal, or the wording
    given. KEPT: ours stays. DECLINED: ours stays, with a reason for the region. LATER: not decided, nothing moves.
    WRITTEN: own wording.
    """

    ACCEPTED = "accepted"
    COMBINED = "combined"
    KEPT = "kept"
    DECLINED = "declined"
    LATER = "later"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Case:
    """One upstream change to decide.

    `part` is "title", "body", "kind", "setting", a field's name, a field group's name, "added" (the topmost added
    node with the added nodes below it), "removed" (the topmost removed node) or "place". `node` is "" for the title
    and subtitle of the roadmap. `proposal` is the value to set (AUTO), preselected (REVIEW), or None; a removal's
    proposal is an empty Subtree.
    """

    node: NodeId
    part: str
    level: Level
    reason: Reason
    base: CaseValue
    upstream: CaseValue
    local: CaseValue
    proposal: CaseValue = None
    issues: tuple[Issue, ...] = ()

    @property
    def key(self) -> str:
        """Return the stable name of what the case is about: `node:part`."""
        return f"{self.node}:{self.part}"


@dataclass(frozen=True, slots=True)
class DocumentMerge:
    """An adaptation with every AUTO case applied, and all cases in the region's reading order."""

    document: Document
    cases: tuple[Case, ...]
