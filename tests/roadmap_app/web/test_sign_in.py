"""The door: one-time links, passwords, limits, and a sign-in that ended while somebody was typing."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from factories import make_network, make_person, signed_in
from sqlalchemy import select, update

from roadmap_app.models import AuditEntry, Invitation, Person, SignIn
from roadmap_app.services import accounts, invitations, passwords
from roadmap_app.services.actor import Act
from roadmap_app.web.handles import db

GOATS = "seven goats cross the river"
MADINA = "madina.rahimova@example.org"
WRONG = "These words are wrong"


@pytest.fixture
def madina(app):
    """Give a person with a password, in a network."""
    with app.app_context():
        make_network(db.session)
        person = make_person(db.session, "Madina Rahimova")
        person.password_hash = passwords.hashed(GOATS)
        db.session.commit()
        return db.session.get(Person, person.id)


def link_for(app, **person):
    """Make an invitation and return the path of its link."""
    with app.app_context():
        given = {"email": "aida@example.org", "name": "", "roles": (), "is_admin": False} | person
        link = invitations.invite(db.session, act=Act(None, datetime.now(UTC)), **given)
        db.session.commit()
        return f"/sign-in/link/{link.token}"


def come_in(client, email=MADINA, password=GOATS, **more):
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def is_in(client):
    return client.get("/account").status_code == 200


def cookie_of(client):
    return client.get_cookie("roadmap").value


@pytest.mark.usefixtures("madina")
def test_the_right_password_opens_the_door(client):
    answer = come_in(client)
    assert (answer.status_code, answer.location) == (303, "/")
    assert is_in(client)
    assert client.get("/sign-in").location == "/"


@pytest.mark.usefixtures("madina")
def test_a_wrong_password_and_an_unknown_address_get_the_same_page(client):
    answers = [come_in(client, email, WRONG) for email in (MADINA, "madina.rahimov@example.org ")]
    pages = [each.text.replace("rahimova@", "rahimov@") for each in answers]
    assert [each.status_code for each in answers] == [422, 422]
    assert "don’t belong together" in pages[0]
    assert without_tokens(pages[0]) == without_tokens(pages[1])
    assert WRONG not in pages[0]


def without_tokens(page):
    return [line for line in page.splitlines() if "csrf" not in line]


@pytest.mark.parametrize(
    ("email", "password", "says"),
    [
        ("", "x", "Enter an e-mail address."),
        ("madina", "x", "This is not an e-mail address."),
        ("a" * 300 + "@example.org", "x", "This is too long"),
        (MADINA, "", "Enter your password."),
        ("<script>alert(1)</script>", "x", "&lt;script&gt;"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_the_field_and_the_address_is_kept(client, email, password, says):
    answer = come_in(client, email, password)
    assert answer.status_code == 422
    assert says in answer.text
    assert "<script>alert" not in answer.text
    if email == MADINA:
        assert f'value="{MADINA}"' in answer.text


@pytest.mark.usefixtures("madina")
def test_the_eleventh_failure_says_to_wait_and_a_link_still_works(app, client):
    for _ in range(accounts.TRIES):
        assert come_in(client, password=WRONG).status_code == 422
    answer = come_in(client)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert "quarter of an hour" in answer.text
    path = link_for(app, email=MADINA)
    assert client.post(path).status_code == 303
    assert is_in(client)


def test_sixty_people_behind_one_address_get_to_the_door_and_a_machine_does_not(client):
    codes = [come_in(client, f"person{number}@example.org", "").status_code for number in range(62)]
    assert codes == [422] * 60 + [429] * 2
    refused = come_in(client, "late@example.org", "")
    assert "Too many tries" in refused.text
    assert refused.headers["Retry-After"]


def test_looking_at_a_link_uses_nothing_up_and_coming_in_uses_it_once(app, client):
    path = link_for(app, name="Aida Asanova")
    for _ in range(2):
        page = client.get(path)
        assert page.status_code == 200
        assert "Welcome, Aida Asanova" in page.text
        assert page.headers["Cache-Control"] == "no-store"
    assert client.head(path).status_code == 200
    answer = client.post(path, data={"name": "Aida Asanova"})
    assert (answer.status_code, answer.location) == (303, "/account/password")
    assert is_in(client)
    again = app.test_client().post(path)
    assert again.status_code == 410
    assert "used already" in again.text


def test_whoever_comes_in_by_a_link_first_chooses_a_password_or_not(app, client):
    client.post(link_for(app), data={"name": "Aida"})
    assert "Choose a password" in client.get("/account/password").text
    weak = client.post("/account/password", data={"password": "password1234"})
    assert weak.status_code == 422
    assert "Many people use this one" in weak.text
    assert "password1234" not in weak.text
    assert client.post("/account/password", data={"password": GOATS}).status_code == 303
    assert come_in(app.test_client(), "aida@example.org").status_code == 303


@pytest.mark.parametrize("way", ["expired", "revoked", "unknown"])
def test_a_link_that_no_longer_works_says_why_and_what_to_do(app, client, way):
    path = link_for(app)
    with app.app_context():
        if way == "expired":
            db.session.execute(update(Invitation).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
        if way == "revoked":
            db.session.execute(update(Invitation).values(revoked_at=datetime.now(UTC)))
        db.session.commit()
    path = "/sign-in/link/%00%ff" if way == "unknown" else path
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 410
        assert "The secretariat can make a new link for you." in answer.text
    assert not is_in(client)


def test_extra_fields_of_a_form_give_nobody_more(app, client):
    client.post(link_for(app), data={"name": "Aida", "is_admin": "yes", "role": "admin", "email": "boss@example.org"})
    with app.app_context():
        person = db.session.execute(select(Person)).scalar_one()
        assert (person.email, person.is_admin) == ("aida@example.org", False)


@pytest.mark.usefixtures("madina")
def test_signing_in_changes_the_cookie_and_what_it_held_before_is_worthless(app, client):
    come_in(client)
    first = cookie_of(client)
    come_in(client)
    assert cookie_of(client) != first
    thief = app.test_client()
    thief.set_cookie("roadmap", first)
    assert not is_in(thief)


@pytest.mark.usefixtures("madina")
def test_signing_out_ends_the_device_and_not_only_its_cookie(app, client):
    come_in(client)
    kept = cookie_of(client)
    assert client.post("/sign-out").status_code == 303
    thief = app.test_client()
    thief.set_cookie("roadmap", kept)
    assert not is_in(thief)


def test_only_a_hash_of_what_the_cookie_holds_is_kept(app, client, madina):
    come_in(client)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with app.app_context():
        row = db.session.execute(select(SignIn).where(SignIn.person_id == madina.id)).scalar_one()
        assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()


@pytest.mark.parametrize(("days_idle", "days_old"), [(15, 20), (1, 31)])
def test_a_device_is_signed_out_after_two_idle_weeks_or_thirty_days(app, client, madina, days_idle, days_old):
    signed_in(client, madina)
    assert is_in(client)
    with app.app_context():
        at = datetime.now(UTC)
        values = {"seen_at": at - timedelta(days=days_idle), "created_at": at - timedelta(days=days_old)}
        db.session.execute(update(SignIn).values(**values))
        db.session.commit()
    assert not is_in(client)


def test_a_visit_is_written_down_once_an_hour(app, client, madina):
    signed_in(client, madina)

    def seen():
        with app.app_context():
            return db.session.execute(select(SignIn.seen_at)).scalar_one()

    first = seen()
    client.get("/")
    assert seen() == first
    with app.app_context():
        db.session.execute(update(SignIn).values(seen_at=first - timedelta(hours=2)))
        db.session.commit()
    client.get("/")
    assert seen() >= first
    client.post("/account", data={"name": "Madina R", "locale": "en"})
    assert "Madina R" in client.get("/account").text


def test_a_closed_account_is_out_at_once(app, client, madina):
    signed_in(client, madina)
    with app.app_context():
        db.session.execute(update(Person).values(closed_at=datetime.now(UTC)))
        db.session.commit()
    assert not is_in(client)


@pytest.mark.usefixtures("madina")
@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/account?x=1", "/account?x=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/no/such/page", "/"),
        ("/sign-out", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_gets_to_the_page_one_wanted_if_it_is_of_this_site(client, wanted, goes):
    assert come_in(client, next=wanted).location == goes


def test_a_page_for_members_leads_to_the_door_and_back(client, madina):
    answer = client.get("/account/password?a=b")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/account/password?a%3Db"
    page = client.get(answer.location)
    assert 'name="next" value="/account/password?a=b"' in page.text
    assert madina.email not in page.text


def test_a_form_sent_after_the_sign_in_ended_leads_to_the_door_and_back_to_its_page(client):
    answer = client.post("/account", data={"name": "x"}, headers={"Referer": "http://localhost/account"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/account")
    assert 'data-outcome="door"' in client.get(answer.location).text
    elsewhere = client.post("/account", headers={"Referer": "https://evil.example/account"})
    assert elsewhere.location == "/sign-in"


def test_a_fragment_sent_after_the_sign_in_ended_is_told_so(client):
    headers = {"HX-Request": "true", "Referer": "http://localhost/account"}
    answer = client.post("/account", data={"name": "x"}, headers=headers)
    assert answer.status_code == 401
    assert "You are no longer signed in" in answer.text
    assert 'href="/sign-in?next=/account"' in answer.text
    assert "<html" not in answer.text


def test_a_link_is_mailed_to_whoever_asks_only_where_mail_is_set_up(client):
    assert "Send me a link instead" not in client.get("/sign-in").text
    answer = client.post("/sign-in/letter", data={"email": MADINA})
    assert answer.status_code == 200
    assert "can’t send mail" in answer.text


@pytest.mark.usefixtures("madina")
def test_every_way_in_leaves_an_entry_and_no_secret_in_the_log(app, client):
    path = link_for(app)
    come_in(client, password=WRONG)
    come_in(client)
    client.post("/sign-out")
    client.post(path, data={"name": "Aida"})
    client.post("/account/password", data={"password": GOATS})
    with app.app_context():
        rows = list(db.session.execute(select(AuditEntry).order_by(AuditEntry.id)).scalars())
        acts = [each.act for each in rows]
        assert acts == ["invitation.made", "sign_in.failed", "sign_in.password", "sign_in.link", "password.set"]
        assert {each.address for each in rows[1:]} == {"127.0.0.0/24"}
        written = "".join(f"{each.about}{each.detail}" for each in rows)
        assert not [each for each in (WRONG, GOATS, path.rpartition("/")[2]) if each in written]


def test_the_first_start_says_where_the_link_is(client):
    assert "Nobody has come in yet" in client.get("/sign-in").text
