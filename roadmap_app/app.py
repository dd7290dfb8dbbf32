"""Put the application together; the only module that knows all its parts."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_compress import Compress
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix

from roadmap_app.database import engine_options, prepare
from roadmap_app.jobs.queue import Queue
from roadmap_app.settings import Settings
from roadmap_app.web import assets, errors, frame, handles, language, pictures, security, sessions, showing
from roadmap_app.web.views import blueprints

MAX_FORM_BYTES = 6 * 1024 * 1024

COMPRESSED = ("text/html", "text/css", "text/javascript", "image/svg+xml", "application/json", "text/markdown")
"""What travels compressed; pictures, fonts and PDFs are compressed already."""


def create_app(settings: Settings) -> Flask:
    """Return the web application for these settings; it opens no connection before the first request."""
    app = Flask(__name__, template_folder=str(_templates()))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_NAME="__Host-roadmap" if settings.secure else "roadmap",
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIMETYPES=[*COMPRESSED],
        WTF_CSRF_TIME_LIMIT=None,
        PREFERRED_URL_SCHEME="https" if settings.secure else "http",
    )
    app.extensions["roadmap_settings"] = settings
    app.extensions["roadmap_queue"] = Queue(settings)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    Htmx(app)
    Compress(app)
    handles.db.init_app(app)
    with app.app_context():
        prepare(handles.db.engine)
    app.url_map.converters["int"] = security.Identifier
    # First of all that looks at a request, so that the right lock is chosen before anything reads the database.
    security.protect(app)
    handles.csrf.init_app(app)
    handles.limiter.init_app(app)
    language.speak(app)
    sessions.recognise(app)
    errors.explain(app)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    frame.offer(app)
    pictures.offer(app)
    showing.offer(app)
    app.jinja_env.globals["asset"] = assets.asset
    app.jinja_env.globals["ui"] = app.jinja_env.get_template("components/ui.html").module
    return app


def _templates() -> Path:
    """Return the folder of templates: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    beside = package.parent / "templates"
    return beside if (beside / "layouts").is_dir() else package / "templates"
