"""What is private stays so: titles of drafts, and files of drafts after the right to them has ended."""

from datetime import UTC, datetime

import pytest
from factories import act_of, make_roadmap, small_document
from people_of_the_network import client_of, settle, sign_everybody_in
from sqlalchemy import delete, select

from roadmap_app.jobs.making import file_of
from roadmap_app.models import Edition, ExportJob, Membership
from roadmap_app.services.frames import set_frame
from roadmap_app.web.handles import db

UNTOLD = "What nobody is told yet"
BASE = "/roadmaps/creative-economy"
OF_KG = [f"{BASE}/kg/versions", f"{BASE}/kg/versions/1.0", f"{BASE}/kg/versions/compare"]
OF_MASTER = [f"{BASE}/master/versions", f"{BASE}/master/versions/1.0", f"{BASE}/master/versions/compare"]


@pytest.fixture
def network(app):
    """Give people by role; the drafts of the master and of KG have been renamed since they were published."""
    with app.app_context():
        people, _identifiers = settle(db.session)
        sign_everybody_in(db.session, people)
        for edition in db.session.execute(select(Edition)).scalars():
            set_frame(db.session, edition, "title", UNTOLD, act_of(None))
        make_roadmap(db.session, small_document(id="park", title=UNTOLD), slug="park")
        db.session.commit()
        app.people = {role: person.id for role, person in people.items() if person}
    return app


@pytest.mark.parametrize("address", ["/", *OF_MASTER, *OF_KG])
@pytest.mark.parametrize("role", ["nobody", "newcomer"])
def test_a_renamed_draft_keeps_its_published_title_for_those_who_may_not_read_it(network, role, address):
    answer = client_of(network, role).get(address)
    assert answer.status_code == 200
    assert "Creative Economy Roadmap" in answer.text
    assert UNTOLD not in answer.text


@pytest.mark.parametrize("address", [*OF_KG, f"{BASE}/kg/compare"])
def test_another_country_sees_the_published_title_too(network, address):
    assert UNTOLD not in client_of(network, "foreigner").get(address).text
    assert UNTOLD in client_of(network, "country-reader").get(address).text


@pytest.mark.parametrize("address", ["/roadmaps/park/master/versions", "/roadmaps/park/master/versions/compare"])
def test_nobody_learns_of_a_roadmap_before_its_first_version(network, address):
    assert client_of(network, "nobody").get(address).status_code == 404
    assert client_of(network, "newcomer").get(address).status_code == 404
    assert client_of(network, "foreigner").get(address).status_code == 200


def test_the_file_of_a_draft_is_out_of_reach_once_the_right_to_it_has_ended(network, settings):
    with network.app_context():
        kg = db.session.execute(select(Edition).where(Edition.country_code == "KG")).scalar_one()
        reader, now = network.people["country-reader"], datetime.now(UTC)
        job = ExportJob(edition_id=kg.id, format="report", requested_by=reader, requested_at=now, state="ready")
        job.content_key, job.filename = "0" * 64, "draft.pdf"
        db.session.add(job)
        db.session.commit()
        file = file_of(settings, job)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"%PDF")
        address = f"/exports/{job.id}/file"
    browser = client_of(network, "country-reader")
    with browser.get(address) as sent:
        assert sent.status_code == 200
    assert UNTOLD in browser.get("/exports").text
    with network.app_context():
        db.session.execute(delete(Membership).where(Membership.person_id == reader))
        db.session.commit()
    assert browser.get(address).status_code == 404
    assert UNTOLD not in browser.get("/exports").text
