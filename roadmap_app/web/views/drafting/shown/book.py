"""A draft made ready for the page: numbers, colours, gaps and stances, worked out once for equal documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from adaptations import Document, NodeId, Question, Stance, track
from adaptations.codec import from_json
from adaptations.completeness import missing
from adaptations.document import Kind, Node, Tree
from adaptations.numbering import numbers
from exports.mosaic import Spread, mosaic, svg, tones
from exports.prose import Answered, plain
from exports.reading.colours import GOALS
from roadmap_app.web.reading import answers_of, goal_positions

REMEMBERED = 24
LARGEST_PART = 60
"""A part with more nodes than this shows only its own words and the way to the parts below it."""


@dataclass(frozen=True, slots=True)
class Book:
    """A document with its lookup tables.

    `goals` is the count of the goal a node stands under, 0 for none; `titles` are plain text with questions filled in;
    `words` stands for all questions and answers.
    """

    document: Document
    tree: Tree
    numbers: Mapping[NodeId, str]
    goals: Mapping[NodeId, int]
    answers: Mapping[str, Answered]
    titles: Mapping[NodeId, str]
    depths: Mapping[NodeId, int]
    sizes: Mapping[NodeId, int]
    words: str

    def title(self, node: NodeId) -> str:
        """Return a node's title as plain text, questions filled in; "" when it has none."""
        return self.titles[node]

    def state(self, node: Node) -> str:
        """Return the drafting state, or "gap" when something is missing."""
        return "gap" if _has_gaps(node, self.document.questions) else node.text("state")

    def shown_root(self, node: NodeId) -> NodeId:
        """Return the highest part around a node that is small enough to be read as one page."""
        above = [*reversed(list(self.tree.ancestors(node))), node]
        return next((each for each in above if self.sizes[each] <= LARGEST_PART), node)

    def shown(self, root: NodeId) -> list[Node]:
        """Return the nodes of the page about a part; of one that is too large, only the node itself."""
        if self.sizes[root] > LARGEST_PART:
            return [self.tree.by_id[root]]
        return [self.tree.by_id[each] for each in self.tree.subtree(root)]

    def below(self, node: NodeId, kind: Kind) -> list[Node]:
        """Return the nodes of a kind below a node."""
        found = (self.tree.by_id[each] for each in self.tree.subtree(node))
        return [each for each in found if each.kind == kind and each.id != node]


@lru_cache(maxsize=REMEMBERED)
def book_of(document: Document) -> Book:
    """Return the book of a document."""
    tree = document.tree()
    sizes: dict[NodeId, int] = {}
    for node in reversed(document.nodes):
        sizes[node.id] = 1 + sum(sizes[child] for child in tree.children[node.id])
    answers = answers_of(document)
    depths: dict[NodeId, int] = {}
    for node in document.nodes:
        depths[node.id] = 0 if node.parent is None else depths[node.parent] + 1
    return Book(
        document=document,
        tree=tree,
        numbers=numbers(document),
        goals=goal_positions(document),
        answers=answers,
        titles={node.id: plain(node.title, answers=answers) for node in document.nodes},
        depths=depths,
        sizes=sizes,
        words=repr((document.questions, document.answers)),
    )


@lru_cache(maxsize=10_000)
def _has_gaps(node: Node, questions: tuple[Question, ...]) -> bool:
    """Say whether something keeps this node from being published: asked of nodes that are shown, not of all."""
    alone = Document("", "", nodes=(replace(node, parent=None),), questions=questions)
    return any(gap.node is not None for gap in missing(alone))


@lru_cache(maxsize=REMEMBERED)
def stances_of(acknowledged: str, document: Document) -> Mapping[NodeId, Stance]:
    """Return the stance of every node of an adaptation to the master (as JSON) that it acknowledged."""
    master = from_json(acknowledged)
    statuses = track(master, master, document)
    return {node: status.stance for node, status in statuses.items() if status.stance is not None}


@lru_cache(maxsize=500)
def opener_picture(seed: str, goal: int) -> str:
    """Return the tiles that stand on the page that opens a goal, as SVG coloured by the style sheet."""
    palette = tones(GOALS[(goal - 1) % len(GOALS)])
    return svg(mosaic(seed, 5, 3, palette, spread=Spread.CORNER), classes=True)
