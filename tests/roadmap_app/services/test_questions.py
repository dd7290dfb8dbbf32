"""The region asks, the countries answer."""

import json

import pytest
from region_and_country import make_world
from sqlalchemy import select

from roadmap_app.models import Change
from roadmap_app.services import history, questions
from roadmap_app.services.questions import Refusal
from roadmap_app.services.snapshots import draft_document


@pytest.fixture
def world(session):
    return make_world(session)


def test_an_answer_stands_in_the_document_and_can_be_taken_back(world):
    assert questions.answer(world.session, world.kg, "lead_ministry", " Ministry of  Culture ", world.act()) is None
    assert draft_document(world.session, world.kg).answers == (("lead_ministry", "Ministry of Culture"),)
    row = questions.answers_of(world.session, world.kg)["lead_ministry"]
    assert row.person_id == world.nurlan.id
    questions.answer(world.session, world.kg, "lead_ministry", "", world.act())
    assert draft_document(world.session, world.kg).answers == ()


def test_an_answer_counts_as_a_change_only_when_it_is_one(world):
    questions.answer(world.session, world.kg, "lead_ministry", "Culture", world.act())
    before = world.kg.revision
    questions.answer(world.session, world.kg, "lead_ministry", "Culture", world.act())
    assert world.kg.revision == before
    questions.answer(world.session, world.kg, "lead_ministry", "Economy", world.act())
    assert world.kg.revision == before + 1


def test_an_answer_has_a_length(world):
    assert questions.answer(world.session, world.kg, "lead_ministry", "x" * 501, world.act()) is Refusal.TOO_LONG


def test_one_country_never_sees_the_answers_of_another(world):
    uz = world.fork("UZ")
    questions.answer(world.session, world.kg, "lead_ministry", "Culture", world.act())
    assert questions.answers_of(world.session, uz) == {}


def test_questions_keep_the_order_in_which_they_were_asked(world):
    for key in ("zebra", "apple"):
        questions.define(world.session, world.master, key=key, label=key, hint="", default="x")
    found = draft_document(world.session, world.master).questions
    assert [each.key for each in found] == ["lead_ministry", "zebra", "apple"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"key": "Lead Ministry"}, {"key": Refusal.BAD_KEY}),
        ({"key": "lead_ministry"}, {"key": Refusal.KEY_TAKEN}),
        ({"label": "  "}, {"label": Refusal.NO_LABEL}),
        ({"default": "x" * 501, "label": "y" * 121}, {"default": Refusal.TOO_LONG, "label": Refusal.TOO_LONG}),
    ],
)
def test_a_question_that_cannot_be_kept_says_why(world, given, wrong):
    plain = {"key": "currency", "label": "Currency", "hint": "", "default": "EUR"} | given
    assert questions.define(world.session, world.master, **plain) == wrong
    assert len(draft_document(world.session, world.master).questions) == 1


def test_a_question_changes_its_words_but_never_its_key(world):
    row = questions.question_row(world.session, world.master, "lead_ministry")
    questions.redefine(world.session, row, label="Ministry", hint="Full name", default="the ministry")
    found = draft_document(world.session, world.master).questions[0]
    assert (found.key, found.label, found.hint, found.default) == (
        "lead_ministry",
        "Ministry",
        "Full name",
        "the ministry",
    )


def test_a_question_keeps_one_clean_line_of_each_of_its_words(world):
    words = {"label": " Lead\x00 ministry\n", "hint": "Who\tsigns?\x07", "default": "Ministry\x0b of Culture"}
    made = questions.define(world.session, world.master, key="signs", **words)
    expected = ("Lead ministry", "Who signs?", "Ministry of Culture")
    assert (made.label, made.hint, made.default) == expected
    questions.redefine(world.session, made, **words)
    assert (made.label, made.hint, made.default) == expected
    assert questions.define(world.session, world.master, key="empty", label="\x00", hint="", default="") == {
        "label": Refusal.NO_LABEL
    }


def test_a_form_takes_back_nothing_that_others_have_answered_meanwhile(world):
    seen = {"lead_ministry": ""}
    questions.answer(world.session, world.kg, "lead_ministry", "Ministry of Culture", world.act())

    def save(text, seen):
        given = {"lead_ministry": text}
        return questions.save_answers(world.session, world.kg, given, seen=seen, act=world.act(world.region))

    def stands():
        return questions.answers_of(world.session, world.kg)["lead_ministry"].text

    assert save("", seen) == {}
    assert stands() == "Ministry of Culture"
    overtaken = questions.Overtaken("Ministry of Culture", world.nurlan.name)
    assert save("Ministry of Economy", seen) == {"lead_ministry": overtaken}
    assert stands() == "Ministry of Culture"
    assert save("Ministry of Economy", {"lead_ministry": "Ministry of Culture"}) == {}
    assert stands() == "Ministry of Economy"


def test_what_was_answered_before_is_kept_in_the_history(world):
    questions.answer(world.session, world.kg, "lead_ministry", "Culture", world.act())
    questions.answer(world.session, world.kg, "lead_ministry", "Economy", world.act())
    answered = [each for each in history.node_history(world.session, world.kg, "") if each.part.startswith("answer:")]
    assert len(answered) == 2
    rows = world.session.execute(select(Change).where(Change.part == "answer:lead_ministry").order_by(Change.id))
    assert [(json.loads(row.before), json.loads(row.after)) for row in rows.scalars()] == [
        ("", "Culture"),
        ("Culture", "Economy"),
    ]
