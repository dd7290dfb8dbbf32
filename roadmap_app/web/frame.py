"""What stands around every page of an edition: its name, and the ways to its other pages."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from roadmap_app.services.permissions import Action
from roadmap_app.services.versions import latest_version, master_of
from roadmap_app.web.handles import db
from roadmap_app.web.places import Here
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.translating import ngettext
from roadmap_app.web.visitor import allowed


@dataclass(frozen=True, slots=True)
class Tab:
    """One way from the bar; `count` is shown as a badge, `count_label` is read aloud with it."""

    key: str
    label: str
    href: str
    count: int | str = 0
    count_label: str = ""
    alert: bool = False


def offer(app: Flask) -> None:
    """Let every template ask for the bar of an edition."""
    app.jinja_env.globals["edition_tabs"] = edition_tabs
    app.jinja_env.globals["edition_standing"] = edition_standing


def edition_tabs(here: Here) -> list[Tab]:
    """Return the pages of an edition that this person may open."""
    tabs = []
    is_adaptation = here.edition.country_code is not None
    if allowed(Action.READ_DRAFT, here.place):
        tabs.append(Tab("draft", _("Draft"), here.url("draft.draft")))
    if is_adaptation and allowed(Action.READ_DRAFT, here.place):
        tabs.append(_update_tab(here))
    if allowed(Action.READ_DRAFT, here.place):
        tabs.append(Tab("questions", _("Questions"), here.url("questions.questions")))
    if allowed(Action.COMPARE, here.place):
        tabs.append(Tab("compare", _("Compare"), here.url("comparing.compare_all")))
    tabs.append(Tab("versions", _("Versions"), here.url("versions.versions")))
    if allowed(Action.EXPORT, here.place):
        tabs.append(Tab("export", _("Export"), here.url("exporting.exports")))
    return tabs


def edition_standing(here: Here) -> str:
    """Return in a few words what is being looked at: the draft of whom, after which version."""
    newest = latest_version(db.session, here.edition)
    country = here.edition.country
    if country is None and newest is None:
        return _("Regional master, first draft")
    if country is None and newest is not None:
        if not allowed(Action.READ_DRAFT, here.place):
            return _("Regional master, version %(number)s", number=newest.number)
        return _("Regional master, draft after version %(number)s", number=newest.number)
    follows = _followed(here)
    name = _(country.name) if country else ""
    return _("Adaptation of %(country)s, follows %(number)s", country=name, number=follows)


def _followed(here: Here) -> str:
    master = latest_version(db.session, master_of(db.session, here.edition))
    if master is not None and master.id == here.edition.followed_id:
        return master.number
    return here.edition.followed.number if here.edition.followed else ""


def _update_tab(here: Here) -> Tab:
    newest = latest_version(db.session, master_of(db.session, here.edition))
    label, href = _("Update from region"), here.url("updating.update")
    if newest is not None and newest.id != here.edition.followed_id:
        note = _("Version %(number)s has been published", number=newest.number)
        return Tab("update", label, href, newest.number, note, alert=True)
    waiting = here.edition.open_changes
    note = ngettext("change waits for you", "changes wait for you", waiting)
    return Tab("update", label, href, waiting, note, alert=waiting > 0)
