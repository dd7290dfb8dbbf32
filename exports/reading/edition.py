"""An edition made ready for the page: its numbers, colours, and texts with the questions filled in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from adaptations import Stance
from adaptations.document import Document, Kind, Node, NodeId, Tree
from adaptations.numbering import numbers
from exports.prose import Answered, inline, render
from exports.reading import colours
from exports.subject import Subject

FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
NOTE_MARK = re.compile(r"<sup.*?</sup>")
TAG = re.compile(r"<[^>]*>")
BREAK = re.compile(r"<br[^>]*>")
QUOTE = re.compile(r"<blockquote>(.*?)</blockquote>", re.DOTALL)
ITEM = re.compile(r"<li[^>]*>(?:<p>)?(.*?)(?=</?(?:li|p|ul|ol)\b)", re.DOTALL)
FIRST_CELL = re.compile(r"<tr><td[^>]*>(.*?)</td>", re.DOTALL)
BOLD_START = re.compile(r"\s*<strong>(.*?)</strong>", re.DOTALL)
LONGEST_PULLED = 280
"""A quote of more characters, or of more than a paragraph or line, is part of the text, not a saying to be set off."""
LONGEST_ITEM = 90
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Edition:
    """A document with its lookup tables; `answers` holds for each question the text that stands in its place."""

    subject: Subject
    document: Document
    tree: Tree
    numbers: Mapping[NodeId, str]
    answers: Mapping[str, Answered]
    goals: tuple[NodeId, ...]

    def plain(self, text: str) -> str:
        """Return one-line text with its questions filled in."""
        return " ".join(html.unescape(TAG.sub("", inline(text, answers=self.answers))).split())

    def title(self, node: Node) -> str:
        """Return a node's title, questions filled in; a note in its place when there is none."""
        return self.plain(node.title) or self.subject.translate("Untitled")

    def html(self, markdown: str, *, notes: str = "") -> str:
        """Return safe HTML of Markdown text, questions filled in; `notes` keeps its footnotes apart from all others."""
        if not markdown.strip():
            return ""
        return QUOTE.sub(_quote, render(markdown, answers=self.answers, prefix=notes))

    def opening(self, markdown: str) -> str:
        """Return the first paragraph of Markdown text as plain text; "" when there is none."""
        found = FIRST_PARAGRAPH.search(self.html(markdown))
        return _bare(found[1]) if found else ""

    def items(self, markdown: str) -> tuple[str, ...]:
        """Return what the items of lists in a Markdown text begin with, or else the rows of its tables."""
        told = self.html(markdown)
        found = (BOLD_START.match(each) or each for each in ITEM.findall(told) or FIRST_CELL.findall(told))
        starts = (sentences(_bare(each), LONGEST_ITEM) if isinstance(each, str) else _bare(each[1]) for each in found)
        return tuple(each for each in starts if any(map(str.isalpha, each)))

    def colour_index(self, node: NodeId) -> int:
        """Return the place of the goal that the node belongs to, counted from 1; 0 outside of goals."""
        for each in (node, *self.tree.ancestors(node)):
            if each in self.goals:
                return self.goals.index(each) % len(colours.GOALS) + 1
        return 0

    def colour(self, node: NodeId) -> str:
        """Return the colour of the goal that the node belongs to as #rrggbb; ink or lapis outside of goals."""
        index = self.colour_index(node)
        if index:
            return colours.GOALS[index - 1]
        return colours.INK if self.goals else colours.GOALS[0]

    def below(self, node: NodeId, kind: Kind) -> tuple[Node, ...]:
        """Return the nodes of a kind at or below a node, in reading order."""
        found = (self.tree.by_id[each] for each in self.tree.subtree(node))
        return tuple(each for each in found if each.kind is kind)

    def of_kind(self, kind: Kind) -> tuple[Node, ...]:
        """Return all nodes of a kind in reading order."""
        return tuple(each for each in self.document.nodes if each.kind is kind)

    def children(self, node: NodeId | None) -> tuple[Node, ...]:
        """Return the nodes directly below a node, or those at the top for None."""
        return tuple(self.tree.by_id[each] for each in self.tree.children[node])

    def stance(self, node: NodeId) -> Stance | None:
        """Return a node's stance in an adaptation; None in the master."""
        return self.subject.stances.get(node) if self.subject.stances is not None else None


def read(subject: Subject) -> Edition:
    """Return the subject's document ready for the page."""
    document = subject.document
    tree = document.tree()
    goals = tuple(node.id for node in document.nodes if node.kind is Kind.GOAL and node.parent is None)
    return Edition(subject, document, tree, numbers(document), _answers(document), goals)


def _bare(text: str) -> str:
    """Return the words of a piece of HTML on one line."""
    return " ".join(html.unescape(TAG.sub("", BREAK.sub(" ", NOTE_MARK.sub("", text)))).split())


def _quote(found: re.Match[str]) -> str:
    inner = found[1]
    if inner.count("<p>") == 1 and "<br" not in inner and len(TAG.sub("", inner)) <= LONGEST_PULLED:
        return found[0]
    return f'<blockquote class="clause">{inner}</blockquote>'


def sentences(text: str, limit: int) -> str:
    """Return as many whole sentences as fit into `limit` characters; at least the first."""
    kept = ""
    for sentence in SENTENCE_END.split(text):
        if kept and len(kept) + len(sentence) + 1 > limit:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


def country_name(code: str, subject: Subject) -> str:
    """Return a country's name as its own labels have it, else as the CLDR has it; the code when it is not known."""
    english = str(Locale("en").territories.get(code, code))
    translated = subject.translate(english)
    if translated != english:
        return translated
    try:
        return str(Locale.parse(subject.locale).territories.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


def leads(edition: Edition, actions: Iterable[Node]) -> tuple[str, ...]:
    """Return the different lead bodies of actions in order of appearance."""
    found = (edition.plain(action.text("lead")) for action in actions)
    return tuple(dict.fromkeys(each for each in found if each))


def _answers(document: Document) -> dict[str, Answered]:
    given = dict(document.answers)
    return {
        question.key: Answered(question.label, given.get(question.key, ""), question.default)
        for question in document.questions
    }
