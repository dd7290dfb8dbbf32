"""The draft is read as a book, with its outline and what is said about it, by those who may."""

import pytest

from adaptations.document import Kind
from tests.factories import make_node, signed_in, small_document
from tests.roadmap_app.web.drafting_world import HTMX, KG, MASTER, counted, make_world


@pytest.fixture
def people(app):
    return make_world(app)


@pytest.fixture
def editor(client, people):
    return signed_in(client, people.editor)


def test_a_part_is_shown_with_everything_below_it_and_the_whole_outline(editor):
    page = editor.get(f"{MASTER}/draft").get_data(as_text=True)
    for words in ("Most firms are small.", "Grants twice a year", "€2.4m", "Mar 2027", "The law is in force", "Agreed"):
        assert words in page
    assert "Skills and education" in page
    assert "Courses in our languages." not in page
    assert "{{" not in page


def test_opening_a_node_shows_its_part_and_marks_it_in_the_outline(editor):
    page = editor.get(f"{MASTER}/draft/skills").get_data(as_text=True)
    assert "Courses in our languages." in page
    assert 'id="o-skills" class="o-goal-h" href="/roadmaps/creative-economy/master/draft/skills"' in page
    assert page.count('aria-current="true"') >= 1


def test_what_is_missing_says_so_and_why(editor):
    page = editor.get(f"{MASTER}/draft").get_data(as_text=True)
    assert "Who answers for it?" in page
    assert "It is needed before this action can be marked agreed." in page


def test_a_question_leads_to_where_it_is_answered(client, people):
    page = signed_in(client, people.kyrgyz).get(f"{KG}/draft").get_data(as_text=True)
    assert f'href="{KG}/questions#answer-lead_ministry"' in page


def test_an_empty_draft_offers_to_begin(app, client):
    people = make_world(app, small_document(nodes=()))
    page = signed_in(client, people.editor).get(f"{MASTER}/draft").get_data(as_text=True)
    assert "Begin with a goal" in page
    page = signed_in(app.test_client(), people.reader).get(f"{MASTER}/draft").get_data(as_text=True)
    assert "Begin with a goal" not in page


def test_the_search_works_without_a_script_and_gives_htmx_the_outline_alone(editor):
    page = editor.get(f"{MASTER}/draft?q=GRANTS")
    assert "<html" in page.text
    part = editor.get(f"{MASTER}/draft?q=GRANTS", headers=HTMX).get_data(as_text=True)
    assert part.lstrip().startswith('<div id="outline-list"')
    assert "Grants twice a year" in part
    assert "Finance for micro-enterprises" in part
    assert "Skills and education" not in part
    assert "Nothing is called" in editor.get(f"{MASTER}/draft?q=<b>zz</b>", headers=HTMX).get_data(as_text=True)


def test_an_adaptation_tells_and_filters_how_its_nodes_stand_to_the_region(client, people):
    kyrgyz = signed_in(client, people.kyrgyz)
    kyrgyz.post(f"{KG}/nodes/new", data={"kind": "section", "parent": "skills", "after": "", "title": "Only here"})
    part = kyrgyz.get(f"{KG}/draft?stance=added", headers=HTMX).get_data(as_text=True)
    assert "Only here" in part
    assert "Grants twice a year" not in part
    assert "Finance" in kyrgyz.get(f"{KG}/draft?stance=as_is", headers=HTMX).get_data(as_text=True)


def test_readers_get_no_forms_and_no_way_to_change_anything(client, people):
    reader = signed_in(client, people.reader)
    page = reader.get(f"{MASTER}/draft").get_data(as_text=True)
    assert "/edit/" not in page
    assert "/move" not in page
    assert "Write to the group" not in page
    assert reader.get(f"{MASTER}/nodes/grants/edit/title").status_code == 403
    assert reader.post(f"{MASTER}/nodes/grants/edit/title", data={"title": "x"}).status_code == 403


def test_a_country_reads_the_master_but_never_another_countrys_draft(client, people):
    kazakh = signed_in(client, people.kazakh)
    assert kazakh.get(f"{MASTER}/draft").status_code == 200
    for path in ("draft", "trash", "nodes/grants/edit/title"):
        assert kazakh.get(f"{KG}/{path}").status_code == 404
    assert kazakh.post(f"{KG}/nodes/grants/edit/title", data={"title": "x"}).status_code == 404


def test_nobody_is_sent_to_the_door(client, people):
    assert people
    answer = client.get(f"{MASTER}/draft")
    assert (answer.status_code, answer.headers["Location"].startswith("/sign-in")) == (303, True)


@pytest.mark.parametrize(
    "path",
    [
        "draft/nowhere",
        "draft/%3Cb%3E",
        "nodes/nowhere/edit/title",
        "nodes/grants/edit/nonsense",
        "nodes/livelihood/edit/costs",
        "nodes/nowhere/move",
        "nodes/grants/leave-out",
    ],
)
def test_what_does_not_exist_is_not_found(editor, path):
    assert editor.get(f"{MASTER}/{path}").status_code == 404


def test_a_part_that_is_too_large_shows_the_way_to_what_is_below(app, client):
    nodes = [make_node("top", "Everything", Kind.GOAL)]
    for number in range(8):
        nodes.append(make_node(f"s{number}", f"Section {number}", parent="top"))
        nodes += [
            make_node(f"a{number}-{each}", f"Deed {number}.{each}", Kind.ACTION, parent=f"s{number}")
            for each in range(9)
        ]
    people = make_world(app, small_document(nodes=tuple(nodes)))
    editor = signed_in(client, people.editor)
    page = editor.get(f"{MASTER}/draft").get_data(as_text=True)
    assert "In this part" in page
    assert "Deed 3.1" not in page
    assert "Deed 3.1" in editor.get(f"{MASTER}/draft/a3-4").get_data(as_text=True)


def statements_for(app, client, count, path):
    nodes = [make_node("top", "Top", Kind.GOAL)]
    nodes += [
        make_node(f"n{each}", f"Deed {each}", Kind.ACTION, parent="top", body="Words", lead="Guild")
        for each in range(count)
    ]
    people = make_world(app, small_document(nodes=tuple(nodes)))
    editor = signed_in(client, people.editor)
    for each in range(count):
        editor.post(f"{MASTER}/nodes/n0/comments", data={"text": f"Comment {each}"})
        editor.post(f"{MASTER}/nodes/n0/edit/lead", data={"lead": f"Lead {each}", "seen-lead": str(10**6)})
    with counted(app) as seen:
        assert editor.get(f"{MASTER}/{path}").status_code == 200
    return len(seen)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "statements"),
    [("draft/n0", 12), ("draft/n0?panel=history", 12), ("draft/n0?panel=fields", 11), ("trash", 12)],
)
def test_a_page_asks_the_database_as_often_for_three_as_for_one(app, client, count, path, statements):
    assert statements_for(app, client, count, path) == statements
