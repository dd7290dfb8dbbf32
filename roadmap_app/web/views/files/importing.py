"""Importing: a Markdown file becomes a roadmap, looked at before anything is kept."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request
from werkzeug.datastructures import FileStorage

from adaptations import Document, Kind, Node, NodeId
from exports.markdown_file import Parsed, Unreadable, read_bytes
from roadmap_app.services.actor import Cause
from roadmap_app.services.audit import record
from roadmap_app.services.permissions import Action
from roadmap_app.services.planting import start_roadmap
from roadmap_app.services.slugs import free_slug
from roadmap_app.services.structure import fresh_id
from roadmap_app.services.texts.cleaning import one_line
from roadmap_app.web import words
from roadmap_app.web.handles import db
from roadmap_app.web.language import chosen_language
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import MASTER, Here
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.visitor import act, require

pages = Blueprint("importing", __name__)

LONGEST_TITLE = 300


@pages.get("/import")
def offer() -> Response:
    """Offer to start a roadmap from a file or from a title."""
    require(Action.START_ROADMAP)
    return page("pages/files/import.html", wrong={}, title="")


@pages.post("/import")
def bring() -> Response:
    """Start a roadmap from a file."""
    require(Action.START_ROADMAP)
    parsed = _parsed(request.files.get("file"))
    if isinstance(parsed, str):
        return page("pages/files/import.html", status=422, wrong={"file": parsed}, title="")
    slug = free_slug(db.session, parsed.document.title)
    edition = start_roadmap(db.session, slug=slug, document=parsed.document, act=act(Cause.IMPORT))
    record(db.session, act(), "roadmap.imported", slug)
    db.session.commit()
    for note in parsed.notes:
        flash(words.import_note(note))
    flash(_("The file has been imported. Headings have become nodes; nothing was left out."))
    return see(Here(edition.roadmap, edition, MASTER).url("draft.draft"))


@pages.post("/roadmaps")
def start() -> Response:
    """Start an empty roadmap."""
    require(Action.START_ROADMAP)
    title = one_line(request.form.get("title", ""))
    if not title or len(title) > LONGEST_TITLE:
        fault = _("Give it a title.") if not title else _("At most %(most)s characters.", most=LONGEST_TITLE)
        return page("pages/files/import.html", status=422, wrong={"title": fault}, title=title)
    slug = free_slug(db.session, title)
    edition = start_roadmap(db.session, slug=slug, document=_empty(slug, title), act=act())
    record(db.session, act(), "roadmap.started", slug)
    db.session.commit()
    return see(Here(edition.roadmap, edition, MASTER).url("draft.draft"))


def _parsed(file: FileStorage | None) -> Parsed | str:
    """Return what the file says, or what is wrong with it in words."""
    if file is None or not file.filename:
        return _("Choose a file first.")
    found = read_bytes(file.stream.read(), new_id=fresh_id)
    return _unreadable(found) if isinstance(found, Unreadable) else found


def _unreadable(found: Unreadable) -> str:
    return {
        "not_utf8": _("This is not a text file in UTF-8. Save it again as plain text, UTF-8."),
        "binary": _("This is not a text file. Export your document as Markdown first."),
        "too_large": _("This file is larger than 5 MB."),
        "empty": _("This file is empty."),
    }.get(found.reason.value, _("This file can’t be read."))


def _empty(slug: str, title: str) -> Document:
    """Return the first state of a roadmap: its title and one goal to begin with."""
    first = Node(NodeId(fresh_id()), Kind.GOAL, _("The first goal"))
    return Document(slug, title, language=chosen_language(), nodes=(first,))
