"""Advancing the acknowledged master, one case at a time, so that it is a whole document after every step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from adaptations.document import Document, NodeId, Tree
from adaptations.order import longest_increasing
from adaptations.updates.cases import ROADMAP, Case, FieldGroup, Place, Subtree
from adaptations.updates.outline import Outline
from adaptations.updates.survey import Edition, Survey


def acknowledge(acknowledged: Document, head: Document, case: Case) -> Document:
    """Return the acknowledged master advanced over this case: exactly its node and part, to the state decided on.

    What does not fit yet (a node whose parent is not acknowledged, a removal above something that has not moved away)
    is left as it is, and comes up again with the next merge. Call `converged` before the merge and after each decision:
    then some case always fits, and deciding all of them leads to the newest version.
    """
    return _advanced(acknowledged, head.tree(), (case,))


def converged(acknowledged: Document, head: Document, local: Document) -> Document:
    """Return the acknowledged master advanced over everything that needs no decision.

    That is what local says already, the places of nodes that are left out here, and everything that is no part of a
    node, title or subtitle: questions and language follow the newest version.
    """
    survey = Survey(Edition(acknowledged), Edition(head), Edition(local))
    advanced = _advanced(acknowledged, head.tree(), survey.settled)
    return replace(head, title=advanced.title, subtitle=advanced.subtitle, nodes=advanced.nodes)


def _advanced(acknowledged: Document, head: Tree, cases: Iterable[Case]) -> Document:
    outline = Outline(acknowledged)
    for case in cases:
        match case.part:
            case "added":
                _add(outline, head, case)
            case "removed":
                _remove(outline, head, case)
            case "place":
                _move(outline, head, case)
            case _:
                _set(outline, case)
    return outline.document()


def _set(outline: Outline, case: Case) -> None:
    value = case.upstream
    if case.node != ROADMAP and case.node not in outline.nodes:
        return
    if isinstance(value, FieldGroup):
        for name, each in value.values:
            outline.set_part(case.node, name, each)
    elif isinstance(value, str | tuple):
        outline.set_part(case.node, case.part, value)


def _add(outline: Outline, head: Tree, case: Case) -> None:
    if not isinstance(case.upstream, Subtree):
        return
    for node in case.upstream.nodes:
        if node.id not in outline.nodes and (node.parent is None or node.parent in outline.nodes):
            outline.add(node, _after(outline, head, node.id, node.parent))


def _remove(outline: Outline, head: Tree, case: Case) -> None:
    if not isinstance(case.base, Subtree):
        return
    for node in reversed(case.base.nodes):
        if node.id in outline.nodes and node.id not in head.by_id and not outline.children[node.id]:
            outline.remove(node.id)


def _move(outline: Outline, head: Tree, case: Case) -> None:
    place = case.upstream
    if not isinstance(place, Place) or case.node not in outline.nodes:
        return
    parent = place.parent
    if parent is not None and (parent not in outline.nodes or outline.is_below(parent, case.node)):
        return
    outline.move(case.node, parent, _after(outline, head, case.node, parent))


def _after(outline: Outline, head: Tree, node: NodeId, parent: NodeId | None) -> NodeId | None:
    """Return the sibling to stand after so that the order comes nearer to the newest version's with every step."""
    rank = {each: index for index, each in enumerate(head.children.get(parent, ()))}
    siblings = [each for each in outline.children[parent] if each != node]
    known = [each for each in siblings if each in rank]
    in_order = [known[index] for index in longest_increasing([rank[each] for each in known])]
    own = rank.get(node, len(rank))
    return next((each for each in reversed(in_order) if rank[each] < own), None)
