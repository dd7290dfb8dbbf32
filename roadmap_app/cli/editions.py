"""`roadmap publish`, `roadmap fork` and `roadmap update`."""

from __future__ import annotations

from collections.abc import Mapping

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations import Document, NodeId
from adaptations.completeness import Missing
from roadmap_app.cli.opening import (
    EditionName,
    Named,
    act_now,
    changing,
    edition_called,
    looking,
    newest_version,
)
from roadmap_app.cli.refusals import MistakeError, RefusalError
from roadmap_app.models import Country
from roadmap_app.services import publishing
from roadmap_app.services.actor import Cause
from roadmap_app.services.audit import record
from roadmap_app.services.forking import AlreadyForkedError, fork
from roadmap_app.services.publishing import Unpublishable
from roadmap_app.services.snapshots import draft_document
from roadmap_app.services.updating import Group, OpenCase, Update, update_of
from roadmap_app.web import words

LONGEST_NOTE = 2000
"""Characters of a version's note."""

SHOWN = 20
"""How many faults of a draft are listed."""


@click.command("publish")
@click.argument("edition", type=EditionName(), metavar="SLUG[/COUNTRY]")
@click.option("--note", required=True, help="What has changed, in a sentence or two.")
@click.option("--bigger", is_flag=True, help="Make 2.0 of 1.4, not 1.5.")
def publish_command(*, edition: Named, note: str, bigger: bool) -> None:
    """Freeze a draft as the next version, which never changes again."""
    note = note.strip()
    if not note or len(note) > LONGEST_NOTE:
        raise MistakeError(f"the note needs between 1 and {LONGEST_NOTE} characters.")
    with changing() as session:
        found = edition_called(session, edition)
        done = publishing.publish(session, found, note=note, bigger_step=bigger, act=act_now())
        if isinstance(done, Unpublishable):
            raise RefusalError(f"{edition} was not published: {_why(done, draft_document(session, found))}")
        record(session, act_now(), "version.published", f"{found.key} {done.number}")
    click.echo(f"{edition} {done.number} is published.")


@click.command("fork")
@click.argument("roadmap", type=EditionName(), metavar="SLUG")
@click.argument("country")
def fork_command(roadmap: Named, country: str) -> None:
    """Begin COUNTRY's adaptation of a roadmap's newest version."""
    if roadmap.country:
        raise MistakeError(f"{roadmap} is an adaptation; name the roadmap itself, {roadmap.slug}.")
    with changing() as session:
        version = newest_version(session, edition_called(session, roadmap), roadmap)
        try:
            edition = fork(session, version, _country(session, country), act_now(Cause.FORK))
        except AlreadyForkedError as error:
            raise RefusalError(f"{roadmap.slug} has an adaptation for {error} already.") from error
        record(session, act_now(), "edition.forked", edition.key)
    click.echo(f"{roadmap.slug}/{country.lower()} begins with version {version.number}.")


@click.command("update")
@click.argument("edition", type=EditionName(), metavar="SLUG/COUNTRY")
@click.option("--preview", is_flag=True, required=True, help="Show it; decisions are made in the browser.")
def update_command(*, edition: Named, preview: bool) -> None:  # noqa: ARG001 -- there is nothing else yet
    """Show what the region's newest version means for an adaptation."""
    if not edition.country:
        raise MistakeError(f"{edition} is the region's own edition; name a country, as in {edition.slug}/kg.")
    with looking() as session:
        update = update_of(session, edition_called(session, edition))
        if update is None:
            raise RefusalError(f"{edition.slug} has no version yet.")
        _tell(edition, update)


def _tell(name: Named, update: Update) -> None:
    since = f"since {update.followed.number}" if update.followed else ""
    click.echo(f"{name}: {len(update.open)} changes of version {update.version.number} wait {since}".rstrip() + ".")
    titles = {node.id: node.title for node in (*update.head.nodes, *update.acknowledged.nodes, *update.local.nodes)}
    for group, heading in _GROUPS.items():
        cases = update.of(group)
        click.echo(f"\n{heading} ({len(cases)})")
        for each in cases:
            click.echo(f"  {_line(each, titles)}")


_GROUPS = {
    Group.NEEDS_YOU: "Needs you",
    Group.CHECK: "Please check",
    Group.MERGED: "Merges by itself",
    Group.NOTHING: "Nothing to do",
}
"""The parts of the update page, as they are headed here."""


def _line(each: OpenCase, titles: Mapping[NodeId, str]) -> str:
    where = titles.get(each.case.node) or "The roadmap itself"
    put_off = " (put off for later)" if each.later else ""
    return f"{where} – {words.part(each.case.part)}: {words.case_sentence(each.case)}{put_off}"


def _why(done: Unpublishable, document: Document) -> str:
    """Return what stands in the way, in one line."""
    if done.unchanged:
        return "nothing has changed since the newest version."
    titles = {node.id: node.title for node in document.nodes}
    faults = [_fault(each, titles) for each in done.missing[:SHOWN]]
    more = len(done.missing) - len(faults)
    return "; ".join([*faults, *([f"{more} more"] if more else [])]) + "."


def _fault(each: Missing, titles: Mapping[NodeId, str]) -> str:
    if each.node is None:
        return f"the question “{each.detail}” {words.gap(each.gap)}"
    title = titles.get(each.node) or each.node
    return f"“{title}” {words.gap(each.gap)}" + (f" ({each.detail})" if each.detail else "")


def _country(session: Session, code: str) -> Country:
    found = session.get(Country, code.upper())
    if found is None:
        codes = ", ".join(session.execute(select(Country.code).order_by(Country.position)).scalars())
        raise MistakeError(f"there is no country “{code}”; there is {codes}.")
    return found
