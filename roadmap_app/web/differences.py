"""What changed between two documents, line by line, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup, escape

from adaptations import (
    ROADMAP,
    Added,
    Change,
    Changed,
    Document,
    Moved,
    NodeId,
    QuestionChanged,
    Removed,
)
from adaptations.document import Tree
from adaptations.numbering import numbers
from roadmap_app.web import words
from roadmap_app.web.reading import answers_of, goal_positions
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.values import part_difference, shown


@dataclass(frozen=True, slots=True)
class Line:
    """One change: where (number and title as people see them), what, and the rendered difference."""

    node: NodeId
    number: str
    title: str
    what: str
    html: Markup
    goal: int = 1
    is_gone: bool = False


def lines(changes: tuple[Change, ...], old: Document, new: Document) -> list[Line]:
    """Return the changes as lines, in their order."""
    tellers = _Teller(old, new)
    return [tellers.line(change) for change in changes]


class _Teller:
    """Knows the names of nodes in both documents."""

    def __init__(self, old: Document, new: Document) -> None:
        self._trees: tuple[Tree, Tree] = (new.tree(), old.tree())
        self._numbers = {**numbers(old), **numbers(new)}
        self._goals = {**goal_positions(old), **goal_positions(new)}
        self._answers = {**answers_of(old), **answers_of(new)}

    def line(self, change: Change) -> Line:
        match change:
            case Added(node):
                new_text = Markup('<ins class="d-in d-block">{}</ins>').format(shown("body", node.body, self._answers))
                return self._line(node.id, _("New"), new_text)
            case Removed(node):
                return self._line(node.id, _("Taken out"), Markup(""), is_gone=True)
            case Moved(node, old_parent, new_parent):
                return self._line(node, _("Moved"), self._move(old_parent, new_parent))
            case Changed(node, part, old, new):
                return self._line(node, words.part(part), part_difference(part, old, new, self._answers))
            case QuestionChanged(key, _old, new_question):
                label = new_question.label if new_question else key
                return Line(ROADMAP, "?", label, _("Question"), Markup(""))
            case _:
                assert_never(change)

    def _line(self, node: NodeId, what: str, html: Markup, *, is_gone: bool = False) -> Line:
        goal = self._goals.get(node, 0) or 1
        return Line(node, self._numbers.get(node, ""), self._title(node), what, html, goal, is_gone=is_gone)

    def _title(self, node: NodeId) -> str:
        for tree in self._trees:
            if node in tree.by_id:
                return tree.by_id[node].title or _("Untitled")
        return _("The whole roadmap")

    def _move(self, old_parent: NodeId | None, new_parent: NodeId | None) -> Markup:
        if old_parent == new_parent:
            return escape(_("to another place in the same part"))
        was = self._title(old_parent) if old_parent else _("the top")
        now = self._title(new_parent) if new_parent else _("the top")
        return escape(_("was under “%(was)s”, now under “%(now)s”", was=was, now=now))
