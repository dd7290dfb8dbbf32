"""The answers of a country: two people with the form open take nothing back from each other."""

import re

import pytest
from people_of_the_network import client_of, settle, sign_everybody_in

from roadmap_app.web.handles import db

QUESTIONS = "/roadmaps/creative-economy/kg/questions"


@pytest.fixture
def network(app):
    with app.app_context():
        people, _identifiers = settle(db.session)
        sign_everybody_in(db.session, people)
        db.session.commit()
    return app


def opened(client):
    """Return the fields of the form as a browser would send them."""
    return dict(
        re.findall(r'<input[^>]*name="((?:was-)?lead_ministry)"[^>]*value="([^"]*)"', client.get(QUESTIONS).text)
    )


def test_who_answers_second_sees_the_first_answer_before_anything_is_overwritten(network):
    lead, editor = client_of(network, "country-lead"), client_of(network, "country-editor")
    first, second = opened(lead), opened(editor)
    assert lead.post(f"{QUESTIONS}/answers", data=first | {"lead_ministry": "Culture"}).status_code == 303
    again = editor.post(f"{QUESTIONS}/answers", data=second | {"lead_ministry": "Economy"})
    assert again.status_code == 409
    assert "Country lead wrote “Culture” meanwhile" in again.text
    assert 'value="Economy"' in again.text
    assert opened(lead)["lead_ministry"] == "Culture"
    sent_again = {"lead_ministry": "Economy", "was-lead_ministry": "Culture"}
    assert editor.post(f"{QUESTIONS}/answers", data=sent_again).status_code == 303
    assert opened(lead)["lead_ministry"] == "Economy"


def test_an_answer_that_was_only_looked_at_is_not_sent_back(network):
    lead, editor = client_of(network, "country-lead"), client_of(network, "country-editor")
    untouched = opened(editor)
    lead.post(f"{QUESTIONS}/answers", data=opened(lead) | {"lead_ministry": "Culture"})
    assert editor.post(f"{QUESTIONS}/answers", data=untouched).status_code == 303
    assert opened(lead)["lead_ministry"] == "Culture"
