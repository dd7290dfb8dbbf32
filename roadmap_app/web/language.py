"""The language of the interface, chosen for each request."""

from __future__ import annotations

from flask import Flask, g, request
from flask_babel import Babel

from roadmap_app.web import translating
from roadmap_app.web.visitor import person

LANGUAGES = {"en": "English", "ru": "Русский"}
LOCALES = {"en": "en_GB"}
"""Languages whose dates and numbers follow one of several countries: 30 March, not March 30."""
COOKIE = "language"
COOKIE_AGE_S = 365 * 24 * 3600


def speak(app: Flask) -> None:
    """Choose each request's language: the person's own, else the cookie's, else the best the browser asks for."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=_chosen_locale, timezone_selector=lambda: "Asia/Bishkek")
    app.jinja_env.add_extension("jinja2.ext.i18n")
    translating.offer(app.jinja_env)

    @app.context_processor
    def _offer_language() -> dict[str, object]:
        return {"locale": chosen_language(), "languages": LANGUAGES}


def chosen_language() -> str:
    """Return the code of this request's interface language."""
    if "language" not in g:
        here = person()
        wanted = here.language if here else request.cookies.get(COOKIE, "")
        g.language = wanted if wanted in LANGUAGES else request.accept_languages.best_match(list(LANGUAGES)) or "en"
    found: str = g.language
    return found


def _chosen_locale() -> str:
    language = chosen_language()
    return LOCALES.get(language, language)
