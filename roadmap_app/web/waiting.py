"""Files that people wait for: asking for one, and waking the worker."""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app

from exports import EXPORTERS
from roadmap_app.jobs.queue import Queue
from roadmap_app.models import ExportJob, Version
from roadmap_app.services import exporting
from roadmap_app.settings import Settings
from roadmap_app.web.handles import db
from roadmap_app.web.language import LANGUAGES, chosen_language
from roadmap_app.web.places import Here
from roadmap_app.web.visitor import act


def request_file(here: Here, version: Version | None, kind: str, language: str) -> ExportJob:
    """Write down that this person wants a file; send it to the queue after the commit."""
    name = "-".join((here.roadmap.slug, here.where, version.number if version else "draft", kind))
    return exporting.ask(
        db.session,
        here.edition,
        version,
        kind=kind,
        language=language if language in LANGUAGES else chosen_language(),
        filename=f"{name}.{EXPORTERS[kind].extension}",
        act=act(),
    )


def send(jobs: Iterable[ExportJob]) -> None:
    """Wake the worker for exports that have been committed."""
    queue: Queue = current_app.extensions["roadmap_queue"]
    for job in jobs:
        queue.send(job.id)


def settings() -> Settings:
    """Return the settings of this installation."""
    found: Settings = current_app.extensions["roadmap_settings"]
    return found
