"""Exports: ask for a file, watch it being made, fetch it; a page never waits for one."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, send_file

from exports import EXPORTERS
from roadmap_app.jobs.making import file_of
from roadmap_app.models import ExportJob
from roadmap_app.services import exporting
from roadmap_app.services.exporting import OPEN, State
from roadmap_app.services.permissions import Action, place_of
from roadmap_app.services.versions import versions_of
from roadmap_app.web.handles import db
from roadmap_app.web.language import chosen_language
from roadmap_app.web.pages import page, see
from roadmap_app.web.places import Here, find, find_published, find_version
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.visitor import allowed, identity, now, require
from roadmap_app.web.waiting import request_file, send, settings

pages = Blueprint("exporting", __name__)


@pages.get("/roadmaps/<slug>/<where>/exports")
def exports(slug: str, where: str) -> Response:
    """Offer the files that can be made of an edition, and list this person's."""
    return _show(find(db.session, slug, where, Action.EXPORT))


@pages.post("/roadmaps/<slug>/<where>/exports")
def ask(slug: str, where: str) -> Response:
    """Ask for one file."""
    here = find(db.session, slug, where, Action.EXPORT)
    kind, number = request.form.get("kind", ""), request.form.get("version", "")
    if kind not in EXPORTERS:
        return _show(here, wrong=_("Choose what you want to have made."), status=422)
    version = find_version(db.session, here, number) if number else None
    job = request_file(here, version, kind, request.form.get("language", ""))
    db.session.commit()
    send([job])
    flash(_("The file is being made. You can go on working; it waits for you here."))
    return see(here.url("exporting.exports"))


@pages.get("/exports")
def mine() -> Response:
    """List all files of this person, of every edition."""
    require(Action.SEE_HOME)
    jobs = [job for job in exporting.exports_of(db.session, _person_id()) if _may_have(job)]
    return page("pages/files/mine.html", jobs=jobs, open_states=OPEN, formats=_names())


@pages.get("/exports/<int:job_id>")
def card(job_id: int) -> Response:
    """Show how far one file is; the page asks again until it is done."""
    job = _own(job_id)
    if not request.htmx:  # type: ignore[attr-defined]
        return see(_here(job).url("exporting.exports"))
    return page("pages/files/card.html", job=job, open_states=OPEN, formats=_names())


@pages.get("/exports/<int:job_id>/file")
def download(job_id: int) -> Response:
    """Send a finished file to the person who asked for it."""
    return _send(_own(job_id))


@pages.post("/exports/<int:job_id>/cancel")
def cancel(job_id: int) -> Response:
    """Stop making a file."""
    job = _own(job_id)
    exporting.cancel(job, now())
    db.session.commit()
    if request.htmx:  # type: ignore[attr-defined]
        return page("pages/files/card.html", job=job, open_states=OPEN, formats=_names())
    return see(_here(job).url("exporting.exports"))


@pages.get("/roadmaps/<slug>/<where>/versions/<number>/<kind>")
def published_file(slug: str, where: str, number: str, kind: str) -> Response:
    """Send the file of a published version to everybody, once it has been made."""
    here = find_published(db.session, slug, where)
    version = find_version(db.session, here, number)
    ready = [job for job in exporting.ready_files(db.session, version) if job.format == kind]
    wanted = [job for job in ready if job.language == chosen_language()] or ready
    if not wanted:
        abort(404)
    return _send(wanted[-1])


def _show(here: Here, *, wrong: str = "", status: int = 200) -> Response:
    return page(
        "pages/files/exports.html",
        status=status,
        here=here,
        versions=versions_of(db.session, here.edition),
        chosen=request.args.get("version", ""),
        jobs=exporting.exports_of(db.session, _person_id(), here.edition),
        open_states=OPEN,
        formats=_names(),
        wrong=wrong,
    )


def _own(job_id: int) -> ExportJob:
    require(Action.SEE_HOME)
    job = db.session.get(ExportJob, job_id)
    if job is None or job.requested_by != _person_id() or not _may_have(job):
        abort(404)
    return job


def _may_have(job: ExportJob) -> bool:
    """Say whether the person of this request may still have the file; the right to a draft can have ended since."""
    return job.version_id is not None or allowed(Action.EXPORT, place_of(job.edition))


def _send(job: ExportJob) -> Response:
    path = file_of(settings(), job)
    if job.state != State.READY or not path.is_file():
        abort(404)
    kind = EXPORTERS[job.format]
    response = send_file(path, mimetype=kind.media_type, as_attachment=True, download_name=job.filename)
    response.set_etag(job.content_key)
    response.make_conditional(request)
    return response


def _names() -> dict[str, tuple[str, str]]:
    """Return what each kind of file is called and what it is good for."""
    return {
        "report": (_("Document, PDF"), _("The whole text with its tables and timeline, for reading and printing.")),
        "deck": (_("Slides, PDF"), _("One slide a goal, with timeline and indicators, for presenting.")),
        "markdown": (_("Text file"), _("The whole text in one plain file that can be imported again.")),
        "json": (_("Data file"), _("Everything in one file for other programs.")),
    }


def _here(job: ExportJob) -> Here:
    return Here(job.edition.roadmap, job.edition, (job.edition.country_code or "master").lower())


def _person_id() -> int:
    who = identity()
    return who.person_id if who else 0
