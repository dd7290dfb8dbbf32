"""The outline beside the text: two levels of everything, and all of the part that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adaptations import NodeId, Stance
from adaptations.document import Node
from roadmap_app.web.views.drafting.shown.book import Book

DEEP = 2
MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline."""

    id: NodeId
    number: str
    title: str
    kind: str
    parent: NodeId | None
    level: int
    goal: int
    state: str
    stance: str
    comments: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A node of the top level with its lines below."""

    head: Entry
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What the outline tells about nodes besides their titles."""

    stances: Mapping[NodeId, Stance] | None
    comments: Mapping[str, int]
    current: NodeId | None


def outline(book: Book, marks: Marks, *, search: str = "", stance: str = "") -> tuple[Group, ...]:
    """Return the outline; with a search or a stance only what fits, and what it stands under."""
    if search or stance:
        return _groups(book, marks, _fitting(book, marks, search.casefold(), stance))
    open_part = {marks.current, *book.tree.ancestors(marks.current)} if marks.current else set()
    shown = set()
    for node in book.document.nodes:
        if book.depths[node.id] < DEEP or node.parent in open_part or _nearest(book, node) in open_part:
            shown.add(node.id)
    return _groups(book, marks, shown)


def entry_of(book: Book, marks: Marks, node: Node) -> Entry:
    """Return one node's line."""
    stance = marks.stances.get(node.id, "") if marks.stances is not None else ""
    return Entry(
        id=node.id,
        number=book.numbers[node.id],
        title=book.title(node.id),
        kind=node.kind,
        parent=node.parent,
        level=book.depths[node.id],
        goal=book.goals[node.id],
        state=book.state(node),
        stance=stance,
        comments=marks.comments.get(node.id, 0),
        is_current=node.id == marks.current,
    )


def _nearest(book: Book, node: Node) -> NodeId | None:
    """Return the ancestor on the second level: what is below it opens and folds together."""
    above = [node.id, *book.tree.ancestors(node.id)]
    return above[-DEEP] if len(above) >= DEEP else None


def _fitting(book: Book, marks: Marks, search: str, stance: str) -> set[NodeId]:
    found: set[NodeId] = set()
    for node in book.document.nodes:
        if stance and (marks.stances or {}).get(node.id) != stance:
            continue
        if search and search not in f"{book.numbers[node.id]} {book.title(node.id)}".casefold():
            continue
        found.update((node.id, *book.tree.ancestors(node.id)))
        if search and len(found) > MOST_FOUND:
            break
    return found


def _groups(book: Book, marks: Marks, shown: set[NodeId]) -> tuple[Group, ...]:
    groups: list[tuple[Entry, list[Entry]]] = []
    for node in book.document.nodes:
        if node.id not in shown:
            continue
        entry = entry_of(book, marks, node)
        if node.parent is None:
            groups.append((entry, []))
        else:
            groups[-1][1].append(entry)
    return tuple(Group(head, tuple(entries)) for head, entries in groups)
