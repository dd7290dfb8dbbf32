"""What a draft still lacks before it can be published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from adaptations.document import Document, Kind, Node, NodeId
from adaptations.fields import PROSE_PARTS

PLACEHOLDER = re.compile(r"\{\{\s*([a-z][a-z0-9_]{0,60})\s*\}\}")
"""A question in running text: `{{lead_ministry}}`."""


class Gap(StrEnum):
    """The kinds of gap, each a sentence in the interface."""

    NO_TITLE = "no_title"
    NO_LEAD = "no_lead"
    NO_DATES = "no_dates"
    NO_COMPLETION = "no_completion"
    DATES_REVERSED = "dates_reversed"
    UNKNOWN_QUESTION = "unknown_question"
    NO_DEFAULT = "no_default"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap, at a node (None for a question as such); `detail` is the question's key where there is one."""

    gap: Gap
    node: NodeId | None
    detail: str = ""


def missing(document: Document) -> tuple[Missing, ...]:
    """Return everything that keeps this document from being published, in reading order.

    An agreed action needs a lead, dates (a start, and an end or "permanent") and a form of completion; every question
    used in the text needs a definition; in the master each needs a default, in an adaptation a default or an answer.
    """
    known = {question.key for question in document.questions}
    gaps = [each for node in document.nodes for each in _missing_in(node, known)]
    answered = dict(document.answers)
    for question in document.questions:
        if not document.country and not question.default.strip():
            gaps.append(Missing(Gap.NO_DEFAULT, None, question.key))
        elif document.country and not (answered.get(question.key, "").strip() or question.default.strip()):
            gaps.append(Missing(Gap.NO_ANSWER, None, question.key))
    return tuple(gaps)


def needed_for_agreed(node: Node) -> tuple[Gap, ...]:
    """Return what an action lacks before it can be marked agreed; () for other kinds."""
    if node.kind is not Kind.ACTION:
        return ()
    gaps = []
    if not node.text("lead").strip():
        gaps.append(Gap.NO_LEAD)
    if not (node.text("start") and (node.text("end") or node.text("permanent"))):
        gaps.append(Gap.NO_DATES)
    if not node.text("completion").strip():
        gaps.append(Gap.NO_COMPLETION)
    return tuple(gaps)


def _missing_in(node: Node, known: set[str]) -> list[Missing]:
    gaps = [] if node.title.strip() else [Missing(Gap.NO_TITLE, node.id)]
    if node.value("state") == "agreed":
        gaps += [Missing(gap, node.id) for gap in needed_for_agreed(node)]
    start, end = node.text("start"), node.text("end")
    if start and end and _month(end, last=True) < _month(start)[: len(_month(end, last=True))]:
        gaps.append(Missing(Gap.DATES_REVERSED, node.id))
    used = {key for part in (*PROSE_PARTS, "lead") for key in PLACEHOLDER.findall(node.text(part))}
    gaps += [Missing(Gap.UNKNOWN_QUESTION, node.id, key) for key in sorted(used - known)]
    return gaps


def _month(date: str, *, last: bool = False) -> str:
    """Return a date with a quarter written as its first or last month, so that dates compare as text."""
    year, quarter, number = date.partition("-Q")
    return f"{year}-{int(number) * 3 - (0 if last else 2):02}" if quarter else date
