"""The comparison: every node against every country, and any cell with both texts side by side."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, abort, request
from markupsafe import Markup

from adaptations import Document, Node, NodeId, Stance, Value
from adaptations.fields import fields_of
from roadmap_app.models import Edition
from roadmap_app.services.comparing import Column, Matrix, Row, compare
from roadmap_app.services.permissions import Action, place_of
from roadmap_app.services.versions import master_of
from roadmap_app.web import words
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import Here, find
from roadmap_app.web.reading import answers_of
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.values import Answers, part_difference, shown
from roadmap_app.web.visitor import allowed

pages = Blueprint("comparing", __name__)


@pages.get("/roadmaps/<slug>/<where>/compare")
def compare_all(slug: str, where: str) -> Response:
    """Show the matrix, or one stance of it, with perhaps one cell opened."""
    here = find(db.session, slug, where, Action.COMPARE)
    matrix = compare(db.session, master_of(db.session, here.edition), _may_read)
    wanted, node_id = request.args.get("stance", ""), request.args.get("node", "")
    return page(
        "pages/adapting/compare.html",
        here=here,
        matrix=matrix,
        rows=_chosen(matrix, wanted) if matrix else [],
        wanted=wanted,
        chips=_chips(here, matrix) if matrix else [],
        openings={node_id: _opened(matrix, node_id, request.args.get("country", ""))},
    )


@pages.get("/roadmaps/<slug>/<where>/compare/<node_id>")
def row(slug: str, where: str, node_id: str) -> Response:
    """Show one row, with one cell opened: the region's text and the country's, what differs, and why."""
    here = find(db.session, slug, where, Action.COMPARE)
    country = request.args.get("country", "")
    if not request.htmx:  # type: ignore[attr-defined]
        return see(here.url("comparing.compare_all", node=node_id, country=country, _anchor=f"row-{node_id}"))
    matrix = compare(db.session, master_of(db.session, here.edition), _may_read)
    found = next((each for each in matrix.rows if each.node.id == node_id), None) if matrix else None
    if found is None:
        abort(404)
    opened = _opened(matrix, node_id, country)
    return page("pages/adapting/compare_row.html", here=here, matrix=matrix, row=found, opened=opened, wanted="")


def _chips(here: Here, matrix: Matrix) -> list[dict[str, object]]:
    """Return the choices of what to show: everything, one stance, or only where countries differ."""
    address = partial(here.url, "comparing.compare_all")
    total = sum(len(column.stances) for column in matrix.columns)
    chips: list[dict[str, object]] = [{"key": "", "label": _("All"), "href": address(), "count": total}]
    chips += [
        {
            "key": each.value,
            "label": words.stance(each),
            "href": address(stance=each.value),
            "count": matrix.count(each),
        }
        for each in Stance
    ]
    differing = sum(1 for each in matrix.rows if each.differs)
    only = {"key": "differs", "label": _("Only where countries differ"), "count": differing}
    return [*chips, {**only, "href": address(stance="differs")}]


def _may_read(edition: Edition) -> bool:
    return allowed(Action.READ_DRAFT, place_of(edition))


def _chosen(matrix: Matrix, wanted: str) -> list[Row]:
    """Return the rows to show; the heading of a part stays where something below it does."""
    if wanted != "differs" and wanted not in set(Stance):
        return list(matrix.rows)
    kept: list[Row] = []
    heading: Row | None = None
    for each in matrix.rows:
        heading = each if each.node.parent is None else heading
        if each.differs if wanted == "differs" else wanted in each.stances:
            kept += [each] if heading in {None, each} else [heading, each]
            heading = None
    return kept


def _opened(matrix: Matrix | None, node_id: str, country: str) -> dict[str, object] | None:
    """Return what an opened cell shows; None when there is no such cell."""
    if matrix is None:
        return None
    row = next((each for each in matrix.rows if each.node.id == node_id), None)
    column = next((each for each in matrix.columns if each.code == country.upper()), None)
    if row is None or column is None or column.stances.get(row.node.id) is None:
        return None
    return {
        "row": row,
        "column": column,
        "stance": column.stances[row.node.id],
        "reason": column.reasons.get(row.node.id),
        "parts": _parts(matrix.master, column, row),
        "moved_on": _node(column.acknowledged, row.node.id) != _node(matrix.master, row.node.id),
    }


def _parts(master: Document, column: Column, row: Row) -> list[dict[str, object]]:
    """Return each part that either side says anything in: its name, the region's text, the country's differences.

    The region's text is the one that the country has dealt with; a later change of the region is not the country's.
    """
    ours = _node(column.document, row.node.id)
    region = _node(column.acknowledged, row.node.id)
    asked = answers_of(master)
    answers = {**asked, **answers_of(column.document)}
    found = []
    for name in ("title", "body", *(field.name for field in fields_of(row.node.kind))):
        old = region.part(name) if region else ""
        new = ours.part(name) if ours else ""
        if not (old or new) or (name == "title" and old == new):
            continue
        found.append(
            {
                "name": name,
                "same": old == new,
                "region": shown(name, old, asked),
                "country": _ours(name, old, new, answers) if region else shown(name, new, answers),
            }
        )
    return [each for each in found if each["name"] == "body" or not each["same"]] if ours else found


def _node(document: Document, node_id: NodeId) -> Node | None:
    return next((node for node in document.nodes if node.id == node_id), None)


def _ours(name: str, old: Value, new: Value, answers: Answers) -> Markup:
    return shown(name, new, answers) if old == new else part_difference(name, old, new, answers)
