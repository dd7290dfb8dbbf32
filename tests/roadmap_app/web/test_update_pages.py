"""The pages of a country that begins and that follows: where it starts, and cards that stay readable for long texts."""

import re
from html import unescape

import pytest

from roadmap_app.models import Country, Edition
from roadmap_app.services import drafting, forking, publishing, structure
from roadmap_app.services.versions import latest_version
from roadmap_app.web.handles import db
from tests.factories import act_of, make_network, make_person, make_roadmap, signed_in, small_document

CLAUSES = "\n>\n".join(f"> ({letter}) Members speak for craft number {letter}." for letter in "abcdefghijkl")
LONG = (
    f"> **Clause 1**\n> The board has nine members. It meets every month.\n>\n{CLAUSES}\n\n" + "Words stand here. " * 60
)
OURS = "/roadmaps/creative-economy/kg"


@pytest.fixture
def region(app):
    """Give a published master without questions, and two people of the region and of Kyrgyzstan."""
    with app.app_context():
        make_network(db.session)
        document = small_document(questions=())
        master = make_roadmap(db.session, document)
        for node in ("grants", "loans"):
            drafting.set_part(db.session, master, node, "body", LONG, act_of(None, 1))
        drafting.set_part(db.session, master, "grants", "lead", "The fund", act_of(None, 1))
        lead = make_person(db.session, "Nurlan Toktogulov", ("KG", "lead"))
        publishing.publish(db.session, master, note="First", bigger_step=False, act=act_of(None, 2))
        db.session.commit()
        return master.id, lead


def card(page, key):
    return unescape(re.search(rf'<form class="decision[^>]*id="case-{key}".*?</form>', page, re.DOTALL)[0])


def test_a_country_that_is_asked_nothing_begins_with_its_draft(client, region):
    lead = signed_in(client, region[1])
    answer = lead.post("/roadmaps/creative-economy/fork", data={"country": "kg"})
    assert answer.headers["Location"] == f"{OURS}/draft"
    assert "The adaptation has begun." in lead.get(f"{OURS}/draft").get_data(as_text=True)


@pytest.fixture
def update_page(app, client, region):
    """Give the update of a country that changed two sentences, after the region changed one of them and others."""
    with app.app_context():
        session = db.session
        master = session.get_one(Edition, region[0])
        kg = forking.fork(session, latest_version(session, master), session.get(Country, "KG"), act_of(None, 3))
        drafting.set_part(session, kg, "loans", "body", LONG.replace("nine", "seven"), act_of(None, 4))
        theirs = LONG.replace("nine", "eleven").replace("every month", "every week").replace("number b", "two")
        drafting.set_part(session, master, "loans", "body", theirs, act_of(None, 5))
        structure.move_node(session, master, "skills", parent=None, after=None, act=act_of(None, 5))
        structure.trash(session, master, "law", act_of(None, 5))
        publishing.publish(session, master, note="Second", bigger_step=False, act=act_of(None, 6))
        session.commit()
    return signed_in(client, region[1]).get(f"{OURS}/update").get_data(as_text=True)


def test_ones_own_wording_begins_with_ours_and_all_that_the_region_changed_elsewhere(update_page):
    own = re.search(r"<textarea[^>]*>(.*?)</textarea>", card(update_page, "loans-body"), re.DOTALL)[1]
    assert (
        own.strip()
        == LONG.replace("nine", "seven").replace("every month", "every week").replace("number b", "two").strip()
    )


def test_a_card_of_a_long_text_shows_what_changed_and_folds_the_rest(update_page):
    found = card(update_page, "loans-body")
    assert "Show the whole text" in found
    assert "10 unchanged passages" in found


def test_a_move_to_the_top_and_a_removal_are_told_in_plain_words(update_page):
    assert "first at the top" in update_page
    assert "Taken out" in update_page
    assert "Not there" not in update_page
