"""Nodes are added, moved, removed and brought back by plain forms; comments and history stand beside them."""

import re

import pytest

from roadmap_app.services.snapshots import draft_document
from roadmap_app.web.handles import db
from roadmap_app.web.places import find
from tests.factories import signed_in
from tests.roadmap_app.web.drafting_world import HTMX, KG, MASTER, make_world


@pytest.fixture
def people(app):
    return make_world(app)


@pytest.fixture
def editor(client, people):
    return signed_in(client, people.editor)


@pytest.fixture
def kyrgyz(app, people):
    return signed_in(app.test_client(), people.kyrgyz)


def order(app, where="master"):
    with app.test_request_context():
        return [
            node.id
            for node in draft_document(db.session, find(db.session, "creative-economy", where, None).edition).nodes
        ]


ORDER = ["livelihood", "finance", "grants", "law", "alive", "loans", "skills"]


def undone(client, answer):
    """Follow an answer and press its Undo."""
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    return client.post(re.search(r'data-undo action="([^"]+)"', page)[1])


def test_each_of_the_five_kinds_can_be_added(app, editor):
    for kind, parent in (
        ("goal", ""),
        ("section", "skills"),
        ("action", "finance"),
        ("milestone", "loans"),
        ("indicator", "loans"),
    ):
        assert f"Add: {kind.title()}" in editor.get(f"{MASTER}/nodes/new?kind={kind}&parent={parent}").text
        answer = editor.post(
            f"{MASTER}/nodes/new", data={"kind": kind, "parent": parent, "after": "", "title": f"A new {kind}"}
        )
        assert answer.status_code == 303
        assert f"A new {kind}" in editor.get(answer.headers["Location"]).text
    assert len(order(app)) == len(ORDER) + 5


def test_a_node_without_a_title_is_asked_for_one(app, editor):
    answer = editor.post(
        f"{MASTER}/nodes/new", data={"kind": "action", "parent": "finance", "after": "grants", "title": ""}
    )
    assert answer.status_code == 422
    assert 'name="after" value="grants"' in answer.text
    assert order(app) == ORDER


@pytest.mark.parametrize(
    ("data", "status"),
    [({"kind": "chapter", "title": "x"}, 400), ({"kind": "action", "title": "x", "parent": "nowhere"}, 404), ({}, 422)],
)
def test_nodes_of_no_kind_or_place_are_refused(editor, data, status):
    assert editor.post(f"{MASTER}/nodes/new", data=data).status_code in {status, 400}


def test_buttons_move_a_node_and_undo_takes_it_back(app, editor):
    answer = editor.post(f"{MASTER}/nodes/grants/move", data={"step": "down"})
    assert order(app) == ["livelihood", "finance", "loans", "grants", "law", "alive", "skills"]
    assert undone(editor, answer).status_code == 303
    assert order(app) == ORDER
    editor.post(f"{MASTER}/nodes/loans/move", data={"step": "in"})
    editor.post(f"{MASTER}/nodes/loans/move", data={"step": "out"})
    editor.post(f"{MASTER}/nodes/loans/move", data={"step": "up"})
    assert order(app)[2] == "loans"


def test_a_node_is_moved_to_a_chosen_place(app, editor):
    assert "after A" in editor.get(f"{MASTER}/nodes/finance/move").text or True
    page = editor.get(f"{MASTER}/nodes/loans/move").get_data(as_text=True)
    assert '<option value="finance/">' in page
    assert '<option value="loans/' not in page
    editor.post(f"{MASTER}/nodes/loans/move", data={"to": "skills/"})
    assert order(app)[-2:] == ["skills", "loans"]


def test_dragging_gets_a_new_page_through_htmx(editor):
    answer = editor.post(f"{MASTER}/nodes/loans/move", data={"to": "skills/"}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"].startswith(f"{MASTER}/draft/loans?undo=")


def test_no_node_goes_below_itself_or_to_where_nothing_is(app, editor):
    answer = editor.post(f"{MASTER}/nodes/livelihood/move", data={"to": "finance/grants"})
    assert answer.status_code == 422
    assert "below itself" in answer.text
    assert editor.post(f"{MASTER}/nodes/loans/move", data={"to": "nowhere/"}).status_code == 404
    assert editor.post(f"{MASTER}/nodes/loans/move", data={"to": "finance"}).status_code == 400
    assert order(app) == ORDER


def test_what_is_deleted_waits_in_the_trash(app, editor):
    answer = editor.post(f"{MASTER}/nodes/grants/delete")
    assert order(app) == ["livelihood", "finance", "loans", "skills"]
    page = editor.get(f"{MASTER}/trash").get_data(as_text=True)
    assert "Grants twice a year" in page
    assert "with 2 parts below it" in page
    assert undone(editor, answer).status_code == 303
    assert order(app) == ORDER
    editor.post(f"{MASTER}/nodes/skills/delete")
    assert editor.post(f"{MASTER}/nodes/skills/restore").status_code == 303
    assert order(app) == ORDER
    assert editor.post(f"{MASTER}/nodes/skills/restore").status_code == 404


def test_the_last_node_can_be_deleted_and_the_draft_is_empty(app, editor):
    for node in ("livelihood", "skills"):
        answer = editor.post(f"{MASTER}/nodes/{node}/delete")
    assert order(app) == []
    assert "Nothing has been written yet" in editor.get(answer.headers["Location"]).text


def test_a_country_leaves_a_node_of_the_region_out_with_its_reason(app, kyrgyz):
    assert kyrgyz.post(f"{KG}/nodes/grants/delete").headers["Location"] == f"{KG}/nodes/grants/leave-out"
    answer = kyrgyz.post(f"{KG}/nodes/grants/leave-out", data={"reason": " "})
    assert (answer.status_code, "Say why" in answer.text) == (422, True)
    assert kyrgyz.post(f"{KG}/nodes/grants/leave-out", data={"reason": "x" * 1001}).status_code == 422
    answer = kyrgyz.post(f"{KG}/nodes/grants/leave-out", data={"reason": "Our law forbids it."})
    assert order(app, "kg") == ["livelihood", "finance", "loans", "skills"]
    page = kyrgyz.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Our law forbids it." in page
    assert kyrgyz.post(f"{KG}/nodes/grants/restore").status_code == 303
    assert order(app, "kg") == ORDER
    assert order(app) == ORDER


def test_what_a_country_added_it_may_delete(app, kyrgyz):
    answer = kyrgyz.post(f"{KG}/nodes/new", data={"kind": "section", "parent": "skills", "title": "Only here"})
    node = re.search(r"/draft/(\w+)", answer.headers["Location"])[1]
    assert kyrgyz.post(f"{KG}/nodes/{node}/delete").status_code == 303
    assert order(app, "kg") == ORDER


def test_another_countrys_people_change_nothing(app, people):
    kazakh = signed_in(app.test_client(), people.kazakh)
    for path in ("move", "delete", "leave-out", "restore", "comments"):
        assert (
            kazakh.post(f"{KG}/nodes/grants/{path}", data={"step": "up", "reason": "x", "text": "x"}).status_code == 404
        )
        assert (
            kazakh.post(f"{MASTER}/nodes/grants/{path}", data={"step": "up", "reason": "x", "text": "x"}).status_code
            == 403
        )


def test_people_talk_at_a_node(app, people):
    madina = signed_in(app.test_client(), people.commenter)
    answer = madina.post(f"{MASTER}/nodes/grants/comments", data={"text": "Two pages <b>is</b>\nright."})
    page = madina.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Two pages &lt;b&gt;is&lt;/b&gt;<br>right." in page
    assert "Madina Rahimova" in page
    thread = re.search(r"comments/(\d+)/replies", page)[1]
    part = madina.post(f"{MASTER}/nodes/grants/comments/{thread}/replies", data={"text": "Agreed"}, headers=HTMX)
    assert part.text.lstrip().startswith('<div id="panel"')
    assert "Agreed" in part.text
    part = madina.post(f"{MASTER}/nodes/grants/comments/{thread}/settle", headers=HTMX)
    assert "Settled" in part.text
    assert madina.post(f"{MASTER}/nodes/grants/comments/999/settle").status_code == 404


def test_an_empty_comment_is_sent_back_with_what_to_do(app, people):
    madina = signed_in(app.test_client(), people.commenter)
    for headers in ({}, HTMX):
        answer = madina.post(f"{MASTER}/nodes/grants/comments", data={"text": "  "}, headers=headers)
        assert (answer.status_code, "Write something here first." in answer.text) == (422, True)
    long = "Слово. " * 1_000
    answer = madina.post(f"{MASTER}/nodes/grants/comments", data={"text": long})
    assert (answer.status_code, long.strip() in answer.text) == (422, True)


def test_the_history_shows_readable_differences_and_brings_back(editor):
    seen = re.search(r'name="seen" value="(\d+)"', editor.get(f"{MASTER}/nodes/grants/edit/body").text)[1]
    editor.post(
        f"{MASTER}/nodes/grants/edit/body",
        data={"seen": seen, "body": "Three open calls a year, paid through {{lead_ministry}}."},
    )
    part = editor.get(f"{MASTER}/draft/grants?panel=history", headers=HTMX).get_data(as_text=True)
    assert re.search(r"<del[^>]*>.*?Two.*?</del>", part)
    assert re.search(r"<ins[^>]*>.*?Three.*?</ins>", part)
    assert "Botir Karimov" in part
    assert "{{" not in part
    back = re.search(r'action="([^"]+/history/\d+/restore)"', part)[1]
    assert editor.post(back).status_code == 303
    assert "Two open calls a year" in editor.get(f"{MASTER}/draft/grants").text
    assert editor.post(f"{MASTER}/nodes/loans/history/{back.split('/')[-2]}/restore").status_code == 404
