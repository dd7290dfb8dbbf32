"""The matrix of nodes and countries: who adopted, adapted, replaced, left out or added what, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from adaptations import Document, Node, NodeId, Stance, track
from adaptations.codec import from_json
from adaptations.document import Kind
from adaptations.numbering import numbers
from roadmap_app.models import Edition, Version
from roadmap_app.services.reasons import Reason, reasons_for
from roadmap_app.services.snapshots import acknowledged_document, draft_document, version_document
from roadmap_app.services.versions import adaptations_of, latest_version, versions_of


@dataclass(frozen=True, slots=True)
class Column:
    """One country's side of the matrix; `version` is None where its draft is shown.

    `acknowledged` is the region's text as far as the country has dealt with it: what its own text is compared with.
    """

    edition: Edition
    version: Version | None
    behind: int
    document: Document
    acknowledged: Document
    stances: dict[NodeId, Stance]
    reasons: dict[str, Reason]

    @property
    def code(self) -> str:
        """Return the country's code."""
        return self.edition.country_code or ""

    @property
    def counts(self) -> dict[str, int]:
        """Return how many nodes have each stance here."""
        counted = Counter(self.stances.values())
        return {stance.value: counted[stance] for stance in Stance}


@dataclass(frozen=True, slots=True)
class Row:
    """One node and how each country stands to it, in the order of the columns; None: the country has not met it."""

    node: Node
    number: str
    goal: int
    stances: tuple[Stance | None, ...]

    @property
    def differs(self) -> bool:
        """Say whether any country departs from the region here."""
        return any(each is not None and each is not Stance.AS_IS for each in self.stances)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole comparison; `unpublished` names countries whose work may not be shown yet."""

    version: Version
    master: Document
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unpublished: tuple[Edition, ...]

    def count(self, stance: Stance) -> int:
        """Return how many cells have this stance."""
        return sum(column.counts[stance] for column in self.columns)


def compare(session: Session, master: Edition, may_read_draft: Callable[[Edition], bool]) -> Matrix | None:
    """Return the matrix of a roadmap against its newest master version; None before the first version.

    Each country is shown by its newest version, or by its draft to those who may read that.
    """
    version = latest_version(session, master)
    if version is None:
        return None
    head = version_document(version)
    steps = [each.id for each in versions_of(session, master)]
    columns, unpublished = [], []
    for edition in adaptations_of(session, master):
        column = _column(session, edition, head, steps, draft=may_read_draft(edition))
        if column is None:
            unpublished.append(edition)
        else:
            columns.append(column)
    return Matrix(version, head, tuple(columns), _rows(head, columns), tuple(unpublished))


def _column(session: Session, edition: Edition, head: Document, steps: list[int], *, draft: bool) -> Column | None:
    newest = None if draft else latest_version(session, edition)
    if newest is not None:
        document, acknowledged = version_document(newest), from_json(newest.acknowledged)
        reasons, follows = _published_reasons(newest), newest.follows_id
    elif draft and (here := acknowledged_document(edition)) is not None:
        document, acknowledged = draft_document(session, edition), here
        reasons, follows = reasons_for(session, edition), edition.followed_id
    else:
        return None
    statuses = track(acknowledged, head, document)
    return Column(
        edition=edition,
        version=newest,
        behind=steps.index(follows) if follows in steps else 0,
        document=document,
        acknowledged=acknowledged,
        stances={key: each.stance for key, each in statuses.items() if each.stance is not None},
        reasons=reasons,
    )


def _published_reasons(version: Version) -> dict[str, Reason]:
    return {
        key: Reason(text, name, datetime.fromisoformat(at) if at else None)
        for key, (text, name, at) in json.loads(version.reasons).items()
    }


def _rows(head: Document, columns: list[Column]) -> tuple[Row, ...]:
    """Return the region's nodes in reading order, each country's own nodes behind what they stand behind there."""
    order, known = list(head.nodes), {node.id for node in head.nodes}
    for column in columns:
        at = -1
        for node in column.document.nodes:
            if node.id in known:
                at = next(index for index, each in enumerate(order) if each.id == node.id)
            else:
                at += 1
                order.insert(at, node)
                known.add(node.id)
    labels = numbers(head)
    goals = _goal_numbers(head)
    rows, goal = [], 0
    for node in order:
        goal = goals.get(node.id, goal)
        stances = tuple(column.stances.get(node.id) for column in columns)
        rows.append(Row(node, labels.get(node.id, ""), goal, stances))
    return tuple(rows)


def _goal_numbers(head: Document) -> dict[NodeId, int]:
    """Return, for each node at the top, the number of its goal's colour; 0 for parts that are no goals."""
    tree, found, count = head.tree(), {}, 0
    has_goals = any(node.kind is Kind.GOAL and node.parent is None for node in head.nodes)
    for each in tree.children[None]:
        is_goal = tree.by_id[each].kind is Kind.GOAL or not has_goals
        count += is_goal
        found[each] = count if is_goal else 0
    return found
