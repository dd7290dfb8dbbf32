"""Publishing: numbers, refusals, and what never changes afterwards."""

import json

import pytest
from region_and_country import make_world
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from adaptations import Kind
from adaptations.completeness import Gap
from roadmap_app.models import Version
from roadmap_app.services import drafting, planting, publishing, questions, snapshots, structure
from roadmap_app.services.publishing import Unpublishable
from roadmap_app.services.versions import versions_of
from tests.factories import make_network, make_node, make_roadmap, small_document


@pytest.fixture
def world(session):
    return make_world(session)


def test_versions_count_from_one_in_small_or_big_steps(world):
    numbers = [world.first.number]
    for title, bigger in (("A", False), ("B", False), ("C", True), ("D", False)):
        world.write(world.master, "finance", "title", title)
        numbers.append(world.publish(bigger=bigger).number)
    assert numbers == ["1.0", "1.1", "1.2", "2.0", "2.1"]
    assert [each.number for each in versions_of(world.session, world.master)] == numbers[::-1]


def test_a_version_holds_the_draft_with_note_person_and_time(world):
    world.write(world.master, "finance", "body", "Banks lend against orders.")
    version = world.publish(note="Orders count")
    assert snapshots.version_document(version) == snapshots.draft_document(world.session, world.master)
    assert (version.note, version.published_by) == ("Orders count", world.region.id)
    assert json.loads(version.changes) == {"changed": 1}


def test_a_version_stays_as_it_is_when_the_draft_goes_on(world):
    before = snapshots.version_document(world.first)
    world.write(world.master, "finance", "body", "Something else.")
    structure.trash(world.session, world.master, "skills", world.act())
    world.session.expire_all()
    assert snapshots.version_document(world.first) == before


def test_nothing_is_published_twice(world):
    assert world.publish() == Unpublishable(unchanged=True)
    assert len(versions_of(world.session, world.master)) == 1


def test_a_new_question_or_title_alone_is_worth_a_version(world):
    questions.define(world.session, world.master, key="currency", label="Currency", hint="", default="EUR")
    assert world.publish().number == "1.1"


def test_what_is_malformed_is_listed_and_nothing_is_published(world):
    world.write(world.master, "loans", "state", "agreed")
    world.write(world.master, "finance", "body", "Ask {{nobody_knows}}.")
    done = world.publish()
    found = {(each.gap, each.node, each.detail) for each in done.missing}
    assert found == {
        (Gap.NO_LEAD, "loans", ""),
        (Gap.NO_DATES, "loans", ""),
        (Gap.NO_COMPLETION, "loans", ""),
        (Gap.UNKNOWN_QUESTION, "finance", "nobody_knows"),
    }
    assert len(versions_of(world.session, world.master)) == 1


def test_a_master_question_needs_a_default(session):
    make_network(session)
    document = small_document()
    question = document.questions[0]
    bare = type(question)(question.key, question.label, question.hint, "")
    edition = make_roadmap(session, small_document(questions=(bare,)))
    assert [each.gap for each in publishing.prospect(session, edition).missing] == [Gap.NO_DEFAULT]


def test_a_country_publishes_with_its_reasons_and_what_it_follows(world):
    world.write(world.kg, "loans", "body", "Kyrgyzstan shares no risk.", reason="No fund for it")
    version = world.publish(world.kg)
    assert version.number == "1.0"
    assert version.follows_id == world.first.id
    assert version.acknowledged == world.first.document
    assert json.loads(version.reasons)["loans"][:2] == ["No fund for it", "Nurlan"]


def test_before_publishing_the_effects_on_each_country_are_known(world):
    world.fork("UZ")
    world.write(world.kg, "finance", "body", "Banks here lend against cattle.")
    world.write(world.master, "finance", "body", "Banks lend against orders.")
    found = publishing.effects(world.session, world.master, snapshots.draft_document(world.session, world.master))
    assert {code: [case.level.value for case in cases] for code, cases in found.items()} == {
        "KG": ["conflict"],
        "UZ": ["auto"],
    }


def test_after_publishing_every_country_knows_how_much_waits(world):
    uz = world.fork("UZ")
    world.write(world.master, "finance", "body", "Banks lend against orders.")
    drafting.set_part(world.session, world.master, "skills", "title", "Skills", world.act())
    world.publish()
    assert (world.kg.open_changes, uz.open_changes) == (2, 2)


def test_a_country_that_says_so_already_has_nothing_waiting(world):
    world.write(world.kg, "finance", "body", "Banks lend against orders.")
    version = world.region_says("finance", "body", "Banks lend against orders.")
    assert world.kg.open_changes == 0
    assert world.kg.acknowledged == version.document


@pytest.mark.parametrize("statement", [update(Version).values(note="Forged"), delete(Version)])
def test_the_database_itself_refuses_to_change_a_version(world, statement):
    with pytest.raises(DatabaseError, match="never changed"):
        world.session.execute(statement)


def test_an_added_node_is_counted_in_the_version(world):
    new = make_node("fairs", "Fairs", Kind.ACTION, parent="finance")
    planting.plant_nodes(world.session, world.master, (new,), None, world.act())
    structure.move_node(world.session, world.master, "skills", parent=None, after=None, act=world.act())
    assert json.loads(world.publish().changes) == {"added": 1, "moved": 1}
