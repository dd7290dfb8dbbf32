"""The cover of an edition: its title, subtitle and content language, saved field by field."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request

from roadmap_app.services import frames
from roadmap_app.services.frames import Overtaken
from roadmap_app.services.permissions import Action
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import Here, find
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.typed import Typed
from roadmap_app.web.visitor import act

pages = Blueprint("cover", __name__)

LIMITS = {"title": 300, "subtitle": 500}
CONTENT_LANGUAGES = {
    "en": "English",
    "ru": "Русский",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "tg": "Тоҷикӣ",
    "tk": "Türkmençe",
    "uz": "Oʻzbekcha",
}


@pages.get("/roadmaps/<slug>/<where>/cover")
def cover(slug: str, where: str) -> Response:
    """Show the form of the cover."""
    here = find(db.session, slug, where, Action.EDIT)
    return _show(here, frames.frame_of(here.edition), {})


@pages.post("/roadmaps/<slug>/<where>/cover")
def save(slug: str, where: str) -> Response:
    """Save what was changed on the cover."""
    here = find(db.session, slug, where, Action.EDIT)
    typed = Typed(request.form)
    wanted = {
        "title": typed.line("title", limit=LIMITS["title"], empty=_("Give it a title.")),
        "subtitle": typed.line("subtitle", limit=LIMITS["subtitle"]),
        "language": typed.choice("language", CONTENT_LANGUAGES) or here.edition.language,
    }
    if typed.problems:
        return _show(here, typed.values, typed.problems, status=422)
    overtaken = frames.save_frame(db.session, here.edition, wanted, seen=_seen(), act=act())
    if overtaken:
        return _show(here, wanted, {each.part: _clash(each) for each in overtaken}, status=409)
    db.session.commit()
    flash(_("The cover is saved."))
    return see(here.url("draft.draft"))


def _seen() -> dict[str, int]:
    return {part: request.form.get(f"seen_{part}", 0, type=int) for part in frames.PARTS}


def _clash(overtaken: Overtaken) -> str:
    return _(
        "%(name)s wrote “%(theirs)s” meanwhile. Save again to keep yours, or put theirs here.",
        name=overtaken.by or _("Somebody"),
        theirs=overtaken.theirs,
    )


def _show(here: Here, values: dict[str, str], problems: dict[str, str], *, status: int = 200) -> Response:
    return page(
        "pages/drafting/cover.html",
        status=status,
        here=here,
        values=values,
        problems=problems,
        seen=frames.seen_of(db.session, here.edition),
        content_languages=CONTENT_LANGUAGES,
    )
