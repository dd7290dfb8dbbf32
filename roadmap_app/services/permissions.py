"""Who may do what: one table of named rules, asked by pages, sockets, exports and jobs alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from roadmap_app.models import Edition, Person


class Action(StrEnum):
    """Everything that needs a permission."""

    SEE_HOME = "see_home"
    READ_DRAFT = "read_draft"
    COMMENT = "comment"
    EDIT = "edit"
    ANSWER = "answer"
    UPDATE = "update"
    PUBLISH = "publish"
    FORK = "fork"
    COMPARE = "compare"
    EXPORT = "export"
    START_ROADMAP = "start_roadmap"
    INVITE = "invite"
    READ_AUDIT = "read_audit"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as far as permissions go; `roles` are (roadmap id or None, country code or None, role) triples."""

    person_id: int
    is_admin: bool = False
    roles: frozenset[tuple[int | None, str | None, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """What an action is about: a roadmap's master (no country), its edition in a country, or nothing in particular."""

    roadmap_id: int | None = None
    country: str | None = None


NOWHERE = Place()


def identity_of(person: Person) -> Identity:
    """Return what permissions need to know of a person."""
    return Identity(
        person.id,
        is_admin=person.is_admin,
        roles=frozenset((each.roadmap_id, each.country_code, each.role) for each in person.memberships),
    )


def place_of(edition: Edition) -> Place:
    """Return where an edition stands."""
    return Place(edition.roadmap_id, edition.country_code)


def may(who: Identity | None, action: Action, place: Place = NOWHERE) -> bool:
    """Say whether somebody (None: nobody signed in) may do this here: any one rule of the action's row grants it."""
    return who is not None and any(rule(who, place) for rule in RULES[action])


Rule = Callable[[Identity, Place], bool]


def _is_admin(who: Identity, _place: Place) -> bool:
    return who.is_admin


def _is_signed_in(_who: Identity, _place: Place) -> bool:
    return True


def _has(who: Identity, place: Place, *roles: str) -> bool:
    """Say whether one of these roles is held on this very edition: by roadmap for a master, by country otherwise."""
    if place.country is None:
        return any((place.roadmap_id, None, role) in who.roles for role in roles)
    return any((None, place.country, role) in who.roles for role in roles)


def _leads(who: Identity, place: Place) -> bool:
    return _has(who, place, "lead")


def _writes(who: Identity, place: Place) -> bool:
    return _has(who, place, "lead", "editor")


def _remarks(who: Identity, place: Place) -> bool:
    return _has(who, place, "lead", "editor", "commenter", "facilitator")


def _reads(who: Identity, place: Place) -> bool:
    return _has(who, place, "lead", "editor", "commenter", "facilitator", "reader")


def _is_of_a_country(who: Identity, place: Place) -> bool:
    # The master's draft is open to every country of the network; a country's draft is not open to the others.
    return place.country is None and any(country for _, country, _ in who.roles)


def _is_of_the_roadmap(who: Identity, place: Place) -> bool:
    return any(roadmap == place.roadmap_id or country for roadmap, country, _ in who.roles)


def _leads_a_country(who: Identity, place: Place) -> bool:
    return place.country is not None and (None, place.country, "lead") in who.roles


RULES: dict[Action, tuple[Rule, ...]] = {
    Action.SEE_HOME: (_is_signed_in,),
    Action.READ_DRAFT: (_is_admin, _reads, _is_of_a_country),
    Action.COMMENT: (_is_admin, _remarks),
    Action.EDIT: (_is_admin, _writes),
    Action.ANSWER: (_is_admin, _writes),
    Action.UPDATE: (_is_admin, _writes),
    Action.PUBLISH: (_is_admin, _leads),
    Action.FORK: (_is_admin, _leads_a_country),
    Action.COMPARE: (_is_admin, _is_of_the_roadmap),
    Action.EXPORT: (_is_admin, _reads, _is_of_a_country),
    Action.START_ROADMAP: (_is_admin,),
    Action.INVITE: (_is_admin,),
    Action.READ_AUDIT: (_is_admin,),
    Action.ADMINISTER: (_is_admin,),
}
