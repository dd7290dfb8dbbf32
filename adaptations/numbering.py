"""The numbers people see beside nodes: 1, 1.2, 1.2.3; A, A.1; 1.2.3.M1."""

from __future__ import annotations

from adaptations.document import Document, Kind, NodeId

MARKS = {Kind.MILESTONE: "M", Kind.INDICATOR: "I"}


def numbers(document: Document) -> dict[NodeId, str]:
    """Return each node's number.

    Goals at the top count 1, 2, 3 and sections at the top A, B, C; without any goal the sections count 1, 2, 3.
    Below, all kinds share one count, but milestones and indicators have their own, marked M and I.
    """
    tree = document.tree()
    kinds = {node.id: node.kind for node in document.nodes}
    has_goal = any(kinds[each] is Kind.GOAL for each in tree.children[None])
    result: dict[NodeId, str] = {}
    _count(tree.children[None], "", kinds, result, letters_for=Kind.SECTION if has_goal else None)
    for node in document.nodes:
        _count(tree.children[node.id], result[node.id] + ".", kinds, result, letters_for=None)
    return result


def _count(
    siblings: tuple[NodeId, ...],
    prefix: str,
    kinds: dict[NodeId, Kind],
    result: dict[NodeId, str],
    *,
    letters_for: Kind | None,
) -> None:
    counts: dict[str, int] = {}
    for each in siblings:
        kind = kinds[each]
        series = "letters" if kind is letters_for else MARKS.get(kind, "")
        counts[series] = counts.get(series, 0) + 1
        label = _letters(counts[series]) if series == "letters" else f"{series}{counts[series]}"
        result[each] = prefix + label


def _letters(count: int) -> str:
    label = ""
    while count:
        count, rest = divmod(count - 1, 26)
        label = chr(ord("A") + rest) + label
    return label
