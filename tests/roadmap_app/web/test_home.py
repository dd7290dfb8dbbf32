"""The first page: what there is, how the countries stand, what waits for this person."""

from datetime import UTC, datetime, timedelta

import pytest
from factories import act_of, make_network, make_person, make_roadmap, signed_in, small_document
from people_of_the_network import client_of, settle, sign_everybody_in
from sqlalchemy import select, update

from roadmap_app.models import Network
from roadmap_app.web.handles import db


@pytest.fixture
def network(app):
    """Give people by role in a network with a roadmap, its second version, and the adaptation of KG."""
    with app.app_context():
        people, _identifiers = settle(db.session)
        sign_everybody_in(db.session, people)
        make_roadmap(db.session, small_document(id="park", title="Park model", questions=()), slug="park")
        db.session.commit()
    return app


def home_of(app, role):
    answer = client_of(app, role).get("/")
    assert answer.status_code == 200
    return answer.text


def test_a_guest_sees_what_has_been_published_and_nothing_else(network):
    page = home_of(network, "nobody")
    assert "Creative Economy Roadmap" in page
    assert 'href="/roadmaps/creative-economy/master/versions/1.1"' in page
    assert 'href="/roadmaps/creative-economy/kg/versions/1.0"' in page
    assert "Park model" not in page
    assert "/draft" not in page
    assert "Needs you" not in page
    assert "Country lead" not in page


def test_a_member_sees_drafts_where_there_is_a_role_and_versions_elsewhere(network):
    page = home_of(network, "foreigner")
    assert 'href="/roadmaps/creative-economy/master/draft"' in page
    assert 'href="/roadmaps/creative-economy/kg/draft"' not in page
    assert 'href="/roadmaps/creative-economy/kg/versions/1.0"' in page
    assert "Park model" in page
    assert "Country Lead" in page or "Country lead" in page


def test_somebody_without_a_role_is_told_who_gives_one(app):
    with app.app_context():
        make_network(db.session)
        person = make_person(db.session, "Newcomer")
        db.session.commit()
        client = signed_in(app.test_client(), person)
    page = client.get("/").text
    assert "You have no role yet" in page
    assert "Start a roadmap" not in page


def test_a_new_installation_offers_a_beginning(app):
    with app.app_context():
        make_network(db.session)
        boss = make_person(db.session, "Boss", admin=True)
        db.session.commit()
        client = signed_in(app.test_client(), boss)
    page = client.get("/").text
    assert "Start a roadmap" in page
    assert "Import a document" in page
    assert "Nothing has been published yet" in app.test_client().get("/").text


def test_there_is_a_page_even_before_there_is_a_network(client):
    assert client.get("/").status_code == 200


def test_what_waits_is_shown_to_those_who_can_do_it(network):
    lead = home_of(network, "country-lead")
    assert "question is not answered" in lead
    assert "comment is open" in lead
    assert 'href="/roadmaps/creative-economy/kg/questions"' in lead
    reader = home_of(network, "country-reader")
    assert "Nothing waits for you." in reader


def test_a_version_that_nobody_has_looked_at_waits(app):
    from roadmap_app.models import Country  # noqa: PLC0415 -- this test builds its own network
    from roadmap_app.services import drafting, forking, publishing  # noqa: PLC0415 -- as above

    with app.app_context():
        make_network(db.session)
        lead = make_person(db.session, "Lead", ("KG", "lead"))
        master = make_roadmap(db.session)
        first = publishing.publish(db.session, master, note="1", bigger_step=True, act=act_of(lead))
        forking.fork(db.session, first, db.session.get(Country, "KG"), act_of(lead, 1))
        drafting.set_part(db.session, master, "skills", "title", "Skills", act_of(lead, 2))
        publishing.publish(db.session, master, note="2", bigger_step=False, act=act_of(lead, 3))
        db.session.commit()
        client = signed_in(app.test_client(), lead)
    page = client.get("/").text
    assert "Version 1.1 of the region waits for you" in page
    assert "one version behind" in page


@pytest.mark.parametrize(("days", "says"), [(10, "in 10 days"), (1, "tomorrow"), (0, "Today is the day"), (-1, "")])
def test_the_days_to_the_presentation_are_counted(network, days, says):
    with network.app_context():
        day = (datetime.now(UTC) + timedelta(days=days)).date()
        db.session.execute(update(Network).values(presentation_on=day))
        db.session.commit()
        assert db.session.execute(select(Network.presentation_on)).scalar_one() == day
    page = home_of(network, "nobody")
    assert says in page
    assert ("presentation" in page) == (days >= 0)
