"""Handing out a one-time link: by letter where mail is set up, and always once on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from flask import session

from roadmap_app.services.invitations import IssuedLink
from roadmap_app.services.mail import Delivery
from roadmap_app.web import letters
from roadmap_app.web.handles import db
from roadmap_app.web.views.people.wording import network_name

KEY = "issued_link"


@dataclass(frozen=True, slots=True)
class Shown:
    """A link to show once: whom it is for, its address, and what became of the letter."""

    email: str
    url: str
    delivery: Delivery


def hand_out(link: IssuedLink, *, language: str) -> None:
    """Send a link that has been committed, and keep it for the next page, which shows it once."""
    ready = letters.letter(link, network=network_name(db.session), language=language)
    url = letters.link_url(link.token)
    # Reading the names began a transaction; it must not stay open while a mail server takes its time.
    db.session.rollback()
    session[KEY] = [ready.to, url, letters.send(ready).value]


def take() -> Shown | None:
    """Return the link to show on this page, if one has just been made; it isn't kept after that."""
    kept = session.pop(KEY, None)
    return Shown(kept[0], kept[1], Delivery(kept[2])) if kept else None
