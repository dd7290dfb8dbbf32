"""Sending mail: plain text over SMTP, encrypted wherever the server can."""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from enum import StrEnum

from roadmap_app.services.texts.cleaning import cleaned, one_line
from roadmap_app.settings import Mail

log = logging.getLogger(__name__)

TIMEOUT_S = 10
TLS_FROM_THE_START = 465


class Delivery(StrEnum):
    """What became of a message."""

    SENT = "sent"
    NOT_SET_UP = "not_set_up"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person, in plain text."""

    to: str
    subject: str
    text: str


def is_set_up(settings: Mail) -> bool:
    """Say whether this installation can send mail."""
    return bool(settings.host and settings.sender)


def send(settings: Mail, letter: Letter) -> Delivery:
    """Send a letter now and say what became of it; call it after the commit, since it can't be taken back."""
    if not is_set_up(settings):
        return Delivery.NOT_SET_UP
    try:
        with _connected(settings) as server:
            server.send_message(_message(settings, letter))
    except (OSError, smtplib.SMTPException, UnicodeError, ValueError) as error:
        # Neither address nor text: a log is read by more people than a letter.
        log.warning("a letter could not be sent: %s", type(error).__name__)
        return Delivery.FAILED
    return Delivery.SENT


def _message(settings: Mail, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.sender
    message["To"] = one_line(letter.to)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2].strip("> ") or None)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(cleaned(letter.text))
    return message


@contextmanager
def _connected(settings: Mail) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if settings.port == TLS_FROM_THE_START:
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_S)
    with server:
        server.ehlo()
        is_open_line = settings.port != TLS_FROM_THE_START
        if is_open_line and (server.has_extn("starttls") or settings.user):
            # A password never goes over an open line: without encryption this raises.
            server.starttls(context=context)
        if settings.user:
            server.login(settings.user, settings.password)
        yield server
