"""The adaptation engine: pure functions on immutable documents."""

from __future__ import annotations

from adaptations.comparing.changes import Added, Change, Changed, Moved, QuestionChanged, Removed, diff_document
from adaptations.comparing.stances import NodeStatus, Position, Stance, track
from adaptations.document import Document, Kind, Node, NodeId, Question, Row, Setting, Tree, Value, content_hash
from adaptations.judgement import Issue, Level, Reason
from adaptations.updates.acknowledging import acknowledge, converged
from adaptations.updates.cases import (
    ROADMAP,
    Case,
    CaseValue,
    Choice,
    DocumentMerge,
    FieldGroup,
    Place,
    Subtree,
)
from adaptations.updates.deciding import edits
from adaptations.updates.edits import AddNodes, Edit, MoveNode, RemoveNode, SetPart, apply_edits, inverse
from adaptations.updates.merging import merge_document, preview_publish
from adaptations.wording.blocks import UnitKind
from adaptations.wording.differences import UnitChange, WordChange, diff_units, diff_words
from adaptations.wording.text_merge import TextMerge, merge_text
from adaptations.wording.units import Unit

__all__ = [
    "ROADMAP",
    "AddNodes",
    "Added",
    "Case",
    "CaseValue",
    "Change",
    "Changed",
    "Choice",
    "Document",
    "DocumentMerge",
    "Edit",
    "FieldGroup",
    "Issue",
    "Kind",
    "Level",
    "MoveNode",
    "Moved",
    "Node",
    "NodeId",
    "NodeStatus",
    "Place",
    "Position",
    "Question",
    "QuestionChanged",
    "Reason",
    "RemoveNode",
    "Removed",
    "Row",
    "SetPart",
    "Setting",
    "Stance",
    "Subtree",
    "TextMerge",
    "Tree",
    "Unit",
    "UnitChange",
    "UnitKind",
    "Value",
    "WordChange",
    "acknowledge",
    "apply_edits",
    "content_hash",
    "converged",
    "diff_document",
    "diff_units",
    "diff_words",
    "edits",
    "inverse",
    "merge_document",
    "merge_text",
    "preview_publish",
    "track",
]
