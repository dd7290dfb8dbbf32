"""Editing one part of a node in place: its form, the save, a clash, and the preview of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, flash, request
from sqlalchemy.orm import Session

from adaptations.document import Node
from adaptations.fields import PROSE_PARTS
from roadmap_app.services import draft_rows, drafting, texts
from roadmap_app.services.drafting import Clash, Saved
from roadmap_app.services.field_values import MOST_ROWS, Raw, Refused, UnknownPartError
from roadmap_app.services.permissions import Action
from roadmap_app.services.snapshots import node_value
from roadmap_app.web.handles import db
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import Here, find
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.views.drafting import forms
from roadmap_app.web.views.drafting.answers import UNKNOWN, said, unknown, with_anchor
from roadmap_app.web.views.drafting.forms import Sheet, Typed
from roadmap_app.web.views.drafting.shown.desk import desk_at
from roadmap_app.web.visitor import act

pages = Blueprint("editing", __name__)
for each in (*UNKNOWN, texts.UnknownStateError, UnknownPartError):
    pages.register_error_handler(each, unknown)


@dataclass(frozen=True, slots=True)
class Opened:
    """One form of one node, on an edition that the person may edit."""

    here: Here
    node: Node
    sheet: Sheet


@pages.get("/roadmaps/<slug>/<where>/nodes/<node_id>/edit/<part>")
def edit(slug: str, where: str, node_id: str, part: str) -> Response:
    """Show the form for a part of a node."""
    opened = _opened(db.session, slug, where, node_id, part)
    row = draft_rows.find(db.session, opened.here.edition, node_id)
    return _form(opened, forms.as_kept(db.session, opened.here.edition, row, opened.node, opened.sheet))


@pages.post("/roadmaps/<slug>/<where>/nodes/<node_id>/edit/<part>")
def save(slug: str, where: str, node_id: str, part: str) -> Response:
    """Save what was typed; answer with the part as it reads now, or with the form and what to do."""
    opened = _opened(db.session, slug, where, node_id, part)
    typed = forms.as_typed(opened.sheet, request.form)
    if "preview" in request.form or "more" in request.form:
        return _form(opened, typed)
    outcome = _save(db.session, opened, typed)
    match outcome:
        case Saved():
            db.session.commit()
            return _saved(opened, outcome)
        case Refused():
            return _form(opened, typed, refused=outcome, status=422)
        case Clash():
            return _clash(opened, typed, outcome)
        case _:
            assert_never(outcome)


@pages.get("/roadmaps/<slug>/<where>/nodes/<node_id>/parts/<part>")
def part(slug: str, where: str, node_id: str, part: str) -> Response:
    """Show a part as it reads now: what a form that is closed again leaves behind."""
    opened = _opened(db.session, slug, where, node_id, part)
    if "HX-Request" not in request.headers:
        return see(with_anchor(opened.here, node_id))
    return _read(opened)


@pages.post("/roadmaps/<slug>/<where>/preview")
def preview(slug: str, where: str) -> Response:
    """Show a text that is being written as it will read."""
    here = find(db.session, slug, where, Action.EDIT)
    desk = desk_at(db.session, here, "")
    text = next((value for key, value in request.form.items() if key in PROSE_PARTS), "")
    return page("pages/drafting/preview.html", fragment="preview", here=here, desk=desk, text=texts.cleaned(text))


@pages.errorhandler(texts.CorruptTextError)
def _unreadable(error: texts.CorruptTextError) -> Response:
    """Say that the text can't be shown; an empty field here would invite people to write over it."""
    words = request.view_args or {}
    here = find(db.session, words["slug"], words["where"], Action.EDIT)
    desk = desk_at(db.session, here, error.node_id)
    return page("pages/drafting/unreadable.html", fragment="form", status=500, here=here, desk=desk)


def _opened(session: Session, slug: str, where: str, node_id: str, key: str) -> Opened:
    here = find(session, slug, where, Action.EDIT)
    node = node_value(draft_rows.find(session, here.edition, node_id))
    sheet = forms.sheet_of(node.kind, key, is_master=here.edition.country_code is None)
    if sheet is None:
        abort(404)
    return Opened(here, node, sheet)


def _save(session: Session, opened: Opened, typed: Typed) -> Saved | Clash | Refused:
    edition, node, sheet = opened.here.edition, opened.node.id, opened.sheet
    if sheet.is_text:
        part = sheet.parts[0]
        return drafting.save_part(session, edition, node, part, typed.values[part], seen=typed.seen[""], act=act())
    return drafting.save_fields(session, edition, node, typed.values, seen=typed.seen, act=act())


def _form(opened: Opened, typed: Typed, *, refused: Refused | None = None, status: int = 200) -> Response:
    """Return the form with what was typed; nothing is ever lost on the way."""
    text = typed.values[opened.sheet.parts[0]]
    return page(
        "pages/drafting/edit.html",
        fragment="form",
        status=status,
        here=opened.here,
        desk=desk_at(db.session, opened.here, opened.node.id),
        sheet=opened.sheet,
        typed=typed,
        wrong={refused.part: forms.sentence(refused)} if refused else {},
        rows=_with_spare(typed.values, spare="more" in request.form),
        spare="more" in request.form,
        previewed=text if "preview" in request.form else None,
        options=forms.options,
    )


def _with_spare(values: Mapping[str, Raw], *, spare: bool) -> dict[str, list[list[str]]]:
    """Return the rows of each field that has rows, with an empty one for the next line, or one more than there was."""
    found = {}
    for name, value in values.items():
        if not isinstance(value, str):
            rows = [list(row) for row in value if any(cell.strip() for cell in row)]
            empty = len(value) - len(rows) + 1 if spare else 1
            found[name] = [*rows, *([[]] * min(empty, MOST_ROWS - len(rows)))]
    return found


def _saved(opened: Opened, outcome: Saved) -> Response:
    note = _("Somebody else changed this text meanwhile. Both changes are kept; please read it once.")
    if "HX-Request" not in request.headers:
        flash(note if outcome.merged else _("Saved."))
        return see(with_anchor(opened.here, opened.node.id))
    return said(_read(opened, is_new=True), note if outcome.merged else "")


def _read(opened: Opened, *, is_new: bool = False) -> Response:
    desk = desk_at(db.session, opened.here, opened.node.id)
    is_open = urlsplit(request.headers.get("HX-Current-URL", "")).path == desk.ways.node(opened.node.id)
    return page(
        "pages/drafting/shown.html",
        here=opened.here,
        desk=desk,
        sheet=opened.sheet,
        is_new=is_new,
        is_open=is_open,
    )


def _clash(opened: Opened, typed: Typed, clash: Clash) -> Response:
    """Ask which of two values shall stand: each button sends the whole form again, having seen the other's value."""
    return page(
        "pages/drafting/clash.html",
        fragment="form",
        status=409,
        here=opened.here,
        desk=desk_at(db.session, opened.here, opened.node.id),
        sheet=opened.sheet,
        clash=clash,
        seen={**typed.seen, clash.part: clash.seen},
        mine={**typed.values, clash.part: clash.mine},
        theirs={**typed.values, clash.part: clash.theirs},
    )
