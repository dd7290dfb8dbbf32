"""Accounts: who is let in, what they may, and what closing one means."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from factories import NOON, act_of, make_network, make_person, make_roadmap
from sqlalchemy import select

from roadmap_app.models import AuditEntry, Person, SignIn
from roadmap_app.services import accounts, passwords
from roadmap_app.services.accounts import Refusal, State
from roadmap_app.services.passwords import Weakness

GOATS = "seven goats cross the river"
WRONG = "wrong wrong wrong"


@pytest.fixture
def madina(session):
    """Give a person with a password."""
    person = make_person(session, "Madina Rahimova")
    person.password_hash = passwords.hashed(GOATS)
    return person


def come_in(session, email="madina.rahimova@example.org", password=GOATS, minutes=0):
    return accounts.check(
        session, email=email, password=password, at=NOON + timedelta(minutes=minutes), address="203.0.113.0/24"
    )


def acts_of(session):
    return list(session.execute(select(AuditEntry.act).order_by(AuditEntry.id)).scalars())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Madina@Example.ORG ", "madina@example.org"),
        ("аиша@пример.kz", "аиша@пример.kz"),
        ("a@localhost", "a@localhost"),
        ("", None),
        ("madina", None),
        ("a b@example.org", None),
        ("a@b@c", None),
        ("<script>@example.org", None),
        ("x" * 250 + "@example.org", None),
    ],
)
def test_an_address_is_kept_in_one_form(typed, kept):
    assert accounts.normal_email(typed) == kept


def test_control_characters_in_an_address_are_dropped():
    assert accounts.normal_email("mad\x00ina@example.org\n") == "madina@example.org"


def test_the_right_password_lets_in(session, madina):
    assert come_in(session, " MADINA.rahimova@example.org") is madina
    assert acts_of(session) == ["sign_in.password"]


@pytest.mark.parametrize("email", ["madina.rahimova@example.org", "nobody@example.org", "not an address"])
@pytest.mark.usefixtures("madina")
def test_a_wrong_password_and_an_unknown_account_look_the_same(session, email):
    assert come_in(session, email, WRONG) is Refusal.WRONG
    assert acts_of(session) == ["sign_in.failed"]


def test_somebody_without_a_password_comes_in_by_links_only(session):
    make_person(session, "Madina Rahimova")
    for guess in ("", "nobody has this password"):
        assert come_in(session, password=guess) is Refusal.WRONG


def test_a_closed_account_lets_nobody_in(session, madina):
    madina.closed_at = NOON
    assert come_in(session) is Refusal.WRONG


def test_after_ten_failures_the_account_waits_a_quarter_of_an_hour_whether_it_exists_or_not(session, madina):
    for email in ("madina.rahimova@example.org", "nobody@example.org"):
        for _ in range(accounts.TRIES):
            assert come_in(session, email, WRONG) is Refusal.WRONG
        assert come_in(session, email) is Refusal.TOO_MANY_TRIES
    assert come_in(session, minutes=14) is Refusal.TOO_MANY_TRIES
    assert come_in(session, minutes=16) is madina


def test_coming_in_forgets_the_failures_before(session, madina):
    for _ in range(3):
        for _ in range(accounts.TRIES - 1):
            come_in(session, password=WRONG)
        assert come_in(session) is madina


def test_a_password_kept_with_older_parameters_is_kept_anew(session, madina):
    old = madina.password_hash = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOATS)
    assert come_in(session) is madina
    assert madina.password_hash != old
    assert not passwords.is_outdated(madina.password_hash)


def test_a_weak_password_is_not_set(session, madina):
    assert accounts.set_password(session, madina, "Madina1985!!!", act_of(madina), "") is Weakness.OWN_NAME
    assert come_in(session) is madina


def test_roles_become_exactly_those_chosen(session):
    make_network(session)
    roadmap = make_roadmap(session).roadmap_id
    person = make_person(session, "Madina Rahimova", ("TJ", "lead"), (roadmap, "reader"))
    wanted = {(roadmap, None, "editor"), (None, "KG", "reader")}
    assert accounts.change_roles(session, person, wanted, is_admin=False, act=act_of(None), address="")
    session.commit()
    session.expire_all()
    assert accounts.roles_of(person) == wanted
    assert acts_of(session) == ["person.roles"]
    assert accounts.change_roles(session, person, wanted, is_admin=False, act=act_of(None), address="")
    assert acts_of(session) == ["person.roles"], "nothing changed, so nothing is logged"


def test_the_last_administrator_stays_one(session):
    boss, closed = make_person(session, "Boss", admin=True), make_person(session, "Former Boss", admin=True)
    closed.closed_at = NOON
    assert not accounts.change_roles(session, boss, (), is_admin=False, act=act_of(boss), address="")
    assert not accounts.close(session, boss, act_of(boss), "")
    assert boss.is_admin
    assert boss.closed_at is None
    make_person(session, "Second Boss", admin=True)
    assert accounts.close(session, boss, act_of(boss), "")


def test_closing_ends_every_sign_in_and_opening_again_gives_the_roles_back(session):
    make_network(session)
    person = make_person(session, "Madina Rahimova", ("TJ", "lead"))
    for number in range(2):
        session.add(SignIn(token_hash=str(number), person=person, created_at=NOON, seen_at=NOON))
    session.flush()
    accounts.close(session, person, act_of(None), "")
    session.expire_all()
    assert accounts.open_sign_ins(session, person) == []
    accounts.reopen(session, person, act_of(None), "")
    assert person.closed_at is None
    assert accounts.roles_of(person) == {(None, "TJ", "lead")}


def test_one_device_or_all_others_can_be_signed_out(session, madina):
    rows = [SignIn(token_hash=str(number), person=madina, created_at=NOON, seen_at=NOON) for number in range(3)]
    session.add_all(rows)
    session.flush()
    assert accounts.end_sign_ins(session, madina, act_of(madina), "", only=rows[0].id) == 1
    assert accounts.end_sign_ins(session, madina, act_of(madina), "", but=rows[1].id) == 1
    session.expire_all()
    assert [each.id for each in accounts.open_sign_ins(session, madina)] == [rows[1].id]


def test_nobody_signs_out_another_persons_device(session, madina):
    other = make_person(session, "Botir Karimov")
    row = SignIn(token_hash=str(other.id), person=other, created_at=NOON, seen_at=NOON)
    session.add(row)
    session.flush()
    assert accounts.end_sign_ins(session, madina, act_of(madina), "", only=row.id) == 0


def test_people_are_found_by_words_of_name_or_address_by_role_and_by_state(session):
    make_network(session)
    madina = make_person(session, "Madina Rahimova", ("TJ", "lead"))
    make_person(session, "Botir 100% Karimov", ("UZ", "editor"), admin=True)
    gone = make_person(session, "Jennet Annayeva", ("TM", "lead"))
    gone.closed_at = NOON

    def names(**wanted):
        return [each.name for each in accounts.people(session, **wanted)]

    assert names() == ["Botir 100% Karimov", "Madina Rahimova"]
    assert names(search="rahim MAD") == ["Madina Rahimova"]
    assert names(search="madina.rahimova@") == ["Madina Rahimova"]
    assert names(search="100%") == ["Botir 100% Karimov"]
    assert names(search="_") == []
    assert names(role="lead") == ["Madina Rahimova"]
    assert names(state=State.CLOSED) == ["Jennet Annayeva"]
    assert names(state=State.ADMINISTRATORS) == ["Botir 100% Karimov"]
    assert len(names(state=None)) == 3
    assert accounts.find(session, madina.email) is madina
    assert session.get(Person, madina.id) is madina
