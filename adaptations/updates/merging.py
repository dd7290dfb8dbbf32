"""Merging a newer master into an adaptation, and what publishing one would mean for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adaptations.document import Document, Question
from adaptations.updates.cases import ROADMAP, Case, DocumentMerge, Place, Subtree
from adaptations.updates.survey import Edition, Survey, part_value


def merge_document(base: Document, upstream: Document, local: Document) -> DocumentMerge:
    """Return the cases between the acknowledged and the newest master, and local with all AUTO cases applied.

    There are cases only for what upstream changed, and none where local says the same already. Questions are taken
    over without a case: the region's, then those that only this country has.
    """
    survey = Survey(Edition(base), Edition(upstream), Edition(local))
    merged = survey.outline.document()
    return DocumentMerge(replace(merged, questions=_questions(base, upstream, local)), tuple(survey.cases))


def _questions(base: Document, upstream: Document, local: Document) -> tuple[Question, ...]:
    known = {each.key for each in (*base.questions, *upstream.questions)}
    if upstream.questions == base.questions:
        return local.questions
    return (*upstream.questions, *(each for each in local.questions if each.key not in known))


def preview_publish(
    head: Document, candidate: Document, adaptations: Mapping[str, tuple[Document, Document]]
) -> dict[str, tuple[Case, ...]]:
    """Return, per adaptation (acknowledged, local), the cases that publishing the candidate brings or changes.

    What an adaptation has still to decide from versions before is left out, unless the candidate changes it again.
    """
    newest, before = Edition(candidate), Edition(head)
    bases = {id(head): before}
    result = {}
    for name, (acknowledged, local) in adaptations.items():
        base = bases.setdefault(id(acknowledged), before if acknowledged is head else Edition(acknowledged))
        cases = Survey(base, newest, Edition(local)).cases
        result[name] = (
            tuple(cases) if base is before else tuple(each for each in cases if _is_new(each, before, newest))
        )
    return result


def _is_new(case: Case, before: Edition, newest: Edition) -> bool:
    """Tell whether the candidate, and not a version before it, made this change."""
    old, new = before.tree.by_id.get(case.node), newest.tree.by_id.get(case.node)
    match case.upstream, case.part:
        case Subtree(nodes), _:
            return any(before.tree.by_id.get(node.id) != node for node in nodes)
        case Place(), _:
            return old is None or new is None or _place(before, case) != _place(newest, case)
        case None, "removed":
            return old is not None
        case value, "title" | "subtitle" if case.node == ROADMAP:
            return value != (before.document.title if case.part == "title" else before.document.subtitle)
        case value, part:
            return old is None or part_value(old, part) != value


def _place(edition: Edition, case: Case) -> Place:
    node = edition.tree.by_id[case.node]
    siblings = edition.tree.children[node.parent]
    index = siblings.index(node.id)
    return Place(node.parent, siblings[index - 1] if index else None)
