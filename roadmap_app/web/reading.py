"""Texts of a document made ready for reading: questions filled in or shown as chips."""

from __future__ import annotations

from adaptations import Document
from exports.prose import Answered


def answers_of(document: Document) -> dict[str, Answered]:
    """Return, for each question of a document, its label, this country's answer and the default."""
    given = dict(document.answers)
    return {each.key: Answered(each.label, given.get(each.key, ""), each.default) for each in document.questions}
