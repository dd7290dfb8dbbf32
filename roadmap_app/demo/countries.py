"""What the countries of the demo do: begin an adaptation, make it their own, publish it, look at the region's news."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations import ROADMAP, SetPart
from roadmap_app.demo.content import Adaptation, Answered, BadContentError
from roadmap_app.demo.editing import carry_out
from roadmap_app.demo.moments import Calendar
from roadmap_app.demo.team import Team
from roadmap_app.models import Country, Decision, Edition, Version
from roadmap_app.services import applying, deciding, publishing, questions
from roadmap_app.services.actor import Act, Cause
from roadmap_app.services.forking import fork
from roadmap_app.services.updating import update_of

DAYS = {
    "KG": (date(2026, 9, 2), date(2026, 10, 12)),
    "KZ": (date(2026, 9, 3), date(2026, 10, 19)),
    "UZ": (date(2026, 9, 7), date(2026, 10, 21)),
    "TJ": (date(2026, 9, 9), date(2026, 10, 26)),
    "TM": (date(2026, 9, 14), date(2026, 10, 28)),
}
"""When each country began its adaptation, and when it published its first version."""

NOTE = "First version, agreed in the association. A proposal of the demonstration."
SECOND_NOTE = "Takes up the region’s version 1.1. A proposal of the demonstration."


def make_its_own(session: Session, first: Version, file: Adaptation, team: Team, calendar: Calendar) -> Edition:
    """Begin a country's adaptation, answer, edit and publish it; return the edition."""
    begun, published = DAYS[file.country]
    writers = team.writers_in(file.country)
    country = session.execute(select(Country).where(Country.code == file.country)).scalar_one()
    country.association = _as_a_name(file.answers["association"])
    act = team.act(writers[0], calendar.at(begun), Cause.FORK)
    edition = fork(session, first, country, act)
    frame = (SetPart(ROADMAP, "title", file.title), SetPart(ROADMAP, "subtitle", file.subtitle))
    applying.apply(session, edition, frame, Act(act.person_id, calendar.at(begun, 15)))
    for place, (key, text) in enumerate(file.answers.items()):
        questions.answer(session, edition, key, text, team.act(writers[0], calendar.at(begun, 40 + 3 * place)))
    moments = calendar.spread(date.fromordinal(begun.toordinal() + 1), published, len(file.steps))
    acts = [team.act(writers[place // 4 % len(writers)], at) for place, at in enumerate(moments)]
    carry_out(session, edition, file.steps, acts)
    last = team.act(writers[0], calendar.at(published, 390))
    _publish(session, edition, NOTE, last)
    return edition


def decide_about_the_update(
    session: Session, edition: Edition, file: Adaptation, team: Team, calendar: Calendar
) -> None:
    """Let a country look at the region's second version as far as its file says."""
    if file.progress == "untouched":
        return
    writers = team.writers_in(file.country)
    moments = calendar.spread(date(2026, 11, 17), date(2026, 11, 19), len(file.decisions) + 1)
    for answered, at in zip(file.decisions, moments, strict=False):
        _decide(session, edition, answered, team.act(writers[0], at, Cause.PULL))
    deciding.bring_in(session, edition, team.act(writers[-1], moments[-1], Cause.PULL))
    if file.progress == "finished":
        _follow(session, edition, team.act(writers[0], calendar.at(date(2026, 11, 20)), Cause.FORM))


def _follow(session: Session, edition: Edition, act: Act) -> None:
    """Publish the version that has dealt with everything in the region's second one."""
    update = update_of(session, edition)
    if update is None or update.open:
        raise BadContentError(f"{edition.key} has not finished: {[each.key for each in update.open] if update else ''}")
    _publish(session, edition, SECOND_NOTE, act)


def _publish(session: Session, edition: Edition, note: str, act: Act) -> None:
    done = publishing.publish(session, edition, note=note, bigger_step=False, act=act)
    if not isinstance(done, Version):
        raise BadContentError(f"{edition.key} can't be published: {done}")


def _decide(session: Session, edition: Edition, answered: Answered, act: Act) -> None:
    update = update_of(session, edition)
    found = next((each for each in update.open if each.key == answered.key), None) if update else None
    if found is None:
        raise BadContentError(f"{edition.key}: no change {answered.key} waits")
    done = deciding.decide(
        session, edition, answered.key, answered.choice, seen=found.seen, reason=answered.reason, act=act
    )
    if not isinstance(done, Decision):
        raise BadContentError(f"{edition.key}: {answered.key} can't be {answered.choice}: {done.why}")


def _as_a_name(words: str) -> str:
    """Return "the branch association" as it would stand on a door: "Branch association"."""
    name = words.removeprefix("the ")
    return name[:1].upper() + name[1:]
