"""The first page: roadmaps, countries, and what waits for this person; for guests, what has been published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, url_for
from sqlalchemy import select

from roadmap_app.models import Edition, Network
from roadmap_app.services import overview
from roadmap_app.services.overview import Kind, Shelf, Standing, Waiting
from roadmap_app.services.permissions import place_of
from roadmap_app.services.stance_counts import stance_counts
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page
from roadmap_app.web.places import MASTER
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.translating import ngettext
from roadmap_app.web.visitor import identity, now

pages = Blueprint("home", __name__)


@pages.get("/")
def home() -> Response:
    """Show what there is to do or to read."""
    who = identity()
    shelves = overview.shelves(db.session, who)
    return page(
        "pages/home/home.html" if who else "pages/home/guest.html",
        shelves=shelves,
        waiting=[(each, *_in_words(each)) for each in overview.waiting(db.session, shelves, who)] if who else [],
        news=overview.news(shelves),
        keepers=overview.keepers(db.session) if who else {},
        days_left=_days_left(),
        edition_url=_edition_url,
        stances=_stances,
        place_of=place_of,
        has_role=bool(who and (who.is_admin or who.roles)),
    )


def _days_left() -> int | None:
    """Return the days to the presentation; None without a date, or when it has passed."""
    day = db.session.execute(select(Network.presentation_on).limit(1)).scalar_one_or_none()
    left = (day - now().date()).days if day else -1
    return left if left >= 0 else None


def _stances(shelf: Shelf, one: Standing) -> Mapping[str, int] | None:
    """Return how an adaptation stands to the region's newest version: its draft for those who may read that."""
    head, newest = shelf.master.newest, None if one.may_open else one.newest
    if head is None or (newest is None and not one.may_open):
        return None
    return stance_counts(db.session, one.edition, head, newest)


def _edition_url(endpoint: str, edition: Edition, **values: Any) -> str:  # noqa: ANN401 -- as url_for
    where = edition.country_code.lower() if edition.country_code else MASTER
    return url_for(endpoint, slug=edition.roadmap.slug, where=where, **values)


def _in_words(each: Waiting) -> tuple[str, str]:
    """Return the words for something that waits, and the address where it is done."""
    match each.kind:
        case Kind.VERSION:
            words = _("Version %(number)s of the region waits for you", number=each.detail)
            return words, _edition_url("updating.update", each.edition)
        case Kind.CHANGES:
            words = ngettext("change waits for you", "changes wait for you", each.count)
            return words, _edition_url("updating.update", each.edition)
        case Kind.COMMENTS:
            words = ngettext("comment is open", "comments are open", each.count)
            return words, _edition_url("draft.draft", each.edition)
        case Kind.ANSWERS:
            words = ngettext("question is not answered", "questions are not answered", each.count)
            return words, _edition_url("questions.questions", each.edition)
