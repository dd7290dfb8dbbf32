"""Differences shown on rendered text: words that came, went or moved, never Markdown."""

from exports.redline.differences import field_difference, inline_difference, text_difference
from exports.redline.facts import ChangeFacts, NumberChange, change_facts
from exports.redline.labels import Labels

__all__ = [
    "ChangeFacts",
    "Labels",
    "NumberChange",
    "change_facts",
    "field_difference",
    "inline_difference",
    "text_difference",
]
