"""Merging running text."""

from __future__ import annotations

from dataclasses import dataclass

from adaptations.judgement import Issue


@dataclass(frozen=True, slots=True)
class TextMerge:
    """A merged text and what a person should see.

    `text` holds everything that could be merged: in a passage under REVIEW the proposal, in one under CONFLICT the
    local wording.
    """

    text: str
    issues: tuple[Issue, ...] = ()


def merge_text(base: str, upstream: str, local: str) -> TextMerge:
    """Merge two changes of one Markdown text sentence by sentence, never two changes inside one sentence unasked."""
    raise NotImplementedError
