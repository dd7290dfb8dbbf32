"""How much a person has to do about a change, and why: the levels, the reasons and the issues of every merge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much attention a change needs.

    AUTO: merged for you. NOTE: nothing to do, but worth knowing. REVIEW: please check, a proposal is ready where
    there is one. CONFLICT: needs you, nothing is chosen beforehand.
    """

    AUTO = "auto"
    NOTE = "note"
    REVIEW = "review"
    CONFLICT = "conflict"


class Reason(StrEnum):
    """Why a case or an issue has its level; stable codes, each a sentence in the interface."""

    ONLY_UPSTREAM = "only_upstream"  # this part is as the region wrote it, the region changed it
    MERGED = "merged"  # both changed the part, in different places
    TYPOGRAPHY = "typography"  # quotes, dashes, spaces, line breaks or numbers of a list only
    ALREADY_HERE = "already_here"  # the part already says what the region says now
    BOTH_ADDED_ITEMS = "both_added_items"  # both added list items or rows at one place; the region's come first
    BOTH_INSERTED = "both_inserted"  # both added sentences or paragraphs at one place
    BESIDE_REMOVED = "beside_removed"  # one side added text next to text that the other removed
    REPEATED_TEXT = "repeated_text"  # the edited text stands in several places now
    BOTH_REORDERED = "both_reordered"  # both changed the order
    REMOVED_AND_MOVED = "removed_and_moved"  # one side removed what the other moved
    STRUCTURE = "structure"  # both changed the kind of a passage (heading, item, paragraph)
    SAME_SENTENCE = "same_sentence"  # both changed different words of one sentence
    SAME_WORDS = "same_words"  # both changed the same words
    NUMBER = "number"  # one sentence changed by both, and a number or a date is touched
    UNIT = "unit"  # ... a unit, a currency or an order of magnitude
    NEGATION = "negation"  # ... a negation or an exception
    MODAL = "modal"  # ... a word of duty or permission
    QUESTION = "question"  # ... a question of the region
    REMOVED_AND_CHANGED = "removed_and_changed"  # one side removed what the other changed
    REPLACED_BY_BOTH = "replaced_by_both"  # both put another text in the place of the same sentence
    SAME_ROW = "same_row"  # both changed different cells of one row
    SAME_CELL = "same_cell"  # both changed one cell, or one row of a list of rows
    TABLE_SHAPE = "table_shape"  # the columns of a table changed on one side, the table on the other
    CODE = "code"  # both changed a passage that is not running text
    SAME_FIELD = "same_field"  # both changed one field
    LINKED_FIELDS = "linked_fields"  # both changed fields that are meaningless apart
    SOURCE_CHANGED = "source_changed"  # the text here is in another language; the region's text changed
    LEFT_OUT_HERE = "left_out_here"  # the region changed a node that is left out here
    PARENT_LEFT_OUT = "parent_left_out"  # the region's new place, or new node, is below a node that is left out here
    PARENT_REPLACED = "parent_replaced"  # the region added a node below one that is replaced here
    ADDED_ON_BOTH_SIDES = "added_on_both_sides"  # the region added a node that is here already, in another wording
    ADAPTED_HERE = "adapted_here"  # the region removed a node that is adapted here
    CONTENT_BELOW = "content_below"  # the region removed a node below which something of this country stands
    MOVED_HERE = "moved_here"  # the region removed or moved a node that was moved here
    CIRCLE = "circle"  # the region's move would put a node below itself


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing about one passage that a person should see: the three wordings and, where safe, a combined one."""

    level: Level
    reason: Reason
    base: str
    upstream: str
    local: str
    proposal: str | None = None


SEVERITY = {Level.AUTO: 0, Level.NOTE: 1, Level.REVIEW: 2, Level.CONFLICT: 3}


def worst(issues: tuple[Issue, ...]) -> Issue | None:
    """Return the first of the most serious issues that need a person, None when none does."""
    asking = [each for each in issues if SEVERITY[each.level] >= SEVERITY[Level.REVIEW]]
    return max(asking, key=lambda each: SEVERITY[each.level], default=None)
