"""A fork is a copy that remembers where it came from."""

import re

import pytest
from factories import make_node, make_roadmap, small_document
from region_and_country import make_world

from adaptations import Stance, track
from roadmap_app.models import Country
from roadmap_app.services import forking, history
from roadmap_app.services.actor import Cause
from roadmap_app.services.snapshots import acknowledged_document, draft_document, version_document


@pytest.fixture
def world(session):
    return make_world(session)


def test_a_fork_says_what_the_version_says_and_remembers_it(world):
    local, head = draft_document(world.session, world.kg), version_document(world.first)
    assert local.nodes == head.nodes
    assert (local.title, local.country, local.language) == (head.title, "KG", head.language)
    assert acknowledged_document(world.kg) == head
    assert world.kg.followed_id == world.first.id
    statuses = track(head, head, local)
    assert {each.stance for each in statuses.values()} == {Stance.AS_IS}


def test_a_fork_takes_the_version_not_the_draft(world):
    world.write(world.master, "finance", "body", "Not yet published.")
    uz = world.fork("UZ")
    assert draft_document(world.session, uz).tree().by_id["finance"].body == "Banks lend against land."


def test_a_fork_asks_the_questions_of_its_version(world):
    local = draft_document(world.session, world.kg)
    assert [each.key for each in local.questions] == ["lead_ministry"]
    assert local.answers == ()


def test_every_node_of_a_fork_knows_that_it_came_by_one(world):
    uz = forking.fork(world.session, world.first, world.session.get(Country, "UZ"), world.act(cause=Cause.FORK))
    assert [each.cause for each in history.node_history(world.session, uz, "finance")] == [Cause.FORK]


def test_a_country_forks_once(world):
    with pytest.raises(forking.AlreadyForkedError, match="KG"):
        world.fork("KG")


def test_changing_a_fork_leaves_master_and_other_forks_alone(world):
    uz = world.fork("UZ")
    world.write(world.kg, "finance", "body", "Ours.")
    for other in (world.master, uz):
        assert draft_document(world.session, other).tree().by_id["finance"].body == "Banks lend against land."


def test_a_roadmap_that_took_the_key_of_a_country_first_stands_in_nobodys_way(world):
    taken = make_roadmap(world.session, small_document(id="creative-economy-uz"), slug="from-a-file")
    uz = world.fork("UZ")
    again = make_roadmap(world.session, small_document(id="creative-economy-uz"), slug="from-a-file-2")
    assert len({taken.key, uz.key, again.key}) == 3


def test_a_node_of_a_file_gets_an_id_that_can_be_opened(world):
    odd = ("a/b", "../x", "c:d", 'e"f', "fine-1.2", "\u0441\u043b\u043e\u0432\u043e")
    nodes = (make_node(odd[0]), *(make_node(each, parent=odd[0]) for each in odd[1:]))
    edition = make_roadmap(world.session, small_document(id="odd", nodes=nodes), slug="odd")
    first, *below = draft_document(world.session, edition).nodes
    assert {each.parent for each in below} == {first.id}
    ids = [each.id for each in (first, *below)]
    assert len(set(ids)) == len(odd)
    assert ids[4:] == list(odd[4:])
    assert not [each for each in ids if not re.fullmatch(r"\w[\w.-]*", each)]
