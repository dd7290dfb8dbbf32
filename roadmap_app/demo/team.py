"""The people of the demo network as accounts of this installation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from roadmap_app.demo.content import Somebody
from roadmap_app.models import Person
from roadmap_app.services import accounts
from roadmap_app.services.actor import Act, Cause


class Team:
    """The demo's people by their short names; those who have no account yet are given one."""

    def __init__(self, session: Session, people: Sequence[Somebody], act: Act) -> None:
        self._people = {each.key: each for each in people}
        self._accounts = {each.key: _account(session, each, act) for each in people}
        session.flush()
        self._made = act

    def give_roles(self, session: Session, roadmaps: Mapping[str, int]) -> None:
        """Give everybody the roles that the files name; `roadmaps` maps slugs to ids."""
        for key, each in self._people.items():
            roles: list[accounts.Role] = [(roadmaps[slug], None, role) for slug, role in each.roadmaps.items()]
            roles += [(None, code, role) for code, role in each.countries.items()]
            person = self._accounts[key]
            kept = [role for role in accounts.roles_of(person) if role[0] not in {*roadmaps.values(), None}]
            accounts.change_roles(
                session, person, [*kept, *roles], is_admin=person.is_admin, act=self._made, address=""
            )

    def act(self, key: str, at: datetime, cause: Cause = Cause.FORM) -> Act:
        """Return an act of one of the people at a moment."""
        return Act(self._accounts[key].id, at, cause)

    def writers_of(self, slug: str) -> list[str]:
        """Return who writes a master: its leads, then its editors."""
        return _sorted(self._people.values(), lambda each: each.roadmaps.get(slug, ""))

    def writers_in(self, country: str) -> list[str]:
        """Return who writes a country's adaptation: its leads, then its editors."""
        return _sorted(self._people.values(), lambda each: each.countries.get(country, ""))


def _account(session: Session, each: Somebody, act: Act) -> Person:
    person = accounts.find(session, each.email)
    if person is None:
        person = Person(
            name=each.name, email=each.email, language=each.language, is_admin=each.is_admin, created_at=act.at
        )
        session.add(person)
    return person


def _sorted(people: Iterable[Somebody], role: Callable[[Somebody], str]) -> list[str]:
    ranks = {"lead": 0, "editor": 1}
    writing = [each for each in people if role(each) in ranks]
    return [each.key for each in sorted(writing, key=lambda each: ranks[role(each)])]
