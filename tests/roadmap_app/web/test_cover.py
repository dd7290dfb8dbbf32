"""The cover of an edition: what a person typed is kept, and nobody overwrites another's title unknowingly."""

import re

import pytest

from tests.factories import signed_in
from tests.roadmap_app.web.drafting_world import KG, MASTER, make_world


@pytest.fixture
def people(app):
    return make_world(app)


def seen_in(page):
    return dict(re.findall(r'name="(seen_\w+)" value="(\d+)"', page))


def title_of(client):
    return re.search(r'<input[^>]*name="title"[^>]*value="([^"]*)"', client.get(f"{MASTER}/cover").text)[1]


def test_a_new_title_is_saved_and_stands_in_the_bar(client, people):
    signed_in(client, people.editor)
    form = {"title": " Дорожная  карта\x07 ", "subtitle": "2027–2032", "language": "ru"}
    answer = client.post(f"{MASTER}/cover", data=form | seen_in(client.get(f"{MASTER}/cover").text))
    assert answer.status_code == 303
    assert title_of(client) == "Дорожная карта"


def test_an_empty_title_is_refused_beside_its_field_and_the_rest_is_shown_again(client, people):
    signed_in(client, people.editor)
    answer = client.post(f"{MASTER}/cover", data={"title": "", "subtitle": "What I typed", "language": "en"})
    assert answer.status_code == 422
    assert "Give it a title." in answer.text
    assert "What I typed" in answer.text


def test_a_language_that_nobody_offered_is_refused(client, people):
    signed_in(client, people.editor)
    answer = client.post(f"{MASTER}/cover", data={"title": "A title", "subtitle": "", "language": "xx"})
    assert answer.status_code == 422


def test_two_people_who_change_the_title_learn_of_each_other(client, people):
    signed_in(client, people.editor)
    first = seen_in(client.get(f"{MASTER}/cover").text)
    client.post(f"{MASTER}/cover", data={"title": "The first", "subtitle": "", "language": "en"} | first)
    late = client.post(f"{MASTER}/cover", data={"title": "The second", "subtitle": "", "language": "en"} | first)
    assert late.status_code == 409
    assert "The first" in late.text
    assert title_of(client) == "The first"
    again = {"title": "The second", "subtitle": "", "language": "en"} | seen_in(late.text)
    assert client.post(f"{MASTER}/cover", data=again).status_code == 303
    assert title_of(client) == "The second"


def test_different_parts_never_clash(client, people):
    signed_in(client, people.editor)
    page = client.get(f"{MASTER}/cover").text
    title, seen = title_of(client), seen_in(page)
    client.post(f"{MASTER}/cover", data={"title": title, "subtitle": "Mine", "language": "en"} | seen)
    answer = client.post(f"{MASTER}/cover", data={"title": "Theirs", "subtitle": "Mine", "language": "en"} | seen)
    assert answer.status_code == 303


def test_another_countrys_cover_does_not_exist_for_its_neighbours(client, people):
    signed_in(client, people.kazakh)
    assert client.get(f"{KG}/cover").status_code == 404
