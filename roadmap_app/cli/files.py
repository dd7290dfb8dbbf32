"""`roadmap import` and `roadmap export`."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import select

from exports import EXPORTERS
from exports.markdown_file import MAX_BYTES, Parsed, Reason, Unreadable, read_bytes
from roadmap_app.cli.opening import (
    EditionName,
    Named,
    act_now,
    changing,
    edition_called,
    looking,
    version_called,
)
from roadmap_app.cli.refusals import MistakeError
from roadmap_app.jobs.subjects import subject_of
from roadmap_app.models import Roadmap
from roadmap_app.services import networks
from roadmap_app.services.actor import Cause
from roadmap_app.services.audit import record
from roadmap_app.services.planting import start_roadmap
from roadmap_app.services.slugs import LONGEST, free_slug
from roadmap_app.services.structure import fresh_id
from roadmap_app.web.language import LANGUAGES

FORMATS = {"pdf": "report", "deck": "deck", "md": "markdown", "json": "json"}
"""What `--format` says to the name of the exporter."""
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", default="", help="The roadmap's name in addresses; made of the title without it.")
def import_command(file: Path, slug: str) -> None:
    """Start a roadmap from the Markdown FILE.

    Its headings become nodes, and nothing is left out.
    """
    if slug and (not SLUG.fullmatch(slug) or len(slug) > LONGEST):
        raise MistakeError(f"“{slug}” can't stand in an address; use small letters, digits and hyphens.")
    parsed = _parsed(file)
    with changing() as session:
        networks.make_network(session)
        if slug and session.execute(select(Roadmap.id).where(Roadmap.slug == slug)).first():
            raise MistakeError(f"there is a roadmap “{slug}” already.")
        slug = slug or free_slug(session, parsed.document.title)
        start_roadmap(session, slug=slug, document=parsed.document, act=act_now(Cause.IMPORT))
        record(session, act_now(), "roadmap.imported", slug)
    for note in parsed.notes:
        click.echo(note.value, err=True)
    click.echo(f"{slug}: {len(parsed.document.nodes)} nodes.")


@click.command("export")
@click.argument("edition", type=EditionName(version=True), metavar="SLUG[/COUNTRY][@VERSION]")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), required=True, help="What to make.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, allow_dash=True), required=True, help="- for the screen."
)
@click.option("--language", default="en", help="The language of labels, such as en or ru.")
def export_command(edition: Named, kind: str, output: str, language: str) -> None:
    """Write an edition's draft, or one of its versions, to a file."""
    if language not in LANGUAGES:
        raise MistakeError(f"there are no labels in “{language}”; there is {', '.join(LANGUAGES)}.")
    with looking() as session:
        found = edition_called(session, edition)
        version = version_called(session, found, edition)
        subject = subject_of(session, found, version, language, datetime.now(UTC).date())
    content = EXPORTERS[FORMATS[kind]].make(subject, lambda _part: None)
    if output == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        raise MistakeError(f"{output} can't be written ({error.strerror}).") from error
    click.echo(f"{output}: {len(content)} bytes.")


def _parsed(file: Path) -> Parsed:
    try:
        with file.open("rb") as source:
            found = read_bytes(source.read(MAX_BYTES + 1), new_id=fresh_id, name=file.stem)
    except OSError as error:
        raise MistakeError(f"{file} can't be read ({error.strerror}).") from error
    if isinstance(found, Unreadable):
        raise MistakeError(f"{file} {_fault(found.reason)}")
    return found


def _fault(reason: Reason) -> str:
    return {
        Reason.NOT_UTF8: "is not text in UTF-8; save it again as plain text, UTF-8.",
        Reason.BINARY: "is not a text file; export your document as Markdown first.",
        Reason.TOO_LARGE: f"is larger than {MAX_BYTES // 1_000_000} MB.",
        Reason.EMPTY: "is empty.",
    }[reason]
