"""Nodes as HTML, kept for as long as nothing that they show has changed: most of a page is the same every time."""

from __future__ import annotations

from flask import current_app
from markupsafe import Markup

from adaptations.document import Kind, Node
from roadmap_app.web.views.drafting.shown.desk import Desk

MOST_KEPT = 4_000
_kept: dict[tuple[object, ...], Markup] = {}


def leaf(desk: Desk, node: Node) -> Markup:
    """Return the HTML of one node in the reading column, without what stands below it.

    Its templates may use nothing but what `_shows` lists: not the request, not the person, no form token.
    """
    key = _shows(desk, node)
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        template = current_app.jinja_env.get_template("pages/drafting/node.html")
        found = _kept[key] = Markup(template.render(desk=desk, node=node))  # noqa: S704 -- escaped there
    return found


def _shows(desk: Desk, node: Node) -> tuple[object, ...]:
    """Return everything that the HTML of a node depends on."""
    book = desk.book
    return (
        node,
        book.numbers[node.id],
        book.state(node),
        book.goals[node.id],
        book.words,
        desk.marks.stances is not None and desk.marks.stances.get(node.id, ""),
        desk.costs(node.id),
        len(book.below(node.id, Kind.ACTION)),
        desk.last_child(node),
        desk.root == node.id,
        desk.is_folded,
        desk.may_edit,
        desk.is_master,
        desk.ways.base,
        desk.here.edition.language,
        desk.locale,
        desk.today,
    )
