"""Two people who save the same paragraph both keep their words, and a damaged log is never taken for a text."""

import hashlib
import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text
from sqlalchemy import func, select

from roadmap_app.database import make_engine, transaction
from roadmap_app.models import Edition, TextUpdate
from roadmap_app.services import draft_rows, texts
from roadmap_app.services.actor import Cause
from roadmap_app.services.texts.cleaning import one_line
from roadmap_app.services.texts.wording import edits, rewrite
from tests.factories import NOON, act_of, make_network, make_node, make_person, make_roadmap, small_document


@pytest.fixture
def draft(session):
    make_network(session)
    return make_roadmap(session)


def state_of(session, edition, node_id="grants"):
    node = draft_rows.find(session, edition, node_id)
    return node, texts.seen(session, node)


def test_two_people_who_save_one_paragraph_from_two_forms_both_keep_their_words(session, draft):
    aigerim, nurlan = make_person(session, "Aigerim"), make_person(session, "Nurlan")
    texts.overwrite(session, draft, "grants", "body", "Қала 🙂 екі рет жылына грант береді.", act_of(aigerim))
    node, seen = state_of(session, draft)

    first = texts.write(
        session, draft, "grants", "body", "Қала 🙂 үш рет жылына грант береді.", seen=seen, act=act_of(aigerim)
    )
    second = texts.write(
        session, draft, "grants", "body", "Қала 🙂🎉 екі рет жылына шағын грант береді.", seen=seen, act=act_of(nurlan)
    )

    assert not first.merged
    assert second.merged
    assert second.text == "Қала 🙂🎉 үш рет жылына шағын грант береді."
    assert node.body == second.text
    assert texts.read(session, node)["body"] == second.text


def test_a_paragraph_added_at_the_end_and_a_word_changed_at_the_start_are_both_there(session, draft):
    texts.overwrite(session, draft, "grants", "body", "One.\n\nTwo.", act_of(None))
    _node, seen = state_of(session, draft)
    texts.write(session, draft, "grants", "body", "One.\n\nTwo.\n\nThree.", seen=seen, act=act_of(None))
    written = texts.write(session, draft, "grants", "body", "First.\n\nTwo.", seen=seen, act=act_of(None))
    assert written.text == "First.\n\nTwo.\n\nThree."


def test_parts_of_a_node_are_written_apart_in_one_log(session, draft):
    node, seen = state_of(session, draft)
    texts.write(session, draft, "grants", "title", "Small\ngrants", seen=seen, act=act_of(None))
    texts.write(session, draft, "grants", "completion", "A signed order", seen=seen, act=act_of(None))
    assert node.title == "Small grants"
    assert texts.read(session, node) == {
        "title": "Small grants",
        "body": "Two open calls a year, paid through {{lead_ministry}}.",
        "completion": "A signed order",
    }


def test_saving_what_one_saw_changes_nothing_and_takes_nothing_back(session, draft):
    node, seen = state_of(session, draft)
    old = node.body
    texts.write(session, draft, "grants", "body", "Changed meanwhile.", seen=seen, act=act_of(None))
    before = session.execute(select(func.count()).select_from(TextUpdate)).scalar_one()
    written = texts.write(session, draft, "grants", "body", old, seen=seen, act=act_of(None))
    assert written.text == "Changed meanwhile."
    assert session.execute(select(func.count()).select_from(TextUpdate)).scalar_one() == before


def test_many_people_at_once_all_keep_their_words(database_url):
    engine = make_engine(database_url)
    with transaction(engine) as session:
        make_network(session)
        edition_id = make_roadmap(session).id
        seen = texts.seen(session, draft_rows.find(session, session.get_one(Edition, edition_id), "grants"))
    words = [f"word{number}" for number in range(12)]

    def save(word):
        with transaction(engine) as session:
            edition = session.get_one(Edition, edition_id)
            body = f"Two open calls a year, paid through {{{{lead_ministry}}}}. {word}"
            texts.write(session, edition, "grants", "body", body, seen=seen, act=act_of(None))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, words))
    with transaction(engine) as session:
        edition = session.get_one(Edition, edition_id)
        node = draft_rows.find(session, edition, "grants")
        assert sorted(node.body.split()[-12:]) == sorted(words)
        assert texts.read(session, node)["body"] == node.body
        assert edition.revision == len(small_document().nodes) + 12
    engine.dispose()


def test_the_log_keeps_who_wrote_and_why(session, draft):
    person = make_person(session, "Aigerim")
    texts.overwrite(session, draft, "grants", "body", "Pulled.", act_of(person, cause=Cause.PULL))
    node, seen = state_of(session, draft)
    row = session.execute(select(TextUpdate).where(TextUpdate.id == seen)).scalar_one()
    assert (row.draft_node_id, row.person_id, row.cause, row.at) == (node.id, person.id, "pull", NOON)
    assert row.sha256 == hashlib.sha256(row.content).hexdigest()


def entry(node, content, sha256=""):
    seal = sha256 or hashlib.sha256(content).hexdigest()
    return TextUpdate(draft_node_id=node.id, content=content, sha256=seal, person_id=None, cause="form", at=NOON)


@pytest.mark.parametrize(("content", "sha256"), [(b"\x00\x00", "0" * 64), (b"not an update", "")])
def test_a_damaged_log_is_neither_read_nor_written_on(session, draft, content, sha256):
    node, seen = state_of(session, draft)
    session.add(entry(node, content, sha256))
    session.flush()
    with pytest.raises(texts.CorruptTextError):
        texts.read(session, node)
    with pytest.raises(texts.CorruptTextError):
        texts.write(session, draft, "grants", "body", "New words", seen=seen, act=act_of(None))
    assert node.body == "Two open calls a year, paid through {{lead_ministry}}."


def test_a_node_without_any_log_has_no_text_to_show(session, draft):
    node, _seen = state_of(session, draft)
    stray = type(node)(edition_id=draft.id, node_id="stray", position=9, kind="section", title="Cached", body="Cached")
    session.add(stray)
    session.flush()
    with pytest.raises(texts.CorruptTextError):
        texts.read(session, stray)


def test_a_state_that_never_was_is_refused(session, draft):
    with pytest.raises(texts.UnknownStateError):
        texts.write(session, draft, "grants", "body", "x", seen=0, act=act_of(None))


def test_a_node_of_another_edition_is_unknown(session, draft):
    other = make_roadmap(session, small_document(id="other", nodes=(make_node("elsewhere"),)), slug="other")
    with pytest.raises(draft_rows.UnknownNodeError):
        texts.write(session, draft, "elsewhere", "body", "x", seen=99, act=act_of(None))
    with pytest.raises(draft_rows.UnknownNodeError):
        texts.overwrite(session, other, "grants", "body", "x", act_of(None))


def test_control_characters_go_and_line_ends_become_one_kind():
    assert texts.cleaned("a\r\nb\rc\x00\x07\x1b[0m\td\u2028e\u00a0f") == "a\nb\nc[0m\td\ne\u00a0f"
    assert texts.cleaned("\u0438\u0306") == "\u0439"
    assert one_line("  A\n title\t here ") == "A title here"


WORDING = st.text(alphabet=st.sampled_from("aбҚ'’- \n.,🙂👍🏽\u200d🇰🇿\u0301é"), max_size=40)


@given(WORDING, WORDING)
def test_the_edits_of_a_text_lead_from_the_old_to_the_new(old, new):
    document = Doc()
    text = document.get("body", type=Text)
    text += old
    rewrite(text, new)
    assert str(text) == new
    spots = edits(old, new)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spots))


@given(WORDING, WORDING, WORDING)
def test_two_edits_of_one_state_give_the_same_text_in_either_order(base, one, two):
    first = Doc()
    first["body"] = Text(base)
    start = first.get_update()
    updates = []
    for wording in (one, two):
        fork = Doc()
        fork.apply_update(start)
        state = fork.get_state()
        rewrite(fork.get("body", type=Text), wording)
        updates.append(fork.get_update(state))
    results = []
    for order in (updates, updates[::-1]):
        merged = Doc()
        for each in (start, *order):
            merged.apply_update(each)
        results.append(str(merged.get("body", type=Text)))
    assert results[0] == results[1]


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text):
    assert texts.cleaned(texts.cleaned(text)) == texts.cleaned(text)
