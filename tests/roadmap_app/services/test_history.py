"""Every change is kept with person, time and reason, and can be taken back as a new change."""

import pytest

from roadmap_app.services import draft_rows, drafting, history, structure, texts
from roadmap_app.services.actor import Cause
from roadmap_app.services.snapshots import draft_document
from tests.factories import NOON, act_of, make_network, make_person, make_roadmap, small_document


@pytest.fixture
def draft(session):
    make_network(session)
    return make_roadmap(session)


def test_the_newest_change_comes_first_with_who_when_why(session, draft):
    nurlan = make_person(session, "Nurlan")
    drafting.set_part(session, draft, "grants", "lead", "Guild", act_of(nurlan, reason="Agreed in Osh"))
    entry = history.node_history(session, draft, "grants")[0]
    assert (entry.part, entry.before, entry.after) == ("lead", "{{lead_ministry}}", "Guild")
    assert (entry.by, entry.at, entry.cause, entry.reason) == ("Nurlan", NOON, Cause.FORM, "Agreed in Osh")
    assert [each.part for each in history.node_history(session, draft, "grants")] == ["lead", "added"]


@pytest.mark.parametrize(
    ("part", "value"),
    [("title", "New"), ("body", "New words"), ("lead", "Guild"), ("costs", ()), ("setting", "mandatory")],
)
def test_an_earlier_value_comes_back_as_a_new_change(session, draft, part, value):
    drafting.set_part(session, draft, "grants", part, value, act_of(None))
    history.restore(session, draft, "grants", history.node_history(session, draft, "grants")[0].id, act_of(None))
    assert draft_document(session, draft) == small_document()
    newest = history.node_history(session, draft, "grants")[0]
    assert (newest.part, newest.cause, newest.before) == (part, Cause.RESTORE, value)


def test_bringing_a_text_back_keeps_nothing_typed_since_hidden(session, draft):
    node = draft_rows.find(session, draft, "grants")
    texts.overwrite(session, draft, "grants", "body", "One", act_of(None))
    texts.overwrite(session, draft, "grants", "body", "Two", act_of(None))
    first = history.node_history(session, draft, "grants")[1]
    history.restore(session, draft, "grants", first.id, act_of(None))
    assert node.body == "Two open calls a year, paid through {{lead_ministry}}."
    assert [each.after for each in history.node_history(session, draft, "grants")[:3]] == [node.body, "Two", "One"]


def test_a_move_and_a_removal_are_taken_back(session, draft):
    structure.move_node(session, draft, "loans", parent="skills", after=None, act=act_of(None))
    history.restore(session, draft, "loans", history.node_history(session, draft, "loans")[0].id, act_of(None))
    structure.trash(session, draft, "grants", act_of(None))
    history.restore(session, draft, "grants", history.node_history(session, draft, "grants")[0].id, act_of(None))
    assert draft_document(session, draft) == small_document()


def test_a_change_of_another_node_or_that_only_began_it_is_refused(session, draft):
    added = history.node_history(session, draft, "grants")[0]
    assert not added.can_restore
    for node in ("grants", "loans"):
        with pytest.raises(history.UnknownChangeError):
            history.restore(session, draft, node, added.id, act_of(None))


def test_a_long_history_comes_in_pages(session, draft):
    for number in range(history.PAGE + 5):
        drafting.set_part(session, draft, "grants", "lead", f"Guild {number}", act_of(None))
    first = history.node_history(session, draft, "grants")
    rest = history.node_history(session, draft, "grants", older_than=first[-1].id)
    assert len(first) == history.PAGE
    assert [each.part for each in rest] == ["lead"] * 5 + ["added"]
