"""Letters with a one-time link: written in the reader's language, sent after the commit."""

from __future__ import annotations

import threading
from datetime import datetime

from flask import current_app, render_template, url_for
from flask_babel import force_locale, format_datetime

from roadmap_app.services import mail
from roadmap_app.services.invitations import IssuedLink
from roadmap_app.services.mail import Delivery, Letter
from roadmap_app.settings import Settings
from roadmap_app.web.translating import gettext as _


def can_be_sent() -> bool:
    """Say whether this installation can send mail."""
    return mail.is_set_up(_settings().mail)


def link_url(token: str) -> str:
    """Return the whole address of a one-time link; it never depends on what a request calls this host."""
    return _settings().base_url + url_for("sign_in.link", token=token)


def letter(link: IssuedLink, *, network: str, language: str) -> Letter:
    """Return the letter that brings a link to whom it is for."""
    row = link.invitation
    with force_locale(language):
        is_new = row.person_id is None
        text = render_template(
            "mail/invitation.txt" if is_new else "mail/sign_in.txt",
            name=row.name,
            network=network,
            url=link_url(link.token),
            until=_moment(row.expires_at),
        )
        if is_new:
            return Letter(row.email, _("Your invitation to %(network)s", network=network), text)
        return Letter(row.email, _("Sign in to %(network)s", network=network), text)


def send(ready: Letter) -> Delivery:
    """Send a letter and say what became of it; no transaction may be open, since a mail server may be slow."""
    return mail.send(_settings().mail, ready)


def send_quietly(ready: Letter) -> None:
    """Send a letter beside the request, so that how long the answer takes tells nobody whether there was one."""
    threading.Thread(target=mail.send, args=(_settings().mail, ready), daemon=True).start()


def _moment(at: datetime) -> str:
    return str(format_datetime(at, "d MMMM yyyy, HH:mm zzz"))


def _settings() -> Settings:
    found: Settings = current_app.extensions["roadmap_settings"]
    return found
