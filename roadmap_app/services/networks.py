"""The network that runs this installation, and its countries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmap_app.models import Country, Network, Roadmap


@dataclass(frozen=True, slots=True)
class NewCountry:
    """A country to begin with; `language` is its state language."""

    code: str
    name: str
    own_name: str
    language: str


FIRST_COUNTRIES = (
    NewCountry("KZ", "Kazakhstan", "Қазақстан", "kk"),
    NewCountry("KG", "Kyrgyzstan", "Кыргызстан", "ky"),
    NewCountry("TJ", "Tajikistan", "Тоҷикистон", "tg"),
    NewCountry("TM", "Turkmenistan", "Türkmenistan", "tk"),
    NewCountry("UZ", "Uzbekistan", "Oʻzbekiston", "uz"),
)


def the_network(session: Session) -> Network | None:
    """Return the network, None in an empty database."""
    return session.execute(select(Network)).scalars().first()


def make_network(
    session: Session,
    *,
    name: str = "Creative Central Asia Network",
    region: str = "Central Asia",
    presentation_on: date | None = date(2027, 3, 30),
    countries: Sequence[NewCountry] = FIRST_COUNTRIES,
) -> Network:
    """Make the network and its countries, unless there is a network; return it."""
    here = the_network(session)
    if here is not None:
        return here
    network = Network(name=name, region=region, presentation_on=presentation_on, is_demo=False)
    session.add(network)
    session.add_all(
        Country(code=each.code, name=each.name, own_name=each.own_name, language=each.language, position=place)
        for place, each in enumerate(countries)
    )
    session.flush()
    return network


def countries(session: Session) -> list[Country]:
    """Return the countries in the network's own order."""
    return list(session.execute(select(Country).order_by(Country.position, Country.code)).scalars())


def has_roadmaps(session: Session) -> bool:
    """Say whether anything has been begun here, archived roadmaps included."""
    return session.execute(select(Roadmap.id).limit(1)).first() is not None
