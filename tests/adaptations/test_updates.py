"""Taking over a newer master: the cases, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adaptations import (
    ROADMAP,
    AddNodes,
    Choice,
    Document,
    FieldGroup,
    Kind,
    Level,
    MoveNode,
    Node,
    NodeId,
    Place,
    Question,
    Reason,
    RemoveNode,
    SetPart,
    Subtree,
    acknowledge,
    apply_edits,
    converged,
    edits,
    inverse,
    merge_document,
    preview_publish,
)

GOAL, FUND, PARK = NodeId("goal"), NodeId("fund"), NodeId("park")
BODY = "The fund pays grants. Associations choose the juries."


def node(name, parent=None, body="", kind=Kind.ACTION, title=None, **fields):
    return Node(NodeId(name), kind, title or name.capitalize(), body, parent, fields=tuple(sorted(fields.items())))


MASTER = Document(
    "seed",
    "Roadmap",
    nodes=(
        node("goal", kind=Kind.GOAL),
        node("fund", GOAL, BODY, start="2027", end="2029", partners=(("Guild", "trains"), ("Bank", "pays"))),
        node("rules", FUND, "Rules are public."),
        node("park", GOAL, "The park offers studios. Rents stay low."),
        node("fairs", GOAL, "Fairs travel."),
    ),
    questions=(Question("currency", "Currency"),),
)


def change(document, name, **parts):
    return apply_edits(document, [SetPart(NodeId(name), part, value) for part, value in parts.items()])


def cases_of(head, local, base=MASTER):
    return {case.key: case for case in merge_document(base, head, local).cases}


def only(head, local, base=MASTER):
    (case,) = merge_document(base, head, local).cases
    return case


def test_a_change_of_the_region_reaches_an_untouched_part_by_itself():
    head = change(MASTER, "fund", body=BODY.replace("grants", "loans"))
    case = only(head, MASTER)
    assert (case.key, case.level, case.reason) == ("fund:body", Level.AUTO, Reason.ONLY_UPSTREAM)
    assert case.proposal == BODY.replace("grants", "loans")
    assert merge_document(MASTER, head, MASTER).document == head


def test_a_merged_text_can_be_set_and_undone():
    head = change(MASTER, "fund", body=BODY.replace("grants", "loans"))
    local = change(MASTER, "fund", body=BODY.replace("juries", "experts"))
    case = only(head, local)
    assert (case.level, case.reason) == (Level.AUTO, Reason.MERGED)
    steps = edits(case, Choice.ACCEPTED, head, local)
    assert steps == (SetPart(FUND, "body", "The fund pays loans. Associations choose the experts."),)
    assert apply_edits(apply_edits(local, steps), inverse(local, steps)) == local


def test_two_changes_of_the_region_before_a_pull_are_one_difference_from_what_was_acknowledged():
    first = change(MASTER, "fund", body=BODY.replace("grants", "loans"))
    second = change(first, "fund", body=BODY.replace("grants", "prizes"))
    case = only(second, change(MASTER, "fund", body=BODY.replace("pays grants", "lends tools")))
    assert (case.base, case.upstream) == (BODY, second.tree().by_id[FUND].body)


def test_a_change_that_the_region_takes_back_needs_nothing():
    local = change(MASTER, "fund", body=BODY.replace("grants", "tools"))
    assert merge_document(MASTER, MASTER, local).cases == ()


@pytest.mark.parametrize("body", [BODY.replace(". ", ".\n"), BODY.replace("The fund", "The\u00a0fund")])
def test_line_breaks_and_spaces_make_no_work(body):
    head = change(MASTER, "fund", body=body)
    assert only(head, MASTER).reason is Reason.TYPOGRAPHY
    adapted = change(MASTER, "fund", body=BODY.replace("juries", "experts"))
    assert all(case.level is Level.AUTO for case in merge_document(MASTER, head, adapted).cases)


def test_moving_and_reordering_raise_no_question():
    head = apply_edits(MASTER, [MoveNode(PARK, GOAL, None), MoveNode(NodeId("rules"), PARK, None)])
    local = change(MASTER, "park", title="Our park")
    merged = merge_document(MASTER, head, local)
    assert {case.part for case in merged.cases} == {"place"}
    assert all(case.level is Level.AUTO for case in merged.cases)
    assert [each.id for each in merged.document.nodes] == [each.id for each in head.nodes]
    assert merged.document.tree().by_id[PARK].title == "Our park"


def test_changed_questions_are_taken_over_without_a_case():
    head = replace(MASTER, questions=(Question("currency", "Your currency"), Question("law", "Law")))
    local = replace(MASTER, questions=(*MASTER.questions, Question("own", "Own")))
    merged = merge_document(MASTER, head, local)
    assert merged.cases == ()
    assert [each.key for each in merged.document.questions] == ["currency", "law", "own"]
    assert converged(MASTER, head, local) == head


def test_the_same_change_on_both_sides_needs_nothing_and_counts_as_acknowledged():
    head = change(MASTER, "fund", title="Craft fund", body=BODY.replace("grants", "loans"))
    local = change(MASTER, "fund", title="Craft fund", body=BODY.replace("grants", "loans"))
    assert merge_document(MASTER, head, local).cases == ()
    assert converged(MASTER, head, local) == head


def test_what_is_undecided_is_not_acknowledged_by_itself():
    head = change(change(MASTER, "fund", title="Craft fund"), "park", title="Film park")
    local = change(change(MASTER, "fund", title="Craft fund"), "park", title="Book park")
    advanced = converged(MASTER, head, local)
    assert advanced.tree().by_id[FUND].title == "Craft fund"
    assert advanced.tree().by_id[PARK].title == "Park"


def test_a_declined_change_stays_quiet_until_the_region_touches_it_again():
    local = change(MASTER, "fund", title="Our fund")
    head = change(MASTER, "fund", title="Craft fund")
    case = only(head, local)
    assert case.level is Level.CONFLICT
    assert edits(case, Choice.DECLINED, head, local) == ()
    acknowledged = acknowledge(MASTER, head, case)
    assert merge_document(acknowledged, head, local).cases == ()
    newer = change(head, "fund", title="Craft and film fund")
    again = only(newer, local, acknowledged)
    assert (again.base, again.upstream) == ("Craft fund", "Craft and film fund")


def test_a_decision_covers_what_the_person_saw_even_when_the_region_published_meanwhile():
    local = change(MASTER, "fund", title="Our fund")
    seen = only(change(MASTER, "fund", title="Craft fund"), local)
    newest = change(MASTER, "fund", title="Film fund")
    acknowledged = acknowledge(MASTER, newest, seen)
    assert only(newest, local, acknowledged).base == "Craft fund"


def test_both_changing_one_field_needs_a_person():
    case = only(change(MASTER, "fund", lead="Ministry"), change(MASTER, "fund", lead="Agency"))
    assert (case.key, case.level, case.reason, case.proposal) == (
        "fund:lead",
        Level.CONFLICT,
        Reason.SAME_FIELD,
        None,
    )


def test_linked_fields_are_judged_as_one():
    head, local = change(MASTER, "fund", start="2028"), change(MASTER, "fund", end="2030")
    case = only(head, local)
    assert (case.part, case.level, case.reason) == ("dates", Level.CONFLICT, Reason.LINKED_FIELDS)
    assert isinstance(case.upstream, FieldGroup)
    assert case.upstream.value("start") == "2028"
    assert edits(case, Choice.ACCEPTED, head, local) == (
        SetPart(FUND, "start", "2028"),
        SetPart(FUND, "end", "2029"),
    )
    own = edits(case, Choice.WRITTEN, head, local, {"start": "2028", "end": "2031"})
    assert own == (SetPart(FUND, "start", "2028"), SetPart(FUND, "end", "2031"))


def test_rows_added_by_both_are_merged():
    rows = (("Guild", "trains"), ("Bank", "pays"))
    head = change(MASTER, "fund", partners=(*rows, ("Museum", "hosts")))
    local = change(MASTER, "fund", partners=(rows[0], ("School", "teaches")))
    merged = merge_document(MASTER, head, local)
    assert merged.cases[0].level is Level.AUTO
    assert set(merged.document.tree().by_id[FUND].rows("partners")) == {
        ("Guild", "trains"),
        ("Museum", "hosts"),
        ("School", "teaches"),
    }


def test_one_row_changed_by_both_needs_a_person():
    head = change(MASTER, "fund", partners=(("Guild", "leads"), ("Bank", "pays")))
    local = change(MASTER, "fund", partners=(("Guild", "advises"), ("Bank", "pays")))
    assert only(head, local).level is Level.CONFLICT


def test_a_new_node_comes_with_all_that_is_new_below_it():
    added = (node("school", GOAL), node("course", NodeId("school")))
    head = apply_edits(MASTER, [AddNodes(added, FUND)])
    case = only(head, MASTER)
    assert (case.key, case.level) == ("school:added", Level.AUTO)
    assert isinstance(case.upstream, Subtree)
    assert [each.id for each in case.upstream.nodes] == ["school", "course"]
    assert merge_document(MASTER, head, MASTER).document == head
    assert acknowledge(MASTER, head, case) == head


def test_a_node_added_below_one_that_is_left_out_here_is_offered_and_not_put_in():
    head = apply_edits(MASTER, [AddNodes((node("clinic", FUND),), None)])
    local = apply_edits(MASTER, [RemoveNode(FUND)])
    case = only(head, local)
    assert (case.level, case.reason) == (Level.REVIEW, Reason.PARENT_LEFT_OUT)
    assert merge_document(MASTER, head, local).document == local
    taken = apply_edits(local, edits(case, Choice.ACCEPTED, head, local))
    assert taken.tree().by_id[NodeId("clinic")].parent == GOAL


def test_a_node_added_below_one_that_is_replaced_here_is_offered():
    head = apply_edits(MASTER, [AddNodes((node("clinic", FUND),), None)])
    local = change(MASTER, "fund", title="Tax relief", body="Craft firms owe no tax in their first years here.")
    assert only(head, local).reason is Reason.PARENT_REPLACED
    assert only(head, local).level is Level.REVIEW


def test_a_change_of_a_node_that_is_left_out_here_is_a_notice():
    head = change(MASTER, "fund", title="Craft fund")
    case = only(head, apply_edits(MASTER, [RemoveNode(FUND)]))
    assert (case.level, case.reason, case.local) == (Level.NOTE, Reason.LEFT_OUT_HERE, None)


def test_a_section_that_the_region_removed_goes_when_nobody_touched_it_here():
    head = apply_edits(MASTER, [RemoveNode(FUND)])
    case = only(head, MASTER)
    assert (case.key, case.level) == ("fund:removed", Level.AUTO)
    assert merge_document(MASTER, head, MASTER).document == head
    assert acknowledge(MASTER, head, case) == head


@pytest.mark.parametrize(
    ("local", "reason"),
    [
        (change(MASTER, "rules", body="Rules are public and short."), Reason.ADAPTED_HERE),
        (apply_edits(MASTER, [AddNodes((node("own", FUND),), None)]), Reason.CONTENT_BELOW),
    ],
)
def test_a_section_that_the_region_removed_but_this_country_uses_needs_a_person(local, reason):
    head = apply_edits(MASTER, [RemoveNode(FUND)])
    case = only(head, local)
    assert (case.level, case.reason) == (Level.CONFLICT, reason)
    assert merge_document(MASTER, head, local).document == local
    gone = edits(case, Choice.ACCEPTED, head, local)
    assert apply_edits(apply_edits(local, gone), inverse(local, gone)) == local


def test_what_the_region_moved_out_of_a_removed_section_is_not_removed_with_it():
    head = apply_edits(MASTER, [MoveNode(NodeId("rules"), PARK, None), RemoveNode(FUND)])
    merged = merge_document(MASTER, head, MASTER)
    assert merged.document == head
    removal = next(case for case in merged.cases if case.part == "removed")
    alone = apply_edits(MASTER, edits(removal, Choice.ACCEPTED, head, MASTER))
    assert alone.tree().by_id[NodeId("rules")].parent == PARK


def test_a_node_moved_to_two_places_stays_where_it_is_here_until_decided():
    head = apply_edits(MASTER, [MoveNode(NodeId("rules"), PARK, None)])
    local = apply_edits(MASTER, [MoveNode(NodeId("rules"), GOAL, None)])
    case = only(head, local)
    assert (case.level, case.upstream) == (Level.CONFLICT, Place(PARK, None))
    assert merge_document(MASTER, head, local).document == local
    assert apply_edits(local, edits(case, Choice.ACCEPTED, head, local)).nodes == head.nodes


def test_moves_that_would_put_two_nodes_below_each_other_need_a_person():
    head = apply_edits(MASTER, [MoveNode(PARK, FUND, None)])
    local = apply_edits(MASTER, [MoveNode(FUND, PARK, None)])
    assert only(head, local).reason is Reason.CIRCLE
    assert merge_document(MASTER, head, local).document == local


def test_a_text_in_another_language_is_never_merged():
    head = change(MASTER, "fund", body=BODY.replace("grants", "loans"))
    local = replace(change(MASTER, "fund", body="Фонд выплачивает гранты."), language="ru")
    case = only(head, local)
    assert (case.level, case.reason, case.proposal) == (Level.REVIEW, Reason.SOURCE_CHANGED, None)
    untouched = replace(MASTER, language="ru")
    assert only(head, untouched).level is Level.AUTO


def test_a_node_that_the_region_took_from_this_country_needs_nothing():
    own = node("own", GOAL, "Our node.")
    local = apply_edits(MASTER, [AddNodes((own,), PARK)])
    assert merge_document(MASTER, apply_edits(MASTER, [AddNodes((own,), None)]), local).cases == ()
    edited = apply_edits(MASTER, [AddNodes((replace(own, body="Our node, edited."),), PARK)])
    case = only(edited, local)
    assert (case.key, case.level, case.reason) == ("own:added", Level.REVIEW, Reason.ADDED_ON_BOTH_SIDES)
    assert apply_edits(local, edits(case, Choice.ACCEPTED, edited, local)) == edited
    assert acknowledge(MASTER, edited, case) == edited


def test_the_title_of_the_roadmap_is_a_case_of_its_own():
    case = only(replace(MASTER, title="Our roadmap"), MASTER)
    assert (case.node, case.part, case.level) == (ROADMAP, "title", Level.AUTO)
    assert merge_document(MASTER, replace(MASTER, title="New"), MASTER).document.title == "New"


def test_own_wording_is_set_as_it_was_written():
    head, local = change(MASTER, "fund", title="Craft fund"), change(MASTER, "fund", title="Our fund")
    case = only(head, local)
    assert edits(case, Choice.WRITTEN, head, local, {"title": "Our craft fund"}) == (
        SetPart(FUND, "title", "Our craft fund"),
    )
    with pytest.raises(ValueError, match="fund:title"):
        edits(case, Choice.WRITTEN, head, local, {"body": "x"})
    with pytest.raises(ValueError, match="no proposal"):
        edits(case, Choice.COMBINED, head, local)


def test_a_decision_about_something_that_is_gone_changes_nothing():
    head = apply_edits(change(MASTER, "fund", title="Craft fund"), [MoveNode(NodeId("rules"), PARK, None)])
    local = change(MASTER, "fund", title="Our fund")
    empty = replace(MASTER, nodes=())
    for case in merge_document(MASTER, head, local).cases:
        assert edits(case, Choice.ACCEPTED, head, empty) == ()
        assert acknowledge(empty, head, case) == empty


def test_a_publication_shows_only_what_it_changes_itself():
    head = change(MASTER, "fund", title="Craft fund")
    candidate = change(head, "park", title="Film park")
    seen = preview_publish(head, candidate, {"KZ": (MASTER, MASTER), "UZ": (head, head)})
    assert [case.key for case in seen["KZ"]] == ["park:title"]
    assert [case.key for case in seen["UZ"]] == ["park:title"]


def test_edits_that_do_not_fit_are_refused():
    for wrong in (
        SetPart(NodeId("nobody"), "title", "x"),
        RemoveNode(NodeId("nobody")),
        MoveNode(GOAL, FUND, None),
        AddNodes((node("fund", GOAL),), None),
        AddNodes((node("new", NodeId("nobody")),), None),
        SetPart(ROADMAP, "colour", "red"),
    ):
        with pytest.raises(ValueError, match=r"node|part"):
            apply_edits(MASTER, [wrong])
