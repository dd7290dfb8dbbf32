"""Everything that the draft page shows around one node."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from flask import abort
from flask_babel import get_locale
from markupsafe import Markup
from sqlalchemy.orm import Session

from adaptations import NodeId
from adaptations.document import Kind, Node
from exports.reading import money, periods
from roadmap_app.services import comments, draft_rows, trash
from roadmap_app.services.permissions import Action
from roadmap_app.services.snapshots import draft_document
from roadmap_app.services.structure import HOLDS
from roadmap_app.web.places import Here
from roadmap_app.web.showing import rendered
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.translating import ngettext
from roadmap_app.web.views.drafting.shown.book import Book, book_of, opener_picture, stances_of
from roadmap_app.web.views.drafting.shown.chips import linked
from roadmap_app.web.views.drafting.shown.outline import Entry, Marks, entry_of
from roadmap_app.web.visitor import allowed, now

FIRST_YEAR, LAST_YEAR = 2026, 2032


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses below one edition, put together by hand: a page has many hundreds of them."""

    base: str

    def node(self, node: str) -> str:
        """Return the address of a node in the draft."""
        return f"{self.base}/draft/{quote(node)}"

    def to(self, node: str, act: str) -> str:
        """Return the address of an act on a node, such as `move` or `edit/title`."""
        return f"{self.base}/nodes/{quote(node)}/{act}"

    def edit(self, node: str, key: str) -> str:
        """Return the address of the form for one part of a node."""
        return self.to(node, f"edit/{key}")

    def attrs(self, node: str, key: str, *, moves: bool = False) -> dict[str, str]:
        """Return the attributes that let a link open its form in place; `moves` brings the focus to it."""
        found = {"hx-get": self.edit(node, key), "hx-target": "closest .edit-block", "hx-swap": "outerHTML"}
        return {**found, "data-focus": ""} if moves else found


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft opened at one node; `node` and `root`, the part that is shown, are None when the draft is empty."""

    here: Here
    book: Book
    node: Node | None
    root: NodeId | None
    ways: Ways
    marks: Marks
    left_out: tuple[trash.Removed, ...]
    may_edit: bool
    may_comment: bool
    locale: str
    today: str

    @property
    def is_master(self) -> bool:
        """Say whether this is the regional master."""
        return self.here.edition.country_code is None

    @property
    def nodes(self) -> list[Node]:
        """Return the nodes of the reading column in order."""
        return self.book.shown(self.root) if self.root is not None else []

    @property
    def is_folded(self) -> bool:
        """Say whether the part is so large that only the way to what is below it is shown."""
        return self.root is not None and len(self.nodes) < self.book.sizes[self.root]

    def prose(self, node: Node, part: str) -> Markup:
        """Return a text of a node as safe HTML, its questions as links to where they are answered."""
        notes = f"{part}{self.book.numbers[node.id].replace('.', 'x')}"
        return linked(rendered(node.text(part), self.book.answers, notes), self.ways.base)

    def preview(self, text: str) -> Markup:
        """Return a text that is not saved yet as safe HTML."""
        return rendered(text, self.book.answers, "preview")

    def entry(self, node: Node) -> Entry:
        """Return the node's line in the outline."""
        return entry_of(self.book, self.marks, node)

    def children(self, node: NodeId | None) -> list[Node]:
        """Return the nodes directly below a node, or at the top."""
        return [self.book.tree.by_id[each] for each in self.book.tree.children[node]]

    def goal(self, node: NodeId) -> int:
        """Return the place of the goal that gives a node its colour; 1 outside of goals."""
        return self.book.goals[node] or 1

    def top_goals(self) -> int:
        """Return how many goals stand at the top."""
        return sum(node.kind is Kind.GOAL for node in self.children(None))

    def picture(self, node: Node) -> Markup:
        """Return the tiles of the page that opens a goal."""
        seed = f"{self.here.edition.key}:{node.id}"
        return Markup(opener_picture(seed, self.goal(node.id)))  # noqa: S704 -- drawn by this program

    def offered(self, node: Node | None) -> tuple[Kind, ...]:
        """Return the kinds of node that may be added below a node, or at the top."""
        return HOLDS[node.kind if node else None] if self.may_edit else ()

    def last_child(self, node: Node | None) -> str:
        """Return the id of the last node below a node, "" for none: new ones come behind it."""
        below = self.book.tree.children[node.id if node else None]
        return below[-1] if below else ""

    def figures(self, node: NodeId) -> list[tuple[str, str]]:
        """Return the numbers that open a part: sections, actions, cost, agreed."""
        actions = self.book.below(node, Kind.ACTION)
        sections = len(self.book.below(node, Kind.SECTION))
        found = [(str(sections), ngettext("section", "sections", sections))] if sections else []
        if not actions:
            return found
        found.append((str(len(actions)), ngettext("action", "actions", len(actions))))
        found += [(cost, _("cost")) for cost in money.short_totals(money.totals(actions), self.locale)[:2]]
        agreed = sum(self.book.state(each) == "agreed" for each in actions)
        return [*found, (str(agreed), _("agreed of %(total)s", total=len(actions)))]

    def costs(self, node: NodeId) -> tuple[str, ...]:
        """Return the rounded cost of all actions at and below a node, one figure a currency."""
        actions = (self.book.tree.by_id[each] for each in self.book.tree.subtree(node))
        return money.short_totals(money.totals(actions), self.locale)

    def period(self, node: Node) -> str:
        """Return when an action runs, in words."""
        start, end = node.text("start"), node.text("end")
        if node.text("permanent"):
            return _("from %(start)s, permanent", start=periods.words(start, self.locale)) if start else _("permanent")
        return periods.between(start, end, self.locale)

    def latest(self, node: Node) -> tuple[str, str]:
        """Return an indicator's newest value and its period, empty when nothing was reported yet."""
        rows = [row for row in node.rows("actuals") if row[2:3] and row[2]]
        last = max(rows, key=lambda row: row[0], default=("", "", ""))
        return last[2], periods.words(last[0], self.locale)

    def years(self, node: Node) -> tuple[int, int]:
        """Return the first and last year of an action's time line: always the roadmap's own, more where needed."""
        found = [int(written[:4]) for written in (node.text("start"), node.text("end")) if written]
        return min([FIRST_YEAR, *found]), max([LAST_YEAR, *found])

    def date(self, written: str) -> str:
        """Return a date in canonical form as people read it."""
        return periods.words(written, self.locale) if written else ""

    def cost_lines(self, node: Node) -> list[tuple[str, str, bool]]:
        """Return a node's cost lines: the amount in words, its source, and whether it is secured."""
        lines = money.cost_lines(node)
        return [
            (
                money.short(each.amount, each.currency, self.locale) if each.amount is not None else each.written,
                each.source,
                each.secured,
            )
            for each in lines
        ]

    def stance_counts(self) -> Counter[str]:
        """Return how many nodes of this adaptation have each stance."""
        return Counter((self.marks.stances or {}).values())

    def left_out_here(self) -> list[trash.Removed]:
        """Return what this adaptation left out of the part that is shown."""
        shown = {node.id for node in self.nodes}
        return [each for each in self.left_out if each.parent in shown]


def desk_at(session: Session, here: Here, node_id: str) -> Desk:
    """Return the draft opened at a node ("" for the first); end the request with 404 when there is no such node."""
    edition = here.edition
    book = book_of(draft_document(session, edition))
    top = book.tree.children[None]
    opened = NodeId(node_id) if node_id else (top[0] if top else None)
    if opened is not None and opened not in book.tree.by_id:
        abort(404)
    stances = stances_of(edition.acknowledged, book.document) if edition.acknowledged else None
    is_master = edition.country_code is None
    return Desk(
        here=here,
        book=book,
        node=book.tree.by_id[opened] if opened is not None else None,
        root=book.shown_root(opened) if opened is not None else None,
        ways=Ways(here.url("draft.draft").removesuffix("/draft")),
        marks=Marks(stances, comments.open_counts(session, edition), opened if node_id else None),
        left_out=() if is_master else trash.removed(session, edition, draft_rows.LEFT_OUT),
        may_edit=allowed(Action.EDIT, here.place),
        may_comment=allowed(Action.COMMENT, here.place),
        locale=str(get_locale()),
        today=now().date().isoformat(),
    )
