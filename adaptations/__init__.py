"""The adaptation engine: pure functions on immutable documents.

A region publishes a master, a country adapts it, both go on changing; the engine finds what the country has to deal
with, merges what is safe to merge, and never merges two changes of one sentence unasked. A worked example:

>>> fund = Node(NodeId("fund"), Kind.ACTION, "Craft fund", "The fund pays grants. A jury decides by 1 May 2027.")
>>> master = Document("roadmap", "Creative economy", nodes=(fund,))

The country changes one sentence; the region changes another one, and the title.

>>> local = apply_edits(master, [SetPart(fund.id, "body", fund.body.replace("grants", "grants and loans"))])
>>> head = apply_edits(master, [
...     SetPart(fund.id, "title", "Craft and film fund"),
...     SetPart(fund.id, "body", fund.body.replace("1 May 2027", "1 June 2028")),
... ])
>>> merge = merge_document(master, head, local)
>>> [(case.key, case.level.value, case.reason.value) for case in merge.cases]
[('fund:title', 'auto', 'only_upstream'), ('fund:body', 'auto', 'merged')]
>>> merge.document.nodes[0].body
'The fund pays grants and loans. A jury decides by 1 June 2028.'

Had the country touched the date as well, a person would have to decide:

>>> local = apply_edits(master, [SetPart(fund.id, "body", fund.body.replace("1 May 2027", "1 July 2027"))])
>>> case = merge_document(master, head, local).cases[1]
>>> case.level.value, case.reason.value, case.proposal
('conflict', 'same_words', None)

The decision gives edits for the country's draft, and advances what it has acknowledged; then the case is silent.

>>> edits(case, Choice.DECLINED, head, local)
()
>>> acknowledged = acknowledge(master, head, case)
>>> [case.key for case in merge_document(acknowledged, head, local).cases]
['fund:title']
>>> status = track(acknowledged, head, local)[fund.id]
>>> status.stance.value, status.position.value, status.parts_adapted, status.parts_behind
('adapted', 'behind', ('body',), ('title',))
"""

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
