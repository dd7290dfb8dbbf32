"""What somebody sees first, on both databases."""

import pytest
from factories import act_of, make_network, make_person, make_roadmap, small_document

from roadmap_app.models import Country
from roadmap_app.services import comments, drafting, forking, overview, publishing
from roadmap_app.services.overview import Kind
from roadmap_app.services.permissions import identity_of
from roadmap_app.services.stance_counts import stance_counts
from roadmap_app.services.versions import latest_version


@pytest.fixture
def world(session):
    """Give the lead of KG; the region has published twice, KG has looked at the first version only."""
    make_network(session)
    lead = make_person(session, "Nurlan Toktogulov", ("KG", "lead"))
    master = make_roadmap(session)
    first = publishing.publish(session, master, note="1", bigger_step=True, act=act_of(lead))
    adaptation = forking.fork(session, first, session.get(Country, "KG"), act_of(lead, 1))
    drafting.set_part(session, master, "skills", "title", "Skills", act_of(lead, 2))
    publishing.publish(session, master, note="2", bigger_step=False, act=act_of(lead, 3))
    make_roadmap(session, small_document(id="park", title="Park", questions=()), slug="park")
    session.flush()
    return lead, master, adaptation


def test_what_was_published_is_for_everybody_and_drafts_for_members(session, world):
    lead, _master, adaptation = world
    [guest] = overview.shelves(session, None)
    assert (guest.master.newest.number, guest.master.may_open) == ("1.1", False)
    assert guest.adaptations == (), "nothing of KG has been published"
    publishing.publish(session, adaptation, note="1", bigger_step=True, act=act_of(lead, 4))
    [guest] = overview.shelves(session, None)
    assert [(one.edition.country_code, one.newest.number) for one in guest.adaptations] == [("KG", "1.0")]
    member = overview.shelves(session, identity_of(lead))
    assert [each.roadmap.slug for each in member] == ["creative-economy", "park"]
    assert [(one.behind, one.may_open) for one in member[0].adaptations] == [(1, True)]


def test_what_waits_is_what_one_may_do_the_most_pressing_first(session, world):
    lead, master, adaptation = world
    comments.add(session, adaptation, "grants", "Twice?", act_of(lead, 5))
    comments.add(session, master, "grants", "Thrice?", act_of(lead, 6))
    who = identity_of(lead)
    found = overview.waiting(session, overview.shelves(session, who), who)
    assert [(each.kind, each.count, each.edition.country_code) for each in found] == [
        (Kind.VERSION, 1, "KG"),
        (Kind.COMMENTS, 1, "KG"),
        (Kind.ANSWERS, 1, "KG"),
    ]
    reader = identity_of(make_person(session, "Reader", ("KG", "reader")))
    assert overview.waiting(session, overview.shelves(session, reader), reader) == ()


def test_the_newest_versions_and_the_leads_of_countries_are_known(session, world):
    lead = world[0]
    assert [each.number for each in overview.news(overview.shelves(session, identity_of(lead)))] == ["1.1"]
    assert overview.keepers(session) == {"KG": ["Nurlan Toktogulov"]}


def test_counts_of_stances_follow_every_change(session, world):
    lead, master, adaptation = world
    head = latest_version(session, master)
    before = stance_counts(session, adaptation, head, None)
    assert before == stance_counts(session, adaptation, head, None)
    assert before["adapted"] == 0
    drafting.set_part(session, adaptation, "grants", "title", "Grants of our own", act_of(lead, 7))
    after = stance_counts(session, adaptation, head, None)
    assert after["adapted"] + after["replaced"] == 1
    version = publishing.publish(session, adaptation, note="1", bigger_step=True, act=act_of(lead, 8))
    assert stance_counts(session, adaptation, head, version) == after
