"""A small network with one person for every role, and things for the identifiers of every address."""

from datetime import UTC, datetime, timedelta

from factories import act_of, make_network, make_person, make_roadmap
from sqlalchemy import func, select

from roadmap_app.models import Change, Country, Decision, ExportJob, SignIn
from roadmap_app.services import comments, deciding, drafting, forking, invitations, publishing, structure
from roadmap_app.web.sessions import token_hash

SLUG = "creative-economy"
NODE = "grants"
UNKNOWN_LINK = "made-by-nobody"


def settle(session):
    """Fill an empty database; return people by role (None for nobody) and the identifiers of addresses by place."""
    make_network(session)
    admin = make_person(session, "Admin", admin=True)
    master = make_roadmap(session, slug=SLUG, by=admin)
    people = {"nobody": None, "newcomer": make_person(session, "Newcomer"), "admin": admin}
    people["foreigner"] = make_person(session, "Foreigner", ("UZ", "editor"))
    for role in ("reader", "editor", "lead"):
        people[f"country-{role}"] = make_person(session, f"Country {role}", ("KG", role))
    for role in ("reader", "commenter", "editor", "lead", "facilitator"):
        people[role] = make_person(session, role.title(), (master.roadmap_id, role))
    adaptation = adapt(session, master, admin)
    shared = {
        "person_id": people["newcomer"].id,
        "invitation_id": invite(session, admin),
        "job_id": make_job(session, master, admin),
        "device": 1,
        "token": UNKNOWN_LINK,
        "filename": "manifest.json",
    }
    return people, {
        "master": {**shared, **identifiers(session, master, admin)},
        "country": {**shared, **identifiers(session, adaptation, admin)},
    }


def adapt(session, master, admin):
    """Publish the master, fork and publish the adaptation of KG, publish again, and let KG decide one change."""
    first = publishing.publish(session, master, note="First", bigger_step=True, act=act_of(admin, 1))
    adaptation = forking.fork(session, first, session.get(Country, "KG"), act_of(admin, 2))
    publishing.publish(session, adaptation, note="Ours", bigger_step=True, act=act_of(admin, 3))
    drafting.set_part(session, master, "skills", "title", "Skills, education and mobility", act_of(admin, 4))
    publishing.publish(session, master, note="Second", bigger_step=False, act=act_of(admin, 5))
    deciding.bring_in(session, adaptation, act_of(admin, 6))
    return adaptation


def identifiers(session, edition, admin):
    """Return what stands for the variable pieces of an address about this edition."""
    remark = comments.add(session, edition, NODE, "Is that so?", act_of(admin, 7))
    structure.trash(session, edition, "loans", act_of(admin, 8))
    drafting.set_part(session, edition, NODE, "title", "Grants three times a year", act_of(admin, 9))
    change = session.execute(
        select(func.max(Change.id)).where(
            Change.edition_id == edition.id, Change.node_id == NODE, Change.part == "title"
        )
    ).scalar_one()
    decision = session.execute(select(Decision.id).where(Decision.edition_id == edition.id).limit(1)).scalar()
    return {
        "slug": SLUG,
        "where": edition.country_code.lower() if edition.country_code else "master",
        "node_id": NODE,
        "number": "1.0",
        "part": "title",
        "kind": "report",
        "decision_id": decision or 1,
        "thread": remark.id,
        "change": change,
    }


def invite(session, admin):
    """Add an invitation that waits, and return its id."""
    link = invitations.invite(
        session, email="new@example.org", name="", roles=(), is_admin=False, act=act_of(admin)
    ).invitation
    link.expires_at = datetime.now(UTC) + timedelta(days=7)
    return link.id


def make_job(session, edition, person):
    """Add an export that waits, and return its id."""
    job = ExportJob(edition_id=edition.id, format="report", requested_by=person.id, requested_at=datetime.now(UTC))
    session.add(job)
    session.flush()
    return job.id


def sign_everybody_in(session, people):
    """Add a signed-in device for everybody; the token is the name of the role."""
    at = datetime.now(UTC)
    for role, person in people.items():
        if person is not None:
            session.add(SignIn(token_hash=token_hash(role), person=person, device="", created_at=at, seen_at=at))
    session.flush()


def client_of(app, role):
    """Return a browser in which the person with this role is signed in."""
    client = app.test_client()
    if role != "nobody":
        with client.session_transaction() as cookie:
            cookie["_user_id"] = role
    return client
