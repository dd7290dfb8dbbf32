"""The audit log: a chain that shows when an entry was touched, and a database that refuses to touch one."""

import json
from datetime import date, timedelta

import pytest
from factories import NOON, act_of, make_person
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from roadmap_app.models import AuditEntry
from roadmap_app.services import audit
from roadmap_app.services.audit import Filter


@pytest.fixture
def secretary(session):
    """Give a person who acts."""
    return make_person(session, "Aizada Bekova", admin=True)


def test_an_entry_says_who_did_what_to_whom_when_and_from_where(session, secretary):
    entry = audit.record(
        session, act_of(secretary), "person.closed", "a@example.org", "203.0.113.0/24", devices=2, roles=["KG: lead"]
    )
    assert (entry.at, entry.person_id, entry.act, entry.about) == (NOON, secretary.id, "person.closed", "a@example.org")
    assert entry.address == "203.0.113.0/24"
    assert json.loads(entry.detail) == {"devices": 2, "roles": ["KG: lead"]}


def test_a_line_break_cannot_forge_a_second_entry(session):
    entry = audit.record(session, act_of(None), "sign_in.failed", "x\r\n2026 admin signed in\x00")
    assert entry.about == "x 2026 admin signed in"


def test_an_untouched_log_verifies(session, secretary):
    assert audit.verify(session) is None
    for number in range(3):
        audit.record(session, act_of(secretary, number), "link.made", f"{number}@example.org")
    session.commit()
    assert audit.verify(session) is None


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET about = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_remove_an_entry(session, secretary, statement):
    audit.record(session, act_of(secretary), "link.made", "a@example.org")
    session.commit()
    with pytest.raises(DBAPIError, match="never changed or removed"):
        session.execute(text(statement))
    session.rollback()
    assert audit.verify(session) is None


@pytest.mark.parametrize(
    "forgery", ["UPDATE audit_entry SET about = 'x' WHERE id = 2", "DELETE FROM audit_entry WHERE id = 2"]
)
def test_whoever_gets_round_the_database_is_found_out(session, secretary, forgery):
    for number in range(3):
        audit.record(session, act_of(secretary, number), "link.made", f"{number}@example.org")
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER audit_entry_no_update"))
        session.execute(text("DROP TRIGGER audit_entry_no_delete"))
    else:
        session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
    session.execute(text(forgery))
    session.commit()
    session.expire_all()
    assert audit.verify(session) == (2 if forgery.startswith("UPDATE") else 3)


def test_the_log_is_narrowed_down_by_person_act_and_day(session, secretary):
    other = make_person(session, "Botir Karimov")
    audit.record(session, act_of(secretary), "link.made", "one")
    audit.record(session, act_of(other, minutes=24 * 60), "link.made", "two")
    audit.record(session, act_of(other, minutes=24 * 60 + 1), "password.set", "three")

    def abouts(**wanted):
        return [each.about for each in audit.read(session, Filter(**wanted), 1).entries]

    assert abouts() == ["three", "two", "one"]
    assert abouts(person_id=other.id) == ["three", "two"]
    assert abouts(act="link.made") == ["two", "one"]
    assert abouts(day=NOON.date()) == ["one"]
    assert abouts(day=date(2020, 1, 1)) == []
    assert audit.acts(session) == ["link.made", "password.set"]


def test_pages_hold_fifty_entries_and_a_number_too_high_means_the_last(session, secretary):
    for number in range(audit.PAGE_LENGTH + 5):
        audit.record(session, act_of(secretary, number), "link.made", str(number))
    first, beyond = audit.read(session, Filter(), 1), audit.read(session, Filter(), 99)
    assert (len(first.entries), first.pages, first.total) == (50, 2, 55)
    assert [each.about for each in beyond.entries] == ["4", "3", "2", "1", "0"]
    assert beyond.number == 2


def test_a_time_on_the_border_of_a_day_belongs_to_one_day_only(session, secretary):
    midnight = NOON.replace(hour=0)
    entry = audit.record(session, act_of(secretary, minutes=-12 * 60), "link.made", "midnight")
    assert entry.at == midnight
    assert audit.read(session, Filter(day=midnight.date()), 1).total == 1
    assert audit.read(session, Filter(day=(midnight - timedelta(days=1)).date()), 1).total == 0


def test_entries_of_two_sessions_stay_one_chain(session, secretary):
    session.commit()
    audit.record(session, act_of(secretary), "link.made", "one")
    session.commit()
    audit.record(session, act_of(None), "sign_in.failed", "two")
    session.commit()
    rows = session.query(AuditEntry).order_by(AuditEntry.id).all()
    assert len({each.seal for each in rows}) == 2
    assert audit.verify(session) is None
