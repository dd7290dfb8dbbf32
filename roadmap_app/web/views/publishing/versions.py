"""Versions: the list, one to read, two to compare; open to everybody, because they are published."""

from __future__ import annotations

from flask import Blueprint, Response, request
from markupsafe import Markup

from adaptations import Document, Kind, diff_document
from adaptations.numbering import numbers
from roadmap_app.models import Version
from roadmap_app.services import exporting
from roadmap_app.services.snapshots import version_document
from roadmap_app.services.versions import versions_of
from roadmap_app.web.differences import lines
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page
from roadmap_app.web.places import find_published, find_version
from roadmap_app.web.reading import answers_of, goal_positions, goals_at_the_top
from roadmap_app.web.views.drafting.shown.book import opener_picture

pages = Blueprint("versions", __name__)


@pages.get("/roadmaps/<slug>/<where>/versions")
def versions(slug: str, where: str) -> Response:
    """List an edition's versions."""
    here = find_published(db.session, slug, where)
    return page("pages/publishing/versions.html", here=here, versions=versions_of(db.session, here.edition))


@pages.get("/roadmaps/<slug>/<where>/versions/<number>")
def version(slug: str, where: str, number: str) -> Response:
    """Show a version as a document to read."""
    here = find_published(db.session, slug, where)
    found = find_version(db.session, here, number)
    document = version_document(found)
    return page(
        "pages/publishing/version.html",
        here=here,
        version=found,
        document=document,
        tree=document.tree(),
        numbers=numbers(document),
        answers=answers_of(document),
        goals=goal_positions(document),
        goal_count=sum(1 for node in document.nodes if node.kind is Kind.GOAL and node.parent is None),
        pictures={
            node.id: Markup(opener_picture(document.id + node.id, goal))  # noqa: S704 -- drawn from numbers
            for node, goal in goals_at_the_top(document)
        },
        files=exporting.ready_files(db.session, found),
    )


@pages.get("/roadmaps/<slug>/<where>/versions/compare")
def compare(slug: str, where: str) -> Response:
    """Show what changed between two versions; without a choice, between the two newest."""
    here = find_published(db.session, slug, where)
    every = versions_of(db.session, here.edition)
    newer = _chosen("to", every, here_default=0)
    older = _chosen("from", every, here_default=1)
    shown = [] if newer is None or older is None else _lines(version_document(older), version_document(newer))
    return page("pages/publishing/compare.html", here=here, versions=every, older=older, newer=newer, changes=shown)


def _chosen(name: str, every: list[Version], *, here_default: int) -> Version | None:
    wanted = request.args.get(name, "")
    fallback = every[min(here_default, len(every) - 1)] if every else None
    return next((each for each in every if each.number == wanted), fallback)


def _lines(old: Document, new: Document) -> list[object]:
    return [*lines(diff_document(old, new), old, new)]
