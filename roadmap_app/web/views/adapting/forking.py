"""Forking: a country begins its adaptation of a published master."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request

from roadmap_app.models import Country
from roadmap_app.services.actor import Cause
from roadmap_app.services.audit import record
from roadmap_app.services.forking import AlreadyForkedError, fork
from roadmap_app.services.permissions import Action, Place
from roadmap_app.services.snapshots import draft_document
from roadmap_app.services.versions import adaptations_of, latest_version
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import MASTER, Here, countries, find
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.visitor import act, allowed, require

pages = Blueprint("forking", __name__)


@pages.get("/roadmaps/<slug>/fork")
def offer(slug: str) -> Response:
    """Show which countries have an adaptation and which could begin one."""
    return _show(find(db.session, slug, MASTER, Action.COMPARE))


@pages.post("/roadmaps/<slug>/fork")
def begin(slug: str) -> Response:
    """Begin the adaptation of one country."""
    here = find(db.session, slug, MASTER, Action.COMPARE)
    country = db.session.get(Country, request.form.get("country", "").upper())
    version = latest_version(db.session, here.edition)
    if country is None or version is None:
        return _show(here, wrong=_("Choose one of the countries."), status=422)
    require(Action.FORK, Place(here.roadmap.id, country.code))
    try:
        edition = fork(db.session, version, country, act(Cause.FORK))
    except AlreadyForkedError:
        return _show(here, wrong=_("This country has its adaptation already."), status=409)
    record(db.session, act(), "edition.forked", edition.key)
    db.session.commit()
    return _begun(Here(here.roadmap, edition, country.code.lower()))


def _begun(ours: Here) -> Response:
    """Lead to the questions of the region, or where it asks none, to the draft."""
    if draft_document(db.session, ours.edition).questions:
        flash(_("The adaptation has begun. Answer the country’s questions first."))
        return see(ours.url("questions.questions"))
    flash(_("The adaptation has begun."))
    return see(ours.url("draft.draft"))


def _show(here: Here, *, wrong: str = "", status: int = 200) -> Response:
    taken = {each.country_code: each for each in adaptations_of(db.session, here.edition)}
    return page(
        "pages/adapting/fork.html",
        status=status,
        here=here,
        version=latest_version(db.session, here.edition),
        countries=[
            (each, taken.get(each.code), allowed(Action.FORK, Place(here.roadmap.id, each.code)))
            for each in countries(db.session)
        ],
        wrong=wrong,
    )
