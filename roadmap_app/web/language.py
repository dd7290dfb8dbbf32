"""In which language a person reads the interface."""

from __future__ import annotations

from flask import Flask, g, request
from flask_babel import Babel, get_locale

from roadmap_app.web.visitor import person

LANGUAGES = {"en": "English", "ru": "Русский"}
COOKIE = "language"
COOKIE_AGE_S = 365 * 24 * 3600


def speak(app: Flask) -> None:
    """Choose each request's language: the person's own, else the cookie's, else the best the browser asks for."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=chosen_language, timezone_selector=lambda: "Asia/Bishkek")
    app.jinja_env.add_extension("jinja2.ext.i18n")

    @app.context_processor
    def _offer_language() -> dict[str, object]:
        return {"locale": str(get_locale()), "languages": LANGUAGES}


def chosen_language() -> str:
    """Return the code of this request's interface language."""
    if "language" not in g:
        here = person()
        wanted = here.language if here else request.cookies.get(COOKIE, "")
        g.language = wanted if wanted in LANGUAGES else request.accept_languages.best_match(list(LANGUAGES)) or "en"
    found: str = g.language
    return found
