"""Update from region: what waits, in which part of the page, and what is remembered about it."""

import pytest
from region_and_country import make_world

from adaptations import Choice, Kind
from roadmap_app.services import planting, questions, structure, updating
from roadmap_app.services.snapshots import edition_questions
from roadmap_app.services.updating import Group
from tests.factories import make_node

OLD = "Banks lend against land. They ask for papers. Few have them."


@pytest.fixture
def world(session):
    made = make_world(session)
    made.write(made.master, "finance", "body", OLD)
    made.publish()
    made.write(made.kg, "finance", "body", OLD)
    updating.recount(session, made.kg)
    return made


def groups(world):
    return {each.key: each.group for each in world.update().open}


def test_a_master_has_no_update(world):
    assert world.update(world.master) is None


def test_nothing_waits_before_the_region_publishes(world):
    world.write(world.master, "finance", "body", "Only in the draft.")
    assert world.update().open == ()


def test_what_nobody_touched_here_merges_by_itself(world):
    world.region_says("skills", "body", "Courses in five languages.")
    assert groups(world) == {"skills:body": Group.MERGED}


def test_different_sentences_merge_and_the_same_sentence_waits_for_a_person(world):
    world.write(world.kg, "finance", "body", OLD.replace("Few have them.", "Hardly anyone has them."))
    world.region_says("finance", "body", OLD.replace("against land", "against orders"))
    assert groups(world) == {"finance:body": Group.MERGED}
    assert world.open("finance:body").case.proposal == (
        "Banks lend against orders. They ask for papers. Hardly anyone has them."
    )
    world.write(world.kg, "finance", "body", OLD.replace("against land", "against cattle"))
    assert groups(world) == {"finance:body": Group.NEEDS_YOU}


def test_what_the_country_left_out_asks_for_nothing_but_is_told(world):
    structure.leave_out(world.session, world.kg, "loans", reason="No fund", act=world.act())
    world.region_says("loans", "body", "The region shares half the risk.")
    assert groups(world) == {"loans:body": Group.NOTHING}


def test_two_changes_of_the_region_before_a_pull_are_one_difference(world):
    world.region_says("skills", "body", "Courses in three languages.")
    world.region_says("skills", "body", "Courses in five languages.")
    case = world.open("skills:body").case
    assert (case.base, case.upstream) == ("Courses in our languages.", "Courses in five languages.")
    assert len(world.update().open) == 1


def test_a_change_that_the_region_takes_back_waits_no_more(world):
    world.region_says("skills", "body", "Courses in three languages.")
    assert world.kg.open_changes == 1
    world.region_says("skills", "body", "Courses in our languages.")
    assert world.update().open == ()
    assert world.kg.open_changes == 0


def test_a_new_branch_of_the_region_is_one_case(world):
    nodes = (
        make_node("fairs", "Fairs", Kind.ACTION, parent="finance"),
        make_node("stand", "A shared stand", Kind.MILESTONE, parent="fairs"),
    )
    planting.plant_nodes(world.session, world.master, nodes, "loans", world.act())
    world.publish()
    assert groups(world) == {"fairs:added": Group.MERGED}


def test_new_questions_come_without_being_decided_about(world):
    questions.define(world.session, world.master, key="currency", label="Currency", hint="", default="EUR")
    world.publish()
    assert world.update().open == ()
    assert [each.key for each in edition_questions(world.session, world.kg)] == ["lead_ministry", "currency"]


def test_the_mark_of_a_case_changes_with_any_of_its_texts(world):
    world.region_says("skills", "body", "Courses in three languages.")
    first = world.open("skills:body").seen
    world.write(world.kg, "skills", "body", "Courses in Kyrgyz.")
    second = world.open("skills:body").seen
    world.region_says("skills", "body", "Courses in five languages.")
    assert len({first, second, world.open("skills:body").seen}) == 3


def test_what_was_put_off_is_still_there_and_says_so(world):
    world.region_says("skills", "body", "Courses in three languages.")
    world.decide("skills:body", Choice.LATER)
    found = world.open("skills:body")
    assert found.later is not None
    assert (world.update().waiting, world.update().dealt_with) == (1, 0)
