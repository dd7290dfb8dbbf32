"""The laws of merging whole documents, and of the acknowledged master."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from adaptations import (
    Choice,
    DocumentMerge,
    Level,
    acknowledge,
    apply_edits,
    converged,
    edits,
    inverse,
    merge_document,
    preview_publish,
    track,
)
from tests.strategies import LAWS, Edits, all_text, chance, document, edited_document, seeds

SIZE = 9


def editions(seed, one, two, without=frozenset()):
    """Return acknowledged, head and local, with the edits that made the two latter."""
    rng = chance(seed)
    base = document(rng, rng.randint(0, SIZE))
    up, here = Edits(one, "m"), Edits(two, "l")
    return base, edited_document(base, up, without=without), edited_document(base, here, without=without), up, here


def needs_person(cases):
    return [case for case in cases if case.level in {Level.REVIEW, Level.CONFLICT}]


@LAWS
@given(seeds, seeds, seeds)
def test_what_only_one_side_changed_is_the_result(seed, one, two):
    base, head, local, _, _ = editions(seed, one, two)
    assert merge_document(base, base, local) == DocumentMerge(local, ())
    taken = merge_document(base, head, base)
    assert taken.document == head
    assert all(case.level is Level.AUTO for case in taken.cases)
    same = merge_document(base, local, local)
    assert (same.document, same.cases) == (local, ())
    assert converged(base, local, local) == local


@LAWS
@given(seeds, seeds, seeds)
def test_a_merged_document_is_whole_and_loses_nothing_of_this_country(seed, one, two):
    base, head, local, up, here = editions(seed, one, two)
    merged = merge_document(base, head, local)
    text = all_text(merged.document)
    kept = {node.id for node in merged.document.nodes}
    assert all(word in text for word in here.kept(all_text(local)))
    assert all(node.id in kept for node in local.nodes if node.id not in {each.id for each in base.nodes})
    shown = text + "".join(str(case) for case in merged.cases)
    assert all(word in shown for word in up.kept(all_text(head)))


@LAWS
@given(seeds, seeds, seeds)
def test_a_part_that_needs_a_person_keeps_its_local_state(seed, one, two):
    base, head, local, _, _ = editions(seed, one, two)
    merged = merge_document(base, head, local)
    before, after = {node.id: node for node in local.nodes}, {node.id: node for node in merged.document.nodes}
    whole = {"added", "removed", "place"}
    for case in needs_person(merged.cases):
        if case.node in before and case.part not in whole and case.part in {"title", "body", "lead", "completion"}:
            assert after[case.node].part(case.part) == before[case.node].part(case.part)
        if case.part == "removed":
            assert case.node in after


@LAWS
@given(seeds, seeds, seeds)
def test_pulling_a_second_time_changes_nothing(seed, one, two):
    base, head, local, _, _ = editions(seed, one, two)
    merged = merge_document(base, head, local).document
    again = merge_document(head, head, merged)
    assert (again.document, again.cases) == (merged, ())


@LAWS
@given(seeds, seeds, seeds)
def test_whether_a_person_is_needed_does_not_depend_on_the_side_while_nothing_is_removed(seed, one, two):
    base, head, local, _, _ = editions(seed, one, two, frozenset({"remove", "move", "order"}))
    there, back = merge_document(base, head, local), merge_document(base, local, head)
    assert {case.key for case in needs_person(there.cases)} == {case.key for case in needs_person(back.cases)}


@LAWS
@given(seeds, seeds)
def test_changes_of_different_nodes_are_merged_without_a_question(seed, one):
    rng = chance(seed)
    base = document(rng, rng.randint(2, SIZE))
    ids = [node.id for node in base.nodes]
    mine = set(rng.sample(ids, len(ids) // 2))
    changes = Edits(one, "q")

    def version(chosen):
        return replace(
            base,
            nodes=tuple(
                replace(node, title=f"{node.title} {changes.word()}", body=f"{node.body}\n- {changes.word()}")
                if node.id in chosen
                else node
                for node in base.nodes
            ),
        )

    head, local = version(mine), version(set(ids) - mine)
    merged = merge_document(base, head, local)
    expected = [h if h.id in mine else n for h, n in zip(head.nodes, local.nodes, strict=True)]
    assert merged.document.nodes == tuple(expected)
    assert all(case.level is Level.AUTO for case in merged.cases)


@LAWS
@given(seeds, seeds, seeds)
def test_every_acknowledged_step_is_a_whole_document_and_all_steps_lead_to_the_newest_version(seed, one, two):
    base, head, local, _, _ = editions(seed, one, two)
    rng = chance(seed)
    acknowledged = base
    for _ in range(300):
        acknowledged = converged(acknowledged, head, local)
        cases = list(merge_document(acknowledged, head, local).cases)
        if not cases:
            break
        rng.shuffle(cases)
        steps = (acknowledge(acknowledged, head, case) for case in cases)
        acknowledged = next(step for step in steps if step != acknowledged)
    assert converged(acknowledged, head, local) == head


@LAWS
@given(seeds, seeds, seeds)
def test_stale_cases_in_any_order_keep_the_acknowledged_master_whole(seed, one, two):
    base, head, local, up, _ = editions(seed, one, two)
    cases = list(merge_document(base, head, local).cases)
    chance(seed).shuffle(cases)
    newer = edited_document(head, up)
    acknowledged = base
    for case in cases:
        acknowledged = acknowledge(acknowledged, chance(seed).choice([head, newer]), case)
        merge_document(acknowledged, newer, local)
        track(acknowledged, newer, local)


@LAWS
@given(seeds, seeds, seeds)
def test_nothing_undecided_is_ever_passed_over(seed, one, two):
    base, head, local, _, _ = editions(seed, one, two)
    before = {case.key: case for case in merge_document(base, head, local).cases}
    after = {case.key: case for case in merge_document(converged(base, head, local), head, local).cases}
    assert before.keys() <= after.keys() | {key for key in before if before[key].level is Level.NOTE}


@LAWS
@given(seeds, seeds, seeds)
def test_each_decision_can_be_carried_out_alone_and_undone(seed, one, two):
    base, head, local, _, _ = editions(seed, one, two)
    for case in merge_document(base, head, local).cases:
        for choice in (Choice.ACCEPTED, Choice.COMBINED, Choice.KEPT, Choice.DECLINED):
            if choice is Choice.COMBINED and case.proposal is None:
                continue
            steps = edits(case, choice, head, local)
            changed = apply_edits(local, steps)
            assert apply_edits(changed, inverse(local, steps)) == local
            if choice in {Choice.KEPT, Choice.DECLINED}:
                assert steps == ()


@LAWS
@given(seeds, seeds, seeds)
def test_taking_everything_one_by_one_leaves_nothing_to_decide(seed, one, two):
    base, head, local, _, _ = editions(seed, one, two)
    acknowledged = converged(base, head, local)
    rng = chance(seed)
    for _ in range(300):
        cases = list(merge_document(acknowledged, head, local).cases)
        if not cases:
            break
        rng.shuffle(cases)
        for case in cases:
            after = acknowledge(acknowledged, head, case)
            if after != acknowledged:
                local = apply_edits(local, edits(case, Choice.ACCEPTED, head, local))
                acknowledged = converged(after, head, local)
                break
    assert merge_document(converged(acknowledged, head, local), head, local).cases == ()


@LAWS
@given(seeds, seeds, seeds)
def test_the_preview_of_a_publication_tells_what_the_update_will_show(seed, one, two):
    base, head, local, up, _ = editions(seed, one, two)
    candidate = edited_document(head, up)
    shown = preview_publish(head, candidate, {"KZ": (base, local), "UZ": (head, local)})
    assert set(shown["KZ"]) <= set(merge_document(base, candidate, local).cases)
    assert shown["UZ"] == merge_document(head, candidate, local).cases
