"""What templates may call: dates, permissions, texts and fields as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from babel.units import format_unit
from flask import Flask
from flask_babel import format_date, format_datetime, get_locale
from markupsafe import Markup

from exports import prose
from exports.prose import Answered
from roadmap_app.models import Version
from roadmap_app.services.permissions import NOWHERE, Action, Place
from roadmap_app.web import words
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.translating import ngettext
from roadmap_app.web.values import facts_of, shown, spoken
from roadmap_app.web.visitor import allowed

MEGABYTE = 1_000_000
NUMERIC_MONTHS = {"tg", "tk"}
"""Languages whose month names come in a form that doesn't fit into a date; their dates are written in digits."""


def offer(app: Flask) -> None:
    """Give every template its filters and functions."""
    app.jinja_env.filters.update(
        day=day, moment=moment, weight=weight, prose=rendered, inline=rendered_line, plain=prose.plain
    )
    app.jinja_env.globals.update(
        may=may,
        gap_words=words.gap,
        part_word=words.part,
        coded=words.coded,
        kind_word=words.kind,
        shown=shown,
        facts_of=facts_of,
        question_hint=question_hint,
        version_options=version_options,
    )


def day(at: date) -> str:
    """Return a date in the reader's language."""
    return str(format_date(at, "dd.MM.yyyy" if str(get_locale())[:2] in NUMERIC_MONTHS else "long"))


def moment(at: datetime) -> str:
    """Return a day and time in the reader's language."""
    return str(format_datetime(at, "d MMM y, HH:mm"))


def weight(size: int) -> str:
    """Return a file's size, given in bytes, in the reader's language."""
    unit, number = ("digital-megabyte", size / 1e6) if size >= MEGABYTE else ("digital-kilobyte", size / 1e3)
    rounded = round(number, 1 if unit == "digital-megabyte" else 0)
    return str(format_unit(rounded, unit, length="short", locale=get_locale()))


def may(action: str, place: Place = NOWHERE) -> bool:
    """Say whether the person of this request may do the named action here."""
    return allowed(Action(action), place)


def rendered(
    text: str, answers: Mapping[str, Answered] | None = None, prefix: str = "", *, chips: bool = True
) -> Markup:
    """Return Markdown as safe HTML, questions as chips or filled in; `prefix` keeps several texts' footnotes apart."""
    html = prose.render(text, answers=answers, chips=chips, prefix=prefix, words=spoken())
    return Markup(html)  # noqa: S704 -- sanitised there


def rendered_line(text: str, answers: Mapping[str, Answered] | None = None, *, chips: bool = True) -> Markup:
    """Return one line of Markdown as safe HTML, questions as chips or filled in."""
    return Markup(prose.inline(text, answers=answers, chips=chips, words=spoken()))  # noqa: S704 -- sanitised there


def question_hint(question: object, uses: int) -> str:
    """Return what stands below an answer's field: the hint, the default, and how often it is asked."""
    hint, default = getattr(question, "hint", ""), getattr(question, "default", "")
    parts = [
        hint if not hint or hint[-1] in ".?!…" else f"{hint}.",
        _("Until you answer, the text says “%(default)s”.", default=default) if default else "",
        ngettext("Asked in one node.", "Asked in %(num)s nodes.", uses, num=uses),
    ]
    return " ".join(part for part in parts if part)


def version_options(versions: list[Version]) -> list[tuple[str, str]]:
    """Return versions as the options of a choice."""
    return [(each.number, f"{each.number} · {day(each.published_at)}") for each in versions]
