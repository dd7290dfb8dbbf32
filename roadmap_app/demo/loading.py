"""Loading the demo network: what its people did between August and November, done again by the same services."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from roadmap_app.demo import content
from roadmap_app.demo.countries import decide_about_the_update, make_its_own
from roadmap_app.demo.editing import carry_out
from roadmap_app.demo.moments import Calendar
from roadmap_app.demo.team import Team
from roadmap_app.models import Comment, Edition, Version
from roadmap_app.services import comments, exporting, networks, publishing
from roadmap_app.services.actor import Act, Cause
from roadmap_app.services.audit import record
from roadmap_app.services.planting import start_roadmap

ROADMAPS = ("creative-economy", "association-kit")
"""Slugs of the demo's roadmaps."""

SECRETARIAT = "bermet"
FIRST_NOTE = "First version, agreed by the working group. A proposal of the demonstration."


class OccupiedError(ValueError):
    """There are roadmaps here already, which must not be passed off as a demonstration."""


def load(session: Session, now: datetime) -> None:
    """Load the demo network into an installation without roadmaps; raise OccupiedError for any other.

    Its history lies in the past of `now`.
    """
    if networks.has_roadmaps(session):
        raise OccupiedError
    network = networks.make_network(session)
    network.is_demo = True
    fill(session, now)


def fill(session: Session, now: datetime) -> None:
    """Load people, roadmaps, adaptations and comments into a network that is a demo."""
    calendar = Calendar(now)
    team = Team(session, content.people(), Act(None, calendar.at(date(2026, 8, 10))))
    master = _start(session, "creative-economy-1.0.md", ROADMAPS[0], team.act(SECRETARIAT, calendar.at(_AUGUST)))
    kit = _start(session, "association-kit-1.0.md", ROADMAPS[1], team.act(SECRETARIAT, calendar.at(_AUGUST, 50)))
    team.give_roles(session, {ROADMAPS[0]: master.roadmap_id, ROADMAPS[1]: kit.roadmap_id})
    first = publish(session, master, FIRST_NOTE, team.act(SECRETARIAT, calendar.at(date(2026, 9, 1), 30)))
    publish(session, kit, FIRST_NOTE, team.act(SECRETARIAT, calendar.at(date(2026, 10, 5), 60)))
    countries = {code: content.adaptation(code) for code in content.countries()}
    editions = {code: make_its_own(session, first, each, team, calendar) for code, each in countries.items()}
    second = _publish_again(session, master, team, calendar)
    for code, each in countries.items():
        decide_about_the_update(session, editions[code], each, team, calendar)
    _remark(session, {"master": master, **editions}, team, calendar)
    _ask_for_files(session, master, second, team.act(SECRETARIAT, now))
    record(session, Act(None, now), "demo.loaded", ", ".join(ROADMAPS))


def publish(session: Session, edition: Edition, note: str, act: Act) -> Version:
    """Publish a draft of the demo; raise BadContentError when something is missing in it."""
    done = publishing.publish(session, edition, note=note, bigger_step=False, act=act)
    if not isinstance(done, Version):
        raise content.BadContentError(f"{edition.key} can't be published: {done}")
    return done


_AUGUST = date(2026, 8, 17)


def _start(session: Session, name: str, slug: str, act: Act) -> Edition:
    imported = Act(act.person_id, act.at, Cause.IMPORT)
    return start_roadmap(session, slug=slug, document=content.document(name), act=imported)


def _publish_again(session: Session, master: Edition, team: Team, calendar: Calendar) -> Version:
    second = content.next_version("creative-economy-1.1.toml")
    moments = calendar.spread(date(2026, 11, 2), date(2026, 11, 13), len(second.steps))
    writers = team.writers_of(ROADMAPS[0])
    acts = [team.act(writers[place // 4 % len(writers)], at) for place, at in enumerate(moments)]
    carry_out(session, master, second.steps, acts)
    return publish(session, master, second.note, team.act(SECRETARIAT, calendar.at(date(2026, 11, 16), 60)))


def _ask_for_files(session: Session, master: Edition, version: Version, act: Act) -> None:
    """Let the document and the slides of a version be made, as publishing in the browser does."""
    for kind in ("report", "deck"):
        name = f"{ROADMAPS[0]}-master-{version.number}-{kind}.pdf"
        exporting.ask(session, master, version, kind=kind, language="en", filename=name, act=act)


def _remark(session: Session, editions: dict[str, Edition], team: Team, calendar: Calendar) -> None:
    remarks = content.remarks()
    moments = calendar.spread(date(2026, 10, 19), date(2026, 11, 18), len(remarks))
    made: dict[str, Comment] = {}
    for each, at in zip(remarks, moments, strict=True):
        edition, act = editions[each.edition], team.act(each.person, at)
        if each.answers:
            done = comments.reply(session, edition, made[each.answers].id, each.text, act)
        else:
            done = comments.add(session, edition, each.node, each.text, act)
        if not isinstance(done, Comment):
            raise content.BadContentError(f"comment {each.key}: {done}")
        made[each.key] = done
        if each.settled:
            comments.settle(session, edition, done.id, team.act(SECRETARIAT, calendar.at(date(2026, 11, 19))))
