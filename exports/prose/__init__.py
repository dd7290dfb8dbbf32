"""Prose as people read it: Markdown rendered to safe HTML, to one line, or to plain text."""

from exports.prose.questions import ENGLISH, Answered, Words, fill
from exports.prose.rendering import MAX_LENGTH, inline, plain, render, unfilled, unfilled_line

__all__ = [
    "ENGLISH",
    "MAX_LENGTH",
    "Answered",
    "Words",
    "fill",
    "inline",
    "plain",
    "render",
    "unfilled",
    "unfilled_line",
]
