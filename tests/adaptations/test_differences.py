"""Differences of texts and documents, and the stance of each node."""

from __future__ import annotations

import doctest
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import adaptations
from adaptations import (
    Added,
    AddNodes,
    Changed,
    Document,
    Kind,
    Moved,
    MoveNode,
    Node,
    NodeId,
    NodeStatus,
    Position,
    Question,
    QuestionChanged,
    Removed,
    RemoveNode,
    SetPart,
    Stance,
    UnitKind,
    apply_edits,
    diff_document,
    diff_units,
    diff_words,
    track,
)
from tests.strategies import LAWS, Edits, chance, document, edited_blocks, edited_document, seeds, text_blocks, text_of

A, B, C = NodeId("a"), NodeId("b"), NodeId("c")
BODY = "The fund pays grants to young makers. The jury is chosen by associations."
MASTER = Document(
    "seed",
    "Roadmap",
    nodes=(
        Node(A, Kind.GOAL, "A livelihood"),
        Node(B, Kind.ACTION, "Craft fund", BODY, A),
        Node(C, Kind.ACTION, "Fairs", "Fairs travel.", A),
    ),
    questions=(Question("law", "Law"),),
)


def joined(changes, leave_out):
    return "".join(each.text for each in changes if each.op != leave_out)


@LAWS
@given(st.text(alphabet="ab Аб.,!\n1{}-", max_size=60), st.text(alphabet="ab Аб.,!\n1{}-", max_size=60))
def test_word_differences_hold_both_texts(old, new):
    changes = diff_words(old, new)
    assert (joined(changes, "added"), joined(changes, "removed")) == (old, new)


@LAWS
@given(seeds, seeds)
def test_word_differences_of_long_texts_hold_both_texts(seed, one):
    blocks = text_blocks(chance(seed), 60)
    old, new = text_of(blocks), text_of(edited_blocks(blocks, Edits(one, "m"), 9))
    changes = diff_words(old, new)
    assert (joined(changes, "added"), joined(changes, "removed")) == (old, new)


def test_word_differences_show_whole_words():
    changes = diff_words("by 1 March 2027 the board", "by 30 June 2027 the full board")
    assert [(each.op, each.text) for each in changes if each.op != "same"] == [
        ("removed", "1 March"),
        ("added", "30 June"),
        ("added", "full "),
    ]


@LAWS
@given(seeds, seeds)
def test_unit_differences_name_every_unit_once(seed, one):
    blocks = text_blocks(chance(seed))
    old, new = text_of(blocks), text_of(edited_blocks(blocks, Edits(one, "m")))
    changes = diff_units(old, new)
    assert [each.new for each in changes if each.new] == [each.new for each in diff_units("", new)]
    assert sorted(str(each.old) for each in changes if each.old) == sorted(
        str(each.new) for each in diff_units("", old)
    )


def test_a_moved_sentence_is_shown_as_moved():
    changes = diff_units(
        "First of all we plan.\n\nThen we build it.\n\nAt last we rest.",
        "At last we rest.\n\nFirst of all we plan.\n\nThen we build it.",
    )
    assert [(each.new.text, each.moved) for each in changes if each.new] == [
        ("At last we rest.", True),
        ("First of all we plan.", False),
        ("Then we build it.", False),
    ]


def test_units_tell_what_they_are():
    changes = diff_units(
        "", "# Head\n\nOne. Two.\n\n- item\n  1. below\n\n| a |\n|---|\n\n> said\n\n> - said\n\n```\nx\n```"
    )
    assert [(each.new.kind, each.new.level, each.new.lead) for each in changes if each.new] == [
        (UnitKind.HEADING, 1, ""),
        (UnitKind.PARAGRAPH, 0, ""),
        (UnitKind.SENTENCE, 0, ""),
        (UnitKind.ITEM, 0, "-"),
        (UnitKind.ITEM, 2, "1."),
        (UnitKind.TABLE, 0, ""),
        (UnitKind.PARAGRAPH, 0, ">"),
        (UnitKind.QUOTE, 0, ""),
        (UnitKind.CODE, 0, ""),
    ]


def test_a_document_difference_names_each_change():
    extra = Node(NodeId("d"), Kind.MILESTONE, "Law signed", parent=B)
    new = apply_edits(
        replace(MASTER, title="New roadmap", questions=()),
        [SetPart(B, "lead", "Guild"), MoveNode(B, A, C), AddNodes((extra,), None), RemoveNode(C)],
    )
    assert diff_document(MASTER, new) == (
        Changed(NodeId(""), "title", "Roadmap", "New roadmap"),
        Changed(B, "lead", "", "Guild"),
        Added(extra),
        Removed(MASTER.nodes[2]),
        QuestionChanged("law", Question("law", "Law"), None),
    )
    moved = apply_edits(MASTER, [MoveNode(C, B, None)])
    assert diff_document(MASTER, moved) == (Moved(C, A, B),)


@LAWS
@given(seeds, seeds)
def test_a_document_differs_from_another_exactly_when_there_are_changes(seed, one):
    old = document(chance(seed), 6)
    new = edited_document(old, Edits(one, "m"), 2)
    assert (diff_document(old, new) == ()) == (old == new)


def status(local, head=MASTER, base=MASTER):
    return {name: each.stance for name, each in track(base, head, local).items()}


def test_each_node_has_its_stance():
    local = apply_edits(
        MASTER,
        [
            SetPart(B, "body", BODY.replace("grants", "loans")),
            RemoveNode(C),
            AddNodes((Node(NodeId("own"), Kind.ACTION, "Own", parent=A),), None),
        ],
    )
    assert status(local) == {A: Stance.AS_IS, B: Stance.ADAPTED, C: Stance.LEFT_OUT, NodeId("own"): Stance.ADDED}


def test_another_text_in_the_place_of_a_node_replaces_it():
    local = apply_edits(MASTER, [SetPart(B, "title", "Tax relief"), SetPart(B, "body", "Craft firms owe less.")])
    assert status(local)[B] is Stance.REPLACED
    assert status(replace(local, language="ru"))[B] is Stance.ADAPTED


def test_another_place_typography_and_emphasis_do_not_make_a_node_adapted():
    local = apply_edits(
        MASTER,
        [
            MoveNode(C, B, None),
            SetPart(B, "body", BODY.replace("grants", "**grants**").replace(". ", ".\n")),
            SetPart(C, "body", "Fairs\u00a0travel."),
        ],
    )
    assert set(status(local).values()) == {Stance.AS_IS}


def test_the_status_names_the_parts_that_differ_here_and_there():
    head = apply_edits(
        MASTER, [SetPart(B, "start", "2027"), RemoveNode(C), AddNodes((Node(NodeId("n"), Kind.GOAL, "N"),), A)]
    )
    local = apply_edits(MASTER, [SetPart(B, "title", "Craft and film fund")])
    assert track(MASTER, head, local) == {
        A: NodeStatus(Stance.AS_IS, Position.IN_STEP),
        B: NodeStatus(Stance.ADAPTED, Position.BEHIND, ("title",), ("dates",)),
        C: NodeStatus(Stance.AS_IS, Position.REMOVED_UPSTREAM),
        NodeId("n"): NodeStatus(None, Position.NEW_UPSTREAM),
    }


def test_the_example_of_the_engine_runs():
    results = doctest.testmod(adaptations)
    assert results.attempted > 0
    assert results.failed == 0
