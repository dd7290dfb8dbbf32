"""One-time links: bound to a person, used once, taken back, renewed."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from factories import NOON, act_of, make_network, make_person, make_roadmap
from sqlalchemy import func, select

from roadmap_app.database import make_engine, transaction
from roadmap_app.models import AuditEntry, Invitation, Person
from roadmap_app.services import accounts, invitations
from roadmap_app.services.invitations import Unusable

AIDA = "aida@example.org"


def invite(session, email=AIDA, roles=(), **more):
    given = {"name": "Aida", "is_admin": False, "act": act_of(None)} | more
    return invitations.invite(session, email=email, roles=roles, **given)


def redeem(session, link, minutes=1, name=""):
    at = NOON + timedelta(minutes=minutes)
    return invitations.redeem(session, link.token, name=name, at=at, address="203.0.113.0/24")


def test_a_link_makes_the_account_with_the_roles_it_brings(session):
    make_network(session)
    roadmap = make_roadmap(session).roadmap_id
    boss = make_person(session, "Boss", admin=True)
    link = invite(session, roles=[(roadmap, None, "editor"), (None, "KG", "lead")], act=act_of(boss))
    person = redeem(session, link, name="Aida Asanova")
    assert (person.name, person.email, person.is_admin) == ("Aida Asanova", AIDA, False)
    assert accounts.roles_of(person) == {(roadmap, None, "editor"), (None, "KG", "lead")}
    acts = session.execute(select(AuditEntry.act, AuditEntry.person_id).order_by(AuditEntry.id)).all()
    assert acts == [("invitation.made", boss.id), ("sign_in.link", person.id), ("person.roles", boss.id)]


def test_a_token_has_256_bits_and_only_its_hash_is_kept(session):
    link = invite(session)
    assert len(link.token) == 43
    kept = [str(value) for row in session.execute(select(Invitation)).scalars() for value in vars(row).values()]
    kept += [each.detail + each.about for each in session.execute(select(AuditEntry)).scalars()]
    assert not [each for each in kept if link.token in each]


def test_looking_at_a_link_does_not_use_it_up(session):
    link = invite(session)
    for _ in range(3):
        assert invitations.open_link(session, link.token, NOON) is link.invitation
    assert isinstance(redeem(session, link), Person)


def test_a_link_works_once(session):
    link = invite(session)
    redeem(session, link)
    assert redeem(session, link) is Unusable.USED


def test_a_link_lasts_seven_days(session):
    link = invite(session)
    assert invitations.open_link(session, link.token, NOON + timedelta(days=7, seconds=-1)) is link.invitation
    assert redeem(session, link, minutes=7 * 24 * 60) is Unusable.EXPIRED


def test_a_link_taken_back_lets_nobody_in(session):
    link = invite(session)
    invitations.revoke(session, link.invitation, act_of(None), "")
    assert redeem(session, link) is Unusable.REVOKED
    assert invitations.pending(session, NOON) == []


@pytest.mark.parametrize("token", ["", "x", "\udcff", "a" * 100_000, "../../etc/passwd"])
def test_an_unknown_token_lets_nobody_in(session, token):
    assert invitations.open_link(session, token, NOON) is Unusable.UNKNOWN


def test_a_newer_link_ends_the_older(session):
    older, newer = invite(session), invite(session)
    renewed = invitations.renew(session, newer.invitation, act_of(None), "")
    assert redeem(session, older) is Unusable.REVOKED
    assert redeem(session, newer) is Unusable.REVOKED
    assert redeem(session, renewed).email == AIDA


def test_a_renewed_link_says_what_the_first_said(session):
    make_network(session)
    first = invite(session, roles=[(None, "KG", "lead")], is_admin=True)
    renewed = invitations.renew(session, first.invitation, act_of(None), "")
    assert invitations.roles_of(renewed.invitation) == [(None, "KG", "lead")]
    assert renewed.invitation.is_admin


def test_a_link_for_somebody_with_an_account_signs_that_person_in(session):
    person = make_person(session, "Madina Rahimova")
    link = invitations.sign_in_link(session, person, act_of(None))
    assert redeem(session, link, name="Somebody Else") is person
    assert person.name == "Madina Rahimova"


def test_an_invitation_adds_to_the_roles_of_somebody_with_an_account(session):
    make_network(session)
    person = make_person(session, "Aida", ("KG", "reader"), ("TJ", "editor"))
    link = invite(session, email=person.email, roles=[(None, "KG", "lead")])
    assert redeem(session, link) is person
    assert accounts.roles_of(person) == {(None, "KG", "lead"), (None, "TJ", "editor")}


def test_a_link_of_a_closed_account_lets_nobody_in(session):
    person = make_person(session, "Madina Rahimova")
    link = invitations.sign_in_link(session, person, act_of(None))
    person.closed_at = NOON
    assert redeem(session, link) is Unusable.CLOSED


def test_an_invitation_made_for_a_plain_person_makes_no_administrator(session):
    link = invite(session)
    assert json.loads(link.invitation.roles) == []
    assert not redeem(session, link).is_admin


def test_whoever_asks_for_a_link_gets_at_most_five_an_hour_and_only_for_an_open_account(session):
    person = make_person(session, "Madina Rahimova")

    def ask(email=person.email, minutes=0):
        return invitations.asked_link(session, email=email, at=NOON + timedelta(minutes=minutes), address="")

    assert ask("nobody@example.org") is None
    links = [ask() for _ in range(6)]
    assert links[5] is None
    assert links[4].invitation.expires_at == NOON + timedelta(hours=1)
    assert redeem(session, links[4]) is person
    assert ask(minutes=61) is not None
    person.closed_at = NOON
    assert ask(minutes=200) is None


def test_asking_at_the_door_ends_no_link_that_an_administrator_handed_out(session):
    person, boss = make_person(session, "Madina Rahimova"), make_person(session, "Boss", admin=True)
    handed_out = invitations.sign_in_link(session, person, act_of(boss))
    asked = [invitations.asked_link(session, email=person.email, at=NOON, address="") for _ in range(2)]
    assert invitations.open_link(session, asked[0].token, NOON) is Unusable.REVOKED
    assert invitations.open_link(session, asked[1].token, NOON) is asked[1].invitation
    assert redeem(session, handed_out) is person


def test_the_first_administrator_gets_in_and_later_starts_sign_in_the_same_one(session):
    first = invitations.administrator_link(session, act_of(None), email="admin@localhost", name="Administrator")
    boss = redeem(session, first)
    assert boss.is_admin
    boss.email = "boss@example.org"
    again = invitations.administrator_link(session, act_of(None), email="admin@localhost", name="Administrator")
    assert redeem(session, again) is boss


def test_of_two_who_use_one_link_at_once_one_gets_in(session, database_url):
    link = invite(session)
    session.commit()
    engine = make_engine(database_url)

    def try_it(_number):
        with transaction(engine) as own:
            return type(redeem(own, link)).__name__

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(try_it, range(2)))
    engine.dispose()
    assert found == ["Person", "Unusable"]
    assert session.execute(select(func.count(Person.id))).scalar_one() == 1
