"""Decisions: what they do to the draft, what they remember, and how they are taken back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from region_and_country import make_world

from adaptations import Choice, Kind, Stance, track
from roadmap_app.database import make_engine, transaction
from roadmap_app.models import Decision, Edition
from roadmap_app.services import comments, deciding, draft_rows, history, planting, structure, trash, updating
from roadmap_app.services.actor import Cause
from roadmap_app.services.deciding import Refused
from roadmap_app.services.reasons import reasons_for
from roadmap_app.services.snapshots import acknowledged_document, draft_document
from roadmap_app.services.updating import Group
from tests.factories import make_node

OLD = "Banks lend against land. They ask for papers. Few have them."
REGION = OLD.replace("against land", "against orders")
OURS = OLD.replace("against land", "against cattle")


@pytest.fixture
def world(session):
    """Give a world in which region and country have both changed the first sentence of `finance`."""
    made = make_world(session)
    made.write(made.master, "finance", "body", OLD)
    made.publish()
    deciding.bring_in(session, made.kg, made.act())
    made.write(made.kg, "finance", "body", OURS, reason="Herders have no land")
    made.region_says("finance", "body", REGION)
    return made


def node(world, key="finance", edition=None):
    return draft_document(world.session, edition or world.kg).tree().by_id.get(key)


def reason_at(world, key):
    return reasons_for(world.session, world.kg)[key].text


def newest(world, key="finance"):
    return history.node_history(world.session, world.kg, key)[0]


def test_everything_without_a_question_is_brought_in_listed_and_acknowledged(world):
    world.write(world.master, "skills", "body", "Courses in five languages.")
    world.region_says("law", "due", "2028-Q2")
    count = deciding.bring_in(world.session, world.kg, world.act(cause=Cause.PULL))
    assert count == 2
    assert node(world, "skills").body == "Courses in five languages."
    assert node(world, "law").text("due") == "2028-Q2"
    update = world.update()
    assert [each.key for each in update.open] == ["finance:body"]
    assert [(each.node_id, each.choice) for each in update.decided] == [("law", "merged"), ("skills", "merged")]
    assert world.kg.followed_id == update.version.id
    assert newest(world, "skills").cause is Cause.PULL


def test_bringing_in_never_touches_what_waits_for_a_person(world):
    deciding.bring_in(world.session, world.kg, world.act())
    assert node(world).body == OURS
    assert acknowledged_document(world.kg).tree().by_id["finance"].body == OLD


def test_accepting_takes_the_words_of_the_region(world):
    decision = world.decide("finance:body", Choice.ACCEPTED)
    assert node(world).body == REGION
    assert (decision.choice, decision.person_id) == ("accepted", world.nurlan.id)
    assert world.update().open == ()
    assert world.kg.open_changes == 0


def test_keeping_ours_needs_a_reason_and_stays_with_it(world):
    assert world.decide("finance:body", Choice.KEPT, reason="  ") == Refused("no_reason")
    world.decide("finance:body", Choice.KEPT, reason="Herders have no land")
    assert node(world).body == OURS
    assert world.update().open == ()
    assert reasons_for(world.session, world.kg)["finance"].text == "Herders have no land"


def test_a_reason_is_told_only_as_long_as_its_decision_stands(world):
    world.decide("finance:body", Choice.LATER, reason="The minister has not decided yet")
    assert reason_at(world, "finance") == "Herders have no land"
    decision = world.decide("finance:body", Choice.WRITTEN, reason="A slip", wording={"body": "Other words."})
    assert reason_at(world, "finance") == "A slip"
    deciding.undo(world.session, world.kg, decision, world.act())
    assert reason_at(world, "finance") == "Herders have no land"


def test_the_reason_for_leaving_out_goes_when_the_node_is_back(world):
    structure.leave_out(world.session, world.kg, "loans", reason="No fund", act=world.act())
    assert reason_at(world, "loans") == "No fund"
    structure.restore(world.session, world.kg, "loans", world.act())
    assert "loans" not in reasons_for(world.session, world.kg)


def test_declining_what_we_never_changed_is_called_so(world):
    world.region_says("skills", "body", "Courses in five languages.")
    decision = world.decide("skills:body", Choice.KEPT, reason="Three are enough")
    assert decision.choice == "declined"
    assert node(world, "skills").body == "Courses in our languages."


def test_a_declined_change_stays_quiet_until_the_region_touches_it_again(world):
    world.decide("finance:body", Choice.KEPT, reason="Herders have no land")
    world.region_says("skills", "body", "Courses in five languages.")
    assert world.open("finance:body") is None
    world.region_says("finance", "body", OLD.replace("against land", "against contracts"))
    again = world.open("finance:body")
    assert again.earlier.reason == "Herders have no land"
    assert again.group is Group.NEEDS_YOU


def test_another_sentence_of_a_kept_passage_merges_around_it(world):
    world.decide("finance:body", Choice.KEPT, reason="Herders have no land")
    world.region_says("finance", "body", REGION.replace("Few have them.", "Hardly anyone has them."))
    deciding.bring_in(world.session, world.kg, world.act())
    assert node(world).body == OURS.replace("Few have them.", "Hardly anyone has them.")


def test_own_wording_stands_as_written(world):
    assert world.decide("finance:body", Choice.WRITTEN, wording={"body": ""}) == Refused("no_wording")
    both = OLD.replace("against land", "against cattle and orders")
    world.decide("finance:body", Choice.WRITTEN, wording={"body": both})
    assert node(world).body == both
    assert world.update().open == ()


@pytest.mark.parametrize(
    ("node_id", "part", "ours", "region", "wording"),
    [
        ("law", "due", "2029-Q1", "2028-Q3", "as soon as possible"),
        ("grants", "costs", (("5", "EUR", "us", "yes"),), (("7", "EUR", "all", ""),), "much"),
        ("finance", "title", "Money", "Money for firms", "m" * 301),
    ],
)
def test_own_wording_must_be_what_the_part_can_hold(world, node_id, part, ours, region, wording):
    world.write(world.kg, node_id, part, ours)
    world.region_says(node_id, part, region)
    refused = world.decide(f"{node_id}:{part}", Choice.WRITTEN, wording={part: wording})
    assert (refused.why, refused.fault.part) == ("unfit", part)
    assert node(world, node_id).part(part) == ours
    assert world.open(f"{node_id}:{part}") is not None


def test_own_wording_is_kept_in_the_form_of_its_part(world):
    world.write(world.kg, "law", "due", "2029-Q1")
    world.write(world.kg, "skills", "title", "Our skills")
    world.region_says("law", "due", "2028-Q3")
    world.region_says("skills", "title", "Skills of the region")
    world.decide("law:due", Choice.WRITTEN, wording={"due": "15.03.2027"})
    decision = world.decide("skills:title", Choice.WRITTEN, wording={"title": " Skills\nof both\x00 "})
    assert node(world, "law").text("due") == "2027-03-15"
    assert node(world, "skills").title == "Skills of both"
    assert deciding.undo(world.session, world.kg, decision, world.act()) is None
    assert node(world, "skills").title == "Our skills"


def test_only_the_region_sets_what_is_mandatory(world):
    world.region_says("skills", "setting", "mandatory")
    refused = world.decide("skills:setting", Choice.WRITTEN, wording={"setting": "open"})
    assert refused.why == "unfit"


def test_two_insertions_can_be_combined(world):
    world.decide("finance:body", Choice.ACCEPTED)
    world.write(world.kg, "finance", "body", REGION + "\n\nA paragraph of ours.")
    world.region_says("finance", "body", REGION + "\n\nA paragraph of the region.")
    found = world.open("finance:body")
    assert found.group is Group.CHECK
    world.decide("finance:body", Choice.COMBINED)
    assert "A paragraph of ours." in node(world).body
    assert "A paragraph of the region." in node(world).body


def test_what_has_no_proposal_cannot_be_combined(world):
    assert world.open("finance:body").case.proposal is None
    assert world.decide("finance:body", Choice.COMBINED) == Refused("no_proposal")


def test_putting_off_moves_nothing(world):
    before = world.kg.acknowledged
    world.decide("finance:body", Choice.LATER)
    assert node(world).body == OURS
    assert world.kg.acknowledged == before
    assert world.open("finance:body").later is not None
    world.decide("finance:body", Choice.ACCEPTED)
    assert world.update().open == ()


def test_a_decision_about_texts_that_have_changed_meanwhile_is_refused(world):
    seen = world.open("finance:body").seen
    world.write(world.kg, "finance", "body", OLD.replace("against land", "against herds"))
    done = deciding.decide(
        world.session, world.kg, "finance:body", Choice.ACCEPTED, seen=seen, reason="", act=world.act()
    )
    assert done == Refused("changed")
    assert "herds" in node(world).body


def test_a_decision_made_twice_is_refused(world):
    seen = world.open("finance:body").seen
    world.decide("finance:body", Choice.ACCEPTED)
    done = deciding.decide(
        world.session, world.kg, "finance:body", Choice.ACCEPTED, seen=seen, reason="", act=world.act()
    )
    assert done == Refused("gone")


@pytest.mark.parametrize(
    ("choice", "more"),
    [
        (Choice.ACCEPTED, {}),
        (Choice.KEPT, {"reason": "Ours"}),
        (Choice.WRITTEN, {"wording": {"body": "A third wording."}}),
    ],
)
def test_undoing_puts_the_words_back_and_asks_again(world, choice, more):
    before = (node(world), world.open("finance:body").seen)
    decision = world.decide("finance:body", choice, **more)
    assert deciding.undo(world.session, world.kg, decision, world.act()) is None
    assert (node(world), world.open("finance:body").seen) == before
    assert world.kg.open_changes == 1
    assert decision.undone_at is not None
    assert deciding.undo(world.session, world.kg, decision, world.act()) == Refused("gone")


def test_a_merge_that_was_taken_back_is_not_done_again_unasked(world):
    world.region_says("skills", "body", "Courses in five languages.")
    deciding.bring_in(world.session, world.kg, world.act())
    merged = next(each for each in world.update().decided if each.node_id == "skills")
    deciding.undo(world.session, world.kg, merged, world.act())
    assert node(world, "skills").body == "Courses in our languages."
    assert world.open("skills:body").group is Group.CHECK
    deciding.bring_in(world.session, world.kg, world.act())
    assert node(world, "skills").body == "Courses in our languages."
    seen = [each.seen for each in world.update().open]
    assert deciding.accept_all_checked(world.session, world.kg, world.act(), seen=seen) == 0


def test_undoing_keeps_what_was_written_elsewhere_since(world):
    decision = world.decide("finance:body", Choice.ACCEPTED)
    world.write(world.kg, "finance", "body", REGION + "\n\nWritten since.")
    assert deciding.undo(world.session, world.kg, decision, world.act()) is None
    assert node(world).body == OURS + "\n\nWritten since."


def test_undoing_never_overwrites_the_same_words_written_since(world):
    decision = world.decide("finance:body", Choice.ACCEPTED)
    since = REGION.replace("against orders", "against contracts")
    world.write(world.kg, "finance", "body", since)
    assert deciding.undo(world.session, world.kg, decision, world.act()) == Refused("changed")
    assert node(world).body == since
    assert decision.undone_at is None


def test_an_added_branch_in_which_people_have_written_since_stays(world):
    planting.plant_nodes(world.session, world.master, fairs(), "loans", world.act())
    world.publish()
    deciding.bring_in(world.session, world.kg, world.act())
    added = next(each for each in world.update().decided if each.node_id == "fairs")
    world.write(world.kg, "stand", "body", "Booked in Almaty.")
    assert deciding.undo(world.session, world.kg, added, world.act()) == Refused("changed")
    assert node(world, "stand").body == "Booked in Almaty."


def test_fields_changed_together_since_stay(world):
    world.region_says("grants", "end", "2031-12")
    decision = world.decide("grants:dates", Choice.ACCEPTED)
    world.write(world.kg, "grants", "end", "2033-12")
    assert deciding.undo(world.session, world.kg, decision, world.act()) == Refused("changed")
    assert node(world, "grants").text("end") == "2033-12"


def test_undoing_what_was_removed_since_is_refused(world):
    decision = world.decide("finance:body", Choice.ACCEPTED)
    structure.trash(world.session, world.kg, "finance", world.act())
    assert deciding.undo(world.session, world.kg, decision, world.act()) == Refused("changed")


def test_a_country_undoes_only_its_own_decisions(world):
    uz = world.fork("UZ")
    decision = world.decide("finance:body", Choice.ACCEPTED)
    assert deciding.undo(world.session, uz, decision, world.act()) == Refused("gone")


def test_all_that_is_to_be_checked_can_be_accepted_at_once(world):
    world.decide("finance:body", Choice.ACCEPTED)
    world.write(world.kg, "finance", "body", REGION + "\n\nA paragraph of ours.")
    world.write(world.kg, "skills", "body", "Courses in our languages.\n\nOurs.")
    world.write(world.master, "skills", "body", "Courses in our languages.\n\nThe region's.")
    world.region_says("finance", "body", REGION + "\n\nA paragraph of the region.")
    assert {each.group for each in world.update().open} == {Group.CHECK}
    seen = [each.seen for each in world.update().open]
    assert deciding.accept_all_checked(world.session, world.kg, world.act(), seen=seen[:1]) == 1
    assert deciding.accept_all_checked(world.session, world.kg, world.act(), seen=seen) == 1
    assert world.update().open == ()
    assert "Ours." in node(world, "skills").body


def fairs():
    return (
        make_node("fairs", "Fairs", Kind.ACTION, parent="finance", body="A shared stand."),
        make_node("stand", "The stand is booked", Kind.MILESTONE, parent="fairs", due="2028-Q4"),
    )


def test_a_new_branch_is_added_whole_and_taken_back_whole(world):
    planting.plant_nodes(world.session, world.master, fairs(), "loans", world.act())
    world.publish()
    deciding.bring_in(world.session, world.kg, world.act())
    assert node(world, "stand").text("due") == "2028-Q4"
    order = [each.id for each in draft_document(world.session, world.kg).nodes]
    assert order.index("fairs") == order.index("loans") + 1
    added = next(each for each in world.update().decided if each.node_id == "fairs")
    deciding.undo(world.session, world.kg, added, world.act())
    assert node(world, "fairs") is None
    assert world.open("fairs:added") is not None


def test_a_new_branch_that_is_declined_is_left_out_with_its_reason(world):
    planting.plant_nodes(world.session, world.master, fairs(), "loans", world.act())
    world.publish()
    world.decide("fairs:added", Choice.DECLINED, reason="We have no fairs")
    assert node(world, "fairs") is None
    left_out = trash.removed(world.session, world.kg, draft_rows.LEFT_OUT)
    assert [(each.node_id, each.reason, each.below) for each in left_out] == [("fairs", "We have no fairs", 1)]
    update = world.update()
    assert [each.key for each in update.open] == ["finance:body"]
    statuses = track(update.acknowledged, update.head, update.local)
    assert statuses["fairs"].stance is Stance.LEFT_OUT


def test_what_was_left_out_only_gives_notice(world):
    structure.leave_out(world.session, world.kg, "loans", reason="No fund", act=world.act())
    world.region_says("loans", "body", "The region shares half the risk.")
    assert world.open("loans:body").group is Group.NOTHING
    deciding.bring_in(world.session, world.kg, world.act())
    assert node(world, "loans") is None
    assert world.open("loans:body") is None


def test_a_removal_of_the_region_waits_where_the_country_had_adapted(world):
    world.write(world.kg, "loans", "body", "Kyrgyzstan shares a third.", reason="Ours")
    structure.trash(world.session, world.master, "loans", world.act())
    world.publish()
    assert world.open("loans:removed").group is Group.NEEDS_YOU
    decision = world.decide("loans:removed", Choice.KEPT, reason="It works here")
    assert node(world, "loans").body == "Kyrgyzstan shares a third."
    deciding.undo(world.session, world.kg, decision, world.act())
    world.decide("loans:removed", Choice.ACCEPTED)
    assert node(world, "loans") is None


def test_a_removed_branch_comes_back_with_its_comments_and_history(world):
    comments.add(world.session, world.kg, "law", "Is it signed?", world.act())
    structure.trash(world.session, world.master, "grants", world.act())
    world.publish()
    decision = world.decide("grants:removed", Choice.ACCEPTED)
    assert node(world, "law") is None
    deciding.undo(world.session, world.kg, decision, world.act())
    assert node(world, "law").text("due") == "2028-Q1"
    assert len(comments.threads(world.session, world.kg, "law")) == 1


def test_dates_are_decided_about_together(world):
    world.write(world.kg, "grants", "start", "2028-01")
    world.region_says("grants", "end", "2031-12")
    assert world.open("grants:dates").group is Group.NEEDS_YOU
    world.decide("grants:dates", Choice.ACCEPTED)
    assert (node(world, "grants").text("start"), node(world, "grants").text("end")) == ("2027-03", "2031-12")


def test_a_move_of_the_region_is_followed_and_taken_back(world):
    structure.move_node(world.session, world.master, "loans", parent="skills", after=None, act=world.act())
    world.publish()
    deciding.bring_in(world.session, world.kg, world.act())
    assert node(world, "loans").parent == "skills"
    moved = next(each for each in world.update().decided if each.part == "place")
    deciding.undo(world.session, world.kg, moved, world.act())
    assert node(world, "loans").parent == "finance"


def test_the_title_of_the_roadmap_is_decided_about_too(world):
    world.master.title = "Roadmap for Creative Work"
    world.publish()
    found = world.open(":title")
    assert found.group is Group.MERGED
    deciding.bring_in(world.session, world.kg, world.act())
    assert world.kg.title == "Roadmap for Creative Work"


def test_nothing_that_others_decided_is_lost_when_two_decide_from_old_pages(world):
    world.write(world.kg, "skills", "body", "Courses in Kyrgyz.")
    world.region_says("skills", "body", "Courses in five languages.")
    first, second = world.open("finance:body").seen, world.open("skills:body").seen
    for key, seen in (("finance:body", first), ("skills:body", second)):
        deciding.decide(world.session, world.kg, key, Choice.ACCEPTED, seen=seen, reason="", act=world.act())
    assert world.update().open == ()
    assert (node(world).body, node(world, "skills").body) == (REGION, "Courses in five languages.")


def test_decisions_carry_cause_and_reason_into_the_history(world):
    deciding.decide(
        world.session,
        world.kg,
        "finance:body",
        Choice.ACCEPTED,
        seen=world.open("finance:body").seen,
        reason="Orders are better",
        act=world.act(cause=Cause.PULL),
    )
    assert (newest(world).cause, newest(world).reason, newest(world).by) == (Cause.PULL, "Orders are better", "Nurlan")


def test_a_finished_update_acknowledges_the_newest_version_as_it_is(world):
    world.decide("finance:body", Choice.KEPT, reason="Ours")
    assert world.kg.acknowledged == world.update().version.document
    assert updating.recount(world.session, world.kg) == 0
    assert world.session.query(Decision).count() == 2


def test_two_who_decide_at_the_same_moment_lose_neither_decision(world, database_url):
    world.write(world.kg, "skills", "body", "Courses in Kyrgyz.")
    world.region_says("skills", "body", "Courses in five languages.")
    seen = {key: world.open(key).seen for key in ("finance:body", "skills:body")}
    world.session.commit()
    engine = make_engine(database_url)
    together = threading.Barrier(len(seen))

    def decide(key):
        together.wait()
        with transaction(engine) as session:
            kg = session.get_one(Edition, world.kg.id)
            act = world.act()
            return deciding.decide(session, kg, key, Choice.KEPT, seen=seen[key], reason="Ours", act=act)

    with ThreadPoolExecutor() as people:
        done = list(people.map(decide, seen))
    engine.dispose()
    assert all(isinstance(each, Decision) for each in done)
    world.session.expire_all()
    assert world.update().open == ()
    assert acknowledged_document(world.kg).tree().by_id["finance"].body == REGION
