"""The audit log, for administrators: who did what, when."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from flask import Blueprint, Response, request, url_for

from roadmap_app.services import accounts
from roadmap_app.services import audit as log
from roadmap_app.services.permissions import Action
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.typed import Typed
from roadmap_app.web.views.people import wording
from roadmap_app.web.visitor import require

pages = Blueprint("audit", __name__)

DIGITS = 9
DAY_LENGTH = 10


@pages.get("/audit")
def audit() -> Response:
    """Show the log, newest first, narrowed down by person, act and day."""
    require(Action.READ_AUDIT)
    typed = Typed(request.args)
    wanted = log.Filter(_number(typed, "person"), typed.line("act", limit=60), _day(typed))
    found = log.read(db.session, wanted, _number(typed, "page") or 1)
    places = wording.role_places(db.session)
    return page(
        "pages/people/audit.html",
        fragment="entries",
        found=found,
        typed=typed,
        act_word=wording.act_word,
        details=lambda entry: wording.detail_lines(json.loads(entry.detail), places),
        people=[("", _("Everybody"))] + [(each.id, each.name) for each in accounts.people(db.session, state=None)],
        acts=[("", _("Every act"))] + [(each, wording.act_word(each)) for each in log.acts(db.session)],
        earlier=_page(typed, found.number - 1) if found.number > 1 else "",
        later=_page(typed, found.number + 1) if found.number < found.pages else "",
        broken=log.verify(db.session) if "verify" in request.args else None,
        was_verified="verify" in request.args,
    )


def _number(typed: Typed, name: str) -> int | None:
    text = typed.line(name, limit=60)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None


def _day(typed: Typed) -> date | None:
    text = typed.line("day", limit=60)
    try:
        return date.fromisoformat(text) if len(text) == DAY_LENGTH else None
    except ValueError:
        typed.problems["day"] = _("This is not a day. One looks like 2027-03-30.")
        return None


def _page(typed: Typed, number: int) -> str:
    kept: dict[str, Any] = {name: value for name, value in typed.values.items() if value and name != "page"}
    return url_for("audit.audit", **kept, page=number)
