"""Parts are edited in place or on a page of their own; nothing that was typed is ever lost."""

import re

import pytest
from sqlalchemy import select

from roadmap_app.models import DraftNode, Edition, TextUpdate
from roadmap_app.web.handles import db
from tests.factories import NOON, signed_in
from tests.roadmap_app.web.drafting_world import HTMX, KG, MASTER, make_world


@pytest.fixture
def people(app):
    return make_world(app)


@pytest.fixture
def editor(client, people):
    return signed_in(client, people.editor)


@pytest.fixture
def second(app, people):
    return signed_in(app.test_client(), people.second)


def hidden(page):
    """Return the hidden fields of the first form that edits something."""
    form = re.search(r'<form class="edit-block.*?</form>', page, re.DOTALL)[0]
    return dict(re.findall(r'<input type="hidden" name="(seen[^"]*)" value="([^"]*)"', form))


def opened(client, node, part, base=MASTER):
    return hidden(client.get(f"{base}/nodes/{node}/edit/{part}").get_data(as_text=True))


def save(client, node, part, data, *, seen=None, base=MASTER, htmx=False):
    seen = opened(client, node, part, base) if seen is None else seen
    return client.post(f"{base}/nodes/{node}/edit/{part}", data={**seen, **data}, headers=HTMX if htmx else {})


def row(app, node="grants", country=None):
    with app.app_context():
        return db.session.execute(
            select(DraftNode)
            .join(Edition, Edition.id == DraftNode.edition_id)
            .where(
                DraftNode.node_id == node,
                Edition.country_code.is_(None) if country is None else Edition.country_code == country,
            )
        ).scalar_one()


def test_a_form_is_a_page_of_its_own_and_a_fragment_for_htmx(editor):
    assert "<html" in editor.get(f"{MASTER}/nodes/grants/edit/body").text
    part = editor.get(f"{MASTER}/nodes/grants/edit/body", headers=HTMX)
    assert part.text.lstrip().startswith("<form")
    assert part.headers["Vary"].count("HX-Request") == 1
    assert "Two open calls a year, paid through {{lead_ministry}}." in part.text


def test_a_save_leads_back_to_the_node_and_htmx_gets_the_part_as_it_reads_now(app, editor):
    answer = save(editor, "grants", "title", {"title": "Small grants"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{MASTER}/draft/grants#n-grants")
    part = save(editor, "grants", "body", {"body": "Paid through {{lead_ministry}} *quickly*."}, htmx=True)
    assert part.status_code == 200
    assert '<div class="edit-block" id="part-grants-body">' in part.text
    assert "<em>quickly</em>" in part.text
    assert "Lead ministry" in part.text
    assert 'id="o-grants"' in part.text
    assert "hx-swap-oob" in part.text
    assert row(app).title == "Small grants"


def test_two_people_who_save_one_paragraph_from_two_forms_both_keep_their_words(app, editor, second):
    save(editor, "grants", "body", {"body": "Қала 🙂 екі рет грант береді."})
    mine, theirs = opened(editor, "grants", "body"), opened(second, "grants", "body")
    save(editor, "grants", "body", {"body": "Қала 🙂 үш рет грант береді."}, seen=mine)
    answer = save(second, "grants", "body", {"body": "Қала 🎉🙂 екі рет шағын грант береді."}, seen=theirs, htmx=True)
    assert row(app).body == "Қала 🎉🙂 үш рет шағын грант береді."
    assert "Both changes are kept" in answer.headers["HX-Trigger"]


def test_a_clash_on_one_field_shows_both_values_and_lets_each_stand(app, editor, second):
    mine, theirs = opened(editor, "grants", "lead"), opened(second, "grants", "lead")
    save(second, "grants", "lead", {"lead": "Ministry of Culture"}, seen=theirs)
    answer = save(editor, "grants", "lead", {"lead": "Ministry of Economy"}, seen=mine)
    assert answer.status_code == 409
    for words in ("Ministry of Culture", "Ministry of Economy", "Aigerim Sadykova", "Keep mine", "Take theirs"):
        assert words in answer.text
    assert '"Ministry of Culture"' in row(app).fields
    again = dict(re.findall(r'name="(seen-lead)" value="(\d+)"', answer.text))
    assert save(editor, "grants", "lead", {"lead": "Ministry of Economy"}, seen=again).status_code == 303
    assert '"Ministry of Economy"' in row(app).fields


def test_people_on_different_fields_of_one_form_do_not_meet(app, editor, second):
    mine, theirs = opened(editor, "grants", "dates"), opened(second, "grants", "dates")
    save(editor, "grants", "dates", {"start": "2027-05", "end": "2030-12"}, seen=mine)
    assert save(second, "grants", "dates", {"start": "2027-03", "end": "2031"}, seen=theirs).status_code == 303
    assert '"start": "2027-05"' in row(app).fields
    assert '"end": "2031"' in row(app).fields


@pytest.mark.parametrize(
    ("node", "part", "data", "words"),
    [
        ("grants", "title", {"title": " "}, "Write something here first."),
        ("grants", "title", {"title": "x" * 301}, "at most 300 characters"),
        ("grants", "body", {"body": "слово " * 20_000}, "at most 100,000 characters"),
        ("grants", "lead", {"lead": "x" * 501}, "at most 500 characters"),
        ("grants", "dates", {"start": "2030", "end": "2027-05"}, "The end lies before the start."),
        ("grants", "dates", {"start": "in spring", "end": ""}, "Write a date as"),
        ("grants", "costs", {"costs-0-amount": "lots", "costs-0-source": "donors"}, "Write a number in digits"),
        ("loans", "state", {"state": "agreed"}, "a lead, a start, and an end or “permanent”, a form of completion"),
        ("loans", "priority", {"priority": "urgent"}, "Choose one of the list."),
        ("alive", "measure", {"unit": "%", "baseline": "many"}, "Write a number in digits"),
    ],
)
def test_what_can_not_be_saved_stays_in_the_form_with_a_sentence_beside_it(editor, node, part, data, words):
    for htmx in (False, True):
        answer = save(editor, node, part, data, htmx=htmx)
        assert answer.status_code == 422
        assert words in answer.text
        typed = max(data.values(), key=len)
        assert typed.strip() in answer.text or part in {"state", "priority"}
        assert 'data-outcome="failed"' in answer.text or htmx


def test_a_book_pasted_into_a_field_comes_back_whole(editor):
    book = "Many words " * 450_000
    answer = save(editor, "grants", "body", {"body": book})
    assert answer.status_code == 422
    assert book.rstrip() in answer.text


def test_markup_and_control_characters_are_text(app, editor):
    save(editor, "grants", "title", {"title": "<script>alert(1)</script>\x00\x1b"})
    save(editor, "grants", "body", {"body": "a <img src=x onerror=alert(1)> b\x07"})
    assert row(app).body == "a <img src=x onerror=alert(1)> b"
    page = editor.get(f"{MASTER}/draft/grants").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_rows_are_kept_in_order_and_another_line_saves_nothing(app, editor):
    data = {"costs-0-amount": "5", "costs-0-currency": "EUR", "costs-1-amount": "", "costs-2-amount": "7"}
    more = save(editor, "grants", "costs", {**data, "more": "1"})
    assert more.status_code == 200
    assert 'name="costs-3-amount"' in more.text
    assert '"1500000"' in row(app).fields
    save(editor, "grants", "costs", data)
    assert '"costs": [["5", "EUR", "", ""], ["7", "", "", ""]]' in row(app).fields


def test_a_preview_shows_the_text_and_saves_nothing(app, editor):
    data = {"body": "**Bold** for {{lead_ministry}}"}
    part = editor.post(f"{MASTER}/preview", data=data, headers=HTMX)
    assert "<strong>Bold</strong>" in part.text
    assert "<html" not in part.text
    page = save(editor, "grants", "body", {**data, "preview": "1"})
    assert "<strong>Bold</strong>" in page.text
    assert "**Bold** for" in page.text
    assert row(app).body == "Two open calls a year, paid through {{lead_ministry}}."


def test_closing_a_form_shows_the_part_again(editor):
    part = editor.get(f"{MASTER}/nodes/grants/parts/body", headers=HTMX)
    assert (
        part.text.lstrip().startswith('<div class="edit-block"')
        or '<div class="edit-block" id="part-grants-body">' in part.text
    )
    assert "hx-swap-oob" not in part.text
    assert editor.get(f"{MASTER}/nodes/grants/parts/body").status_code == 303


def test_a_text_that_can_not_be_read_is_never_shown_as_an_empty_field(app, editor):
    with app.app_context():
        node = row(app)
        db.session.add(
            TextUpdate(
                draft_node_id=node.id, content=b"\x00\x00", sha256="0" * 64, person_id=None, cause="form", at=NOON
            )
        )
        db.session.commit()
    for answer in (
        editor.get(f"{MASTER}/nodes/grants/edit/body"),
        editor.post(f"{MASTER}/nodes/grants/edit/body", data={"body": "New", "seen": "9999"}),
    ):
        assert answer.status_code == 500
        assert "We could not load the text of" in answer.text
        assert "<textarea" not in answer.text
    assert editor.get(f"{MASTER}/draft/grants").status_code == 200


def test_a_state_that_was_never_seen_is_refused(app, editor):
    assert save(editor, "grants", "body", {"body": "x"}, seen={"seen": "0"}).status_code == 404
    assert save(editor, "grants", "body", {"body": "x"}, seen={"seen": "soon"}).status_code == 404
    assert row(app).body == "Two open calls a year, paid through {{lead_ministry}}."


def test_only_the_region_says_what_may_be_adapted(app, editor, people):
    assert save(editor, "grants", "setting", {"setting": "mandatory"}).status_code == 303
    kyrgyz = signed_in(app.test_client(), people.kyrgyz)
    assert kyrgyz.get(f"{KG}/nodes/grants/edit/setting").status_code == 404
    assert row(app, country="KG").setting == "open"
