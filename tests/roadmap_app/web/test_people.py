"""What administrators do about people, and what everybody does about their own account."""

import re
from datetime import UTC, datetime

import pytest
from factories import make_network, make_person, make_roadmap, signed_in
from sqlalchemy import func, select

from roadmap_app.models import Invitation, Person, SignIn
from roadmap_app.services import accounts, audit, mail, passwords
from roadmap_app.services.actor import Act
from roadmap_app.services.mail import Delivery
from roadmap_app.web.handles import db

GOATS = "seven goats cross the river"
HORSES = "four horses drink at the well"
NASTY = '<script>alert("x")</script>'


@pytest.fixture
def boss(app):
    """Give an administrator of a network with a roadmap."""
    with app.app_context():
        make_network(db.session)
        person = make_person(db.session, "Boss", admin=True)
        make_roadmap(db.session, by=person)
        db.session.commit()
        return db.session.get(Person, person.id)


@pytest.fixture
def desk(client, boss):
    """Give a browser in which the administrator is signed in."""
    return signed_in(client, boss)


def add(app, name, *roles):
    with app.app_context():
        person = make_person(db.session, name, *roles)
        db.session.commit()
        return person.id


def roles_of(app, person_id):
    with app.app_context():
        return accounts.roles_of(db.session.get(Person, person_id))


def issued_link(page):
    return re.search(r'<output id="issued-link">([^<]+)</output>', page.text)[1]


def test_an_invitation_shows_its_link_once_and_the_link_brings_the_roles(app, desk):
    form = {"email": " Aida@Example.org", "name": "Aida", "roadmap-1": "editor", "country-KG": "lead"}
    answer = desk.post("/people/invite", data=form)
    assert (answer.status_code, answer.location) == (303, "/people/invitations")
    page = desk.get(answer.location)
    link = issued_link(page)
    assert link.startswith("http://127.0.0.1:8000/sign-in/link/")
    assert "aida@example.org" in page.text
    assert "No mail is set up here" in page.text
    assert "issued-link" not in desk.get(answer.location).text
    newcomer = app.test_client()
    newcomer.post(link.removeprefix("http://127.0.0.1:8000"), data={"name": "Aida Asanova"})
    account = newcomer.get("/account").text
    assert "Association lead" in account
    assert "Creative Economy Roadmap" in account


def test_the_link_never_names_the_host_that_a_request_claims(desk):
    desk.post("/people/invite", data={"email": "a@example.org"}, headers={"Host": "evil.example"})
    assert "evil.example" not in desk.get("/people/invitations").text


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"email": ""}, "Enter an e-mail address."),
        ({"email": "no address"}, "This is not an e-mail address."),
        ({"email": "a@example.org", "name": "x" * 5_000_000}, "This is too long"),
        ({"email": "a@example.org", "roadmap-1": "king"}, "Choose one of the list."),
        ({"email": "a@example.org", "country-KG": "facilitator"}, "Choose one of the list."),
        ({"email": "boss@example.org"}, "Boss has an account already."),
    ],
)
def test_a_refused_invitation_says_why_and_keeps_what_was_typed(app, desk, form, says):
    answer = desk.post("/people/invite", data={"name": NASTY, "country-TJ": "reader"} | form)
    assert answer.status_code == 422
    assert says in answer.text
    assert "<script>alert" not in answer.text
    assert '<option value="reader" selected>' in answer.text
    with app.app_context():
        assert db.session.execute(select(func.count(Invitation.id))).scalar_one() == 0


def test_a_role_on_something_that_does_not_exist_is_no_role(app, desk):
    desk.post("/people/invite", data={"email": "a@example.org", "roadmap-99": "lead", "country-XX": "lead"})
    with app.app_context():
        assert db.session.execute(select(Invitation.roles)).scalar_one() == "[]"


def test_an_invitation_can_be_renewed_and_taken_back(app, desk):
    desk.post("/people/invite", data={"email": "aida@example.org"})
    first = issued_link(desk.get("/people/invitations"))
    desk.post("/people/invitations/1/renew")
    second = issued_link(desk.get("/people/invitations"))
    guest = app.test_client()
    assert guest.get(first.removeprefix("http://127.0.0.1:8000")).status_code == 410
    assert guest.get(second.removeprefix("http://127.0.0.1:8000")).status_code == 200
    desk.post("/people/invitations/2/revoke")
    assert guest.get(second.removeprefix("http://127.0.0.1:8000")).status_code == 410
    assert "No link is waiting" in desk.get("/people/invitations").text


def test_a_letter_goes_out_where_mail_is_set_up(desk, monkeypatch):
    sent = []
    monkeypatch.setattr(mail, "send", lambda _settings, letter: sent.append(letter) or Delivery.SENT)
    desk.post("/people/invite", data={"email": "aida@example.org", "name": "Aida\r\nBcc: all@example.org"})
    assert "It has been sent by mail." in desk.get("/people/invitations").text
    assert [each.to for each in sent] == ["aida@example.org"]
    assert "\n" not in sent[0].subject
    assert "/sign-in/link/" in sent[0].text
    assert "Dear Aida Bcc: all@example.org," in sent[0].text


def test_changed_roles_count_in_what_is_open_already(app, desk):
    person_id = add(app, "Madina Rahimova")
    with app.app_context():
        madina = signed_in(app.test_client(), db.session.get(Person, person_id))
    assert madina.get("/people").status_code == 403
    answer = desk.post(f"/people/{person_id}/roles", data={"country-TJ": "lead", "is_admin": "yes"})
    assert answer.status_code == 303
    assert roles_of(app, person_id) == {(None, "TJ", "lead")}
    assert madina.get("/people").status_code == 200


@pytest.mark.parametrize("address", ["/people/1/roles", "/people/1/close"])
def test_the_last_administrator_cannot_be_lost(desk, address):
    answer = desk.post(address, data={})
    assert answer.status_code == 422
    assert "There must be one administrator." in answer.text
    assert desk.get("/people").status_code == 200


def test_a_closed_account_can_be_opened_again(app, desk):
    person_id = add(app, "Madina Rahimova", ("TJ", "lead"))
    desk.post(f"/people/{person_id}/close")
    assert "Madina Rahimova" not in desk.get("/people").text.partition('id="found"')[2]
    assert "Madina Rahimova" in desk.get("/people?state=closed").text
    assert desk.post(f"/people/{person_id}/link").status_code == 409
    desk.post(f"/people/{person_id}/reopen")
    assert roles_of(app, person_id) == {(None, "TJ", "lead")}


def test_name_and_address_can_be_corrected_but_an_address_belongs_to_one(app, desk):
    person_id = add(app, "Madina Rahimova")
    taken = desk.post(f"/people/{person_id}", data={"name": NASTY, "email": "boss@example.org"})
    assert taken.status_code == 422
    assert "Boss has this address already." in taken.text
    assert desk.post(f"/people/{person_id}", data={"name": NASTY, "email": "Mira@Example.org"}).status_code == 303
    for address in (f"/people/{person_id}", "/people", "/audit"):
        page = desk.get(address).text
        assert "mira@example.org" in page
        assert "<script>alert" not in page
    assert "mira@example.org" in desk.get("/people?q=MIRA").text


@pytest.mark.parametrize("query", ["q=%00%27%22--", "q=" + "x" * 5000, "role=king", "state=nowhere", "q=%25"])
def test_any_search_gets_an_answer(desk, query):
    assert desk.get(f"/people?{query}").status_code == 200


def test_a_search_by_htmx_gets_the_list_only(desk):
    answer = desk.get("/people?q=boss", headers={"HX-Request": "true"})
    assert answer.text.strip().startswith("<section")
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize("number", ["99", str(2**63), "0"])
@pytest.mark.parametrize("pattern", ["/people/{}", "/people/{}/roles", "/people/invitations/{}/revoke"])
def test_an_unknown_person_or_invitation_is_not_found(desk, pattern, number):
    answer = desk.open(pattern.format(number), method="POST")
    assert answer.status_code == 404


def test_the_audit_log_shows_who_did_what_and_can_be_narrowed_down(app, desk):
    person_id = add(app, "Madina Rahimova")
    desk.post(f"/people/{person_id}/roles", data={"country-TJ": "lead"})
    desk.post(f"/people/{person_id}/close")
    page = desk.get("/audit?verify=yes").text
    assert "Roles changed" in page
    assert "Tajikistan: Lead" in page
    assert "All entries are as they were written" in page
    today = datetime.now(UTC).date()
    only = desk.get(f"/audit?act=person.closed&person=1&day={today}").text
    assert "Tajikistan: Lead" not in only
    assert "Account closed" in only
    assert "Nothing fits." in desk.get("/audit?day=2001-01-01").text


@pytest.mark.parametrize("query", ["page=-1", "page=9999999999999", "person=x", "day=2026-13-45", "day=x", "act=%00"])
def test_any_filter_of_the_log_gets_an_answer(desk, query):
    assert desk.get(f"/audit?{query}").status_code == 200


def test_the_log_is_paged(app, desk):
    with app.app_context():
        for _ in range(55):
            audit.record(db.session, Act(1, datetime.now(UTC)), "invitation.made", "aida@example.org")
        db.session.commit()
    first = desk.get("/audit?act=invitation.made").text
    assert "55 entries" in first
    assert 'href="/audit?act=invitation.made&amp;page=2"' in first


def test_ones_own_name_and_language_can_be_changed(desk):
    answer = desk.post("/account", data={"name": "  Big   Boss ", "locale": "ru"})
    assert answer.status_code == 303
    page = desk.get("/account").text
    assert '<html lang="ru">' in page
    assert "Big Boss" in page
    assert desk.post("/account", data={"name": "", "locale": "en"}).status_code == 422
    assert desk.post("/account", data={"name": "x", "locale": "xx"}).status_code == 422


def test_a_new_password_needs_the_old_one_and_signs_other_devices_out(app, boss):
    here, there = signed_in(app.test_client(), boss), signed_in(app.test_client(), boss)
    assert here.post("/account/password", data={"password": GOATS}).status_code == 303
    assert there.get("/account").status_code == 303
    wrong = here.post("/account/password", data={"password": HORSES, "current": "wrong"})
    assert wrong.status_code == 422
    assert "This is not your present password." in wrong.text
    assert here.post("/account/password", data={"password": HORSES, "current": GOATS}).status_code == 303
    with app.app_context():
        assert passwords.matches(db.session.get(Person, boss.id).password_hash, HORSES)


def test_whoever_forgot_the_password_comes_in_by_a_link_and_sets_a_new_one(app, boss, desk):
    desk.post("/account/password", data={"password": GOATS})
    desk.post(f"/people/{boss.id}/link")
    link = issued_link(desk.get("/people/invitations")).removeprefix("http://127.0.0.1:8000")
    other = app.test_client()
    assert other.post(link).location == "/"
    assert other.post("/account/password", data={"password": HORSES}).status_code == 303


def test_devices_are_listed_and_ended_one_by_one_or_all(app, boss):
    here, there = signed_in(app.test_client(), boss), signed_in(app.test_client(), boss)
    with app.app_context():
        ids = list(db.session.execute(select(SignIn.id).order_by(SignIn.id)).scalars())
    assert "this device" in here.get("/account").text
    here.post(f"/account/devices/{ids[1]}/end")
    assert there.get("/account").status_code == 303
    assert here.get("/account").status_code == 200
    assert here.post("/account/devices/end").location == "/sign-in"
    assert here.get("/account").status_code == 303


def test_guests_choose_their_language_too(client):
    answer = client.post("/language", data={"locale": "ru", "next": "/sign-in"})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert '<html lang="ru">' in client.get("/sign-in").text
    assert client.post("/language", data={"locale": "<x>", "next": "//evil.example"}).location == "/"
    assert '<html lang="ru">' in client.get("/sign-in").text


def test_a_guest_gets_the_language_that_the_browser_asks_for(client):
    page = client.get("/sign-in", headers={"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"}).text
    assert '<html lang="ru">' in page
    assert '<html lang="en">' in client.get("/sign-in", headers={"Accept-Language": "fr"}).text
