"""A document made ready for reading: its questions with their answers, its goals with their colours."""

from __future__ import annotations

from adaptations import Document, Kind, Node, NodeId
from exports.prose import Answered


def answers_of(document: Document) -> dict[str, Answered]:
    """Return, for each question of a document, its label, this country's answer and the default."""
    given = dict(document.answers)
    return {each.key: Answered(each.label, given.get(each.key, ""), each.default) for each in document.questions}


def goal_positions(document: Document) -> dict[NodeId, int]:
    """Return, for every node, the count of the goal (or, without goals, the part) it stands under: its colour."""
    has_goals = any(node.kind is Kind.GOAL and node.parent is None for node in document.nodes)
    found: dict[NodeId, int] = {}
    count = 0
    for node in document.nodes:
        if node.parent is None and (node.kind is Kind.GOAL or not has_goals):
            count += 1
        found[node.id] = found[node.parent] if node.parent is not None else count
    return found


def goals_at_the_top(document: Document) -> list[tuple[Node, int]]:
    """Return the goals that open a part, each with its count."""
    goals = [node for node in document.nodes if node.kind is Kind.GOAL and node.parent is None]
    return [(node, count) for count, node in enumerate(goals, start=1)]
