"""Small worlds for tests: a network, its people, a roadmap, and a browser that is signed in."""

import itertools
from datetime import UTC, datetime, timedelta

from sqlalchemy import inspect

from adaptations import Document, Kind, Node, NodeId, Question
from roadmap_app.models import Country, Edition, Membership, Network, Person, SignIn
from roadmap_app.services import planting
from roadmap_app.services.actor import Act
from roadmap_app.web.sessions import token_hash

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
COUNTRIES = (
    ("KZ", "Kazakhstan", "Қазақстан", "kk"),
    ("KG", "Kyrgyzstan", "Кыргызстан", "ky"),
    ("TJ", "Tajikistan", "Тоҷикистон", "tg"),
    ("TM", "Turkmenistan", "Türkmenistan", "tk"),
    ("UZ", "Uzbekistan", "O\u02bbzbekiston", "uz"),
)
_tokens = itertools.count(1)


def make_network(session, name="Creative Central Asia Network"):
    """Add the network and its five countries."""
    network = Network(name=name, region="Central Asia", is_demo=False)
    session.add(network)
    for position, (code, english, own, language) in enumerate(COUNTRIES):
        session.add(
            Country(
                code=code,
                name=english,
                own_name=own,
                language=language,
                association=f"Creative {english}",
                position=position,
            )
        )
    session.flush()
    return network


def make_person(session, name, *roles, admin=False):
    """Add a person; a role is (roadmap id, "editor") for a master or ("KG", "lead") for a country."""
    person = Person(
        name=name,
        email=name.lower().replace(" ", ".") + "@example.org",
        password_hash="",
        language="en",
        is_admin=admin,
        created_at=NOON,
    )
    for place, role in roles:
        at = {"country_code": place} if isinstance(place, str) else {"roadmap_id": place}
        person.memberships.append(Membership(role=role, **at))
    session.add(person)
    session.flush()
    return person


def make_roadmap(session, document=None, *, slug="creative-economy", by=None):
    """Start a roadmap with this document (a small one by default) and return its master edition."""
    return planting.start_roadmap(session, slug=slug, document=document or small_document(), act=act_of(by))


def make_adaptation(session, master, document, country="KG", *, acknowledged=""):
    """Add a country's adaptation that says what the document says, without going through a fork."""
    edition = Edition(
        roadmap_id=master.roadmap_id,
        country_code=country,
        key=f"{master.key}-{country.lower()}",
        title=document.title,
        subtitle="",
        language="en",
        revision=0,
        created_at=NOON,
        acknowledged=acknowledged,
    )
    session.add(edition)
    session.flush()
    planting.plant(session, edition, document, act_of(None))
    return edition


def make_node(node_id, title="", kind=Kind.SECTION, *, parent=None, body="", **fields):
    """Return a node value; `fields` are its typed and prose fields."""
    return Node(
        id=NodeId(node_id),
        kind=kind,
        title=title or node_id.title(),
        body=body,
        parent=parent,
        fields=tuple(sorted((name, value) for name, value in fields.items() if value)),
    )


def small_document(**changes):
    """Return a document of two goals, a section, two actions, a milestone and an indicator."""
    nodes = (
        make_node("livelihood", "Make creative work a viable livelihood", Kind.GOAL, body="Most firms are small."),
        make_node("finance", "Finance for micro-enterprises", parent="livelihood", body="Banks lend against land."),
        make_node(
            "grants",
            "Grants twice a year",
            Kind.ACTION,
            parent="finance",
            body="Two open calls a year, paid through {{lead_ministry}}.",
            lead="{{lead_ministry}}",
            start="2027-03",
            end="2030-12",
            completion="The fund's rules, signed",
            costs=(("1500000", "EUR", "national budgets", "yes"), ("900000", "EUR", "donors", "")),
            state="agreed",
        ),
        make_node("law", "The law is in force", Kind.MILESTONE, parent="grants", due="2028-Q1"),
        make_node("alive", "Firms alive after a year", Kind.INDICATOR, parent="grants", unit="%", better="up"),
        make_node("loans", "A regional loan guarantee", Kind.ACTION, parent="finance", body="The region shares risk."),
        make_node("skills", "Skills and education", Kind.GOAL, body="Courses in our languages."),
    )
    plain = {
        "id": "creative-economy",
        "title": "Creative Economy Roadmap",
        "nodes": nodes,
        "questions": (Question("lead_ministry", "Lead ministry", "Who signs?", "Ministry of Culture"),),
    }
    return Document(**(plain | changes))


def act_of(person, minutes=0, **more):
    """Return a person's act, some minutes after noon."""
    return Act(person.id if person else None, NOON + timedelta(minutes=minutes), **more)


def signed_in(client, person):
    """Sign a stored person in on this client and return it; the person must have been committed."""
    from roadmap_app.web.handles import db  # noqa: PLC0415 -- only needed by tests of pages

    token = f"token-{next(_tokens)}"
    with client.application.app_context():
        stored = db.session.get_one(Person, inspect(person).identity)
        at = datetime.now(UTC)
        db.session.add(SignIn(token_hash=token_hash(token), person=stored, device="test", created_at=at, seen_at=at))
        db.session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client
