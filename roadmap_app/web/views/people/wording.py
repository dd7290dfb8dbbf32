"""Words for roles and acts, and the lists of places where roles are held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmap_app.models import Edition, Network, Person, Roadmap
from roadmap_app.services.accounts import COUNTRY_ROLES, ROADMAP_ROLES, Role, roles_of
from roadmap_app.web.places import countries
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.translating import pgettext
from roadmap_app.web.typed import Typed


@dataclass(frozen=True, slots=True)
class RolePlace:
    """Something on which a role is held; `field` names it in forms."""

    roadmap_id: int | None
    country: str | None
    title: str

    @property
    def field(self) -> str:
        """Return the name of its field in forms."""
        return f"country-{self.country}" if self.country else f"roadmap-{self.roadmap_id}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the roles that can be held here, with their words."""
        roles = COUNTRY_ROLES if self.country else ROADMAP_ROLES
        return [(each, role_word(each, of_country=False)) for each in roles]


def network_name(session: Session) -> str:
    """Return the network's name."""
    return session.execute(select(Network.name).limit(1)).scalar_one_or_none() or _("Roadmaps")


def role_places(session: Session) -> list[RolePlace]:
    """Return every roadmap, then every country."""
    masters = session.execute(
        select(Roadmap.id, Edition.title)
        .join(Edition, Edition.roadmap_id == Roadmap.id)
        .where(Edition.country_code.is_(None), Roadmap.archived_at.is_(None))
        .order_by(Edition.title, Roadmap.id)
    )
    places = [RolePlace(roadmap_id, None, title) for roadmap_id, title in masters]
    return places + [RolePlace(None, each.code, _(each.name)) for each in countries(session)]


def read_roles(typed: Typed, places: Iterable[RolePlace]) -> list[Role]:
    """Return the roles that a form chose; only places that exist are looked at."""
    chosen = []
    for place in places:
        role = typed.choice(place.field, dict(place.choices))
        if role:
            chosen.append((place.roadmap_id, place.country, role))
    return chosen


def role_values(person: Person) -> dict[str, str]:
    """Return what a person may, as the values of the fields of a form."""
    held = {RolePlace(roadmap_id, country, "").field: role for roadmap_id, country, role in roles_of(person)}
    return held | {"is_admin": "yes" if person.is_admin else ""}


def role_word(role: str, *, of_country: bool) -> str:
    """Return the word for a role."""
    if of_country and role == "lead":
        return _("Association lead")
    words = {
        "lead": pgettext("role", "Lead"),
        "editor": _("Editor"),
        "commenter": _("Commenter"),
        "facilitator": _("Facilitator"),
        "reader": _("Reader"),
    }
    return words.get(role, role)


def role_lines(roles: Iterable[Role], places: Iterable[RolePlace]) -> list[tuple[str, str, str]]:
    """Return (country code or "", place, role) in words, in the order of the places."""
    held: Mapping[tuple[int | None, str | None], str] = {
        (roadmap_id, country): role for roadmap_id, country, role in roles
    }
    return [
        (each.country or "", each.title, role_word(held[each.roadmap_id, each.country], of_country=bool(each.country)))
        for each in places
        if (each.roadmap_id, each.country) in held
    ]


def act_word(code: str) -> str:
    """Return the words for an act in the audit log; the code itself for one not known here."""
    words = {
        "sign_in.failed": _("Sign-in failed"),
        "sign_in.password": _("Signed in with a password"),
        "sign_in.link": _("Signed in with a link"),
        "sign_in.ended": _("Signed out"),
        "password.set": _("Password set"),
        "person.email": _("E-mail address changed"),
        "person.roles": _("Roles changed"),
        "person.closed": _("Account closed"),
        "person.reopened": _("Account opened again"),
        "invitation.made": _("Invitation made"),
        "invitation.revoked": _("Invitation taken back"),
        "link.made": _("Sign-in link made"),
        "version.published": _("Version published"),
        "roadmap.started": _("Roadmap started"),
        "roadmap.imported": _("Roadmap imported"),
        "edition.forked": _("Adaptation started"),
        "backup.restored": _("Backup restored"),
        "demo.loaded": _("Demo loaded"),
        "demo.reset": _("Demo put back to its first state"),
    }
    return words.get(code, code)


def detail_lines(detail: Mapping[str, object], places: Iterable[RolePlace]) -> list[tuple[str, str]]:
    """Return what an entry of the audit log tells besides: (what, value) in words; empty values are left out."""
    titles = {str(each.country or each.roadmap_id): each.title for each in places}
    words = {
        "before": _("Roles before"),
        "after": _("Roles after"),
        "roles": _("Roles"),
        "administrator": _("Administrator"),
        "devices": _("Devices"),
    }
    return [
        (words.get(name, name), _detail(value, titles))
        for name, value in detail.items()
        if value is not None and value not in ([], "")
    ]


def _detail(value: object, titles: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_role_held(str(each), titles) for each in value)
    return str(value)


def _role_held(written: str, titles: Mapping[str, str]) -> str:
    """Return a role as the log writes it, such as `KZ: editor`, in words."""
    place, _colon, role = written.partition(": ")
    return f"{titles.get(place, place)}: {role_word(role, of_country=False)}"
