"""Publishing a draft: what it changes, what it lacks, what it does to each country, and the step itself."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, Response, flash, request

from adaptations import Case, Level
from adaptations.numbering import numbers
from roadmap_app.services import publishing
from roadmap_app.services.audit import record
from roadmap_app.services.permissions import Action
from roadmap_app.services.publishing import Unpublishable
from roadmap_app.services.texts import cleaned
from roadmap_app.services.versions import latest_version, next_numbers
from roadmap_app.web.differences import lines
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import Here, countries, find
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.visitor import act
from roadmap_app.web.waiting import request_file, send

pages = Blueprint("publish", __name__)

LONGEST_NOTE = 2000


@pages.get("/roadmaps/<slug>/<where>/publish")
def publish(slug: str, where: str) -> Response:
    """Show what publishing now would mean."""
    return _show(find(db.session, slug, where, Action.PUBLISH))


@pages.post("/roadmaps/<slug>/<where>/publish")
def publish_now(slug: str, where: str) -> Response:
    """Publish the draft as the next version."""
    here = find(db.session, slug, where, Action.PUBLISH)
    note = cleaned(request.form.get("note", "")).strip()
    wrong = _fault(note)
    if wrong:
        return _show(here, note=note, wrong=wrong, status=422)
    bigger = request.form.get("step") == "bigger"
    done = publishing.publish(db.session, here.edition, note=note, bigger_step=bigger, act=act())
    if isinstance(done, Unpublishable):
        return _show(here, note=note, status=422)
    record(db.session, act(), "version.published", f"{here.edition.key} {done.number}")
    files = [request_file(here, done, kind, "") for kind in ("report", "deck")]
    db.session.commit()
    send(files)
    flash(_("Version %(number)s is published.", number=done.number))
    return see(here.url("versions.version", number=done.number))


def _fault(note: str) -> str:
    if not note:
        return _("Say in a sentence or two what has changed.")
    if len(note) > LONGEST_NOTE:
        return _("At most %(most)s characters; this has %(length)s.", most=LONGEST_NOTE, length=len(note))
    return ""


def _show(here: Here, *, note: str = "", wrong: str = "", status: int = 200) -> Response:
    prospect = publishing.prospect(db.session, here.edition)
    newest = latest_version(db.session, here.edition)
    smaller, bigger = next_numbers(newest)
    effects = {} if here.edition.country_code else publishing.effects(db.session, here.edition, prospect.draft)
    return page(
        "pages/publishing/publish.html",
        status=status,
        here=here,
        prospect=prospect,
        newest=newest,
        smaller=smaller,
        bigger=bigger,
        changes=lines(prospect.changes, prospect.before, prospect.draft) if prospect.before else [],
        numbers=numbers(prospect.draft),
        nodes=prospect.draft.tree().by_id,
        effects=[(each, _levels(effects[each.code])) for each in countries(db.session) if each.code in effects],
        note=note,
        wrong=wrong,
    )


def _levels(cases: tuple[Case, ...]) -> dict[str, int]:
    counted = Counter(case.level for case in cases)
    return {level.value: counted[level] for level in Level}
