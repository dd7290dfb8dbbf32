"""Translation into the language of the request, with types."""

from __future__ import annotations

from gettext import NullTranslations

import flask_babel
from flask import g, has_app_context
from jinja2 import Environment, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import escape

UNTRANSLATED = NullTranslations()


def gettext(message: str, **values: object) -> str:
    """Return the message in the language of this request, its %(names)s filled in."""
    words = catalogue().gettext(message)
    return words % values if values else words


def pgettext(context: str, message: str) -> str:
    """Return the message in the language of this request where one English word has several meanings."""
    return catalogue().pgettext(context, message)


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return the message in the form that this number needs in the language of this request; it may hold %(num)s."""
    return catalogue().ngettext(one, many, number) % {"num": number, **values}


def catalogue() -> NullTranslations:
    """Return the catalogue of this request's language, found once a request: a page asks for a thousand words."""
    if not has_app_context():
        return UNTRANSLATED
    locale = flask_babel.get_locale()
    held: tuple[object, NullTranslations] | None = g.get("catalogue")
    if held is None or held[0] is not locale:
        held = g.catalogue = (locale, flask_babel.get_translations())
    return held[1]


def offer(environment: Environment) -> None:
    """Let templates translate through the same catalogue."""
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=_in_page,
        ngettext=lambda one, many, number: catalogue().ngettext(one, many, number),
        pgettext=lambda context, message: catalogue().pgettext(context, message),
        newstyle=True,
    )


@pass_eval_context
def _in_page(page: EvalContext, message: str) -> str:
    """Return the message in the language of this request; the names of countries, which data brings, are no markup."""
    # Jinja takes whatever a translation returns for markup that somebody wrote into a template.
    words = catalogue().gettext(message)
    return escape(words) if page.autoescape else words
