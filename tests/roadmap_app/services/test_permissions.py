"""The one table of permissions, asked for every action at every kind of place."""

import pytest

from roadmap_app.services.permissions import NOWHERE, RULES, Action, Identity, Place, may

ROADMAP, OTHER_ROADMAP = 1, 2
MASTER, KYRGYZ, UZBEK = Place(ROADMAP), Place(ROADMAP, "KG"), Place(ROADMAP, "UZ")
PLACES = (NOWHERE, MASTER, KYRGYZ, UZBEK)

READING = {Action.SEE_HOME, Action.READ_DRAFT, Action.EXPORT, Action.COMPARE}
REMARKING = READING | {Action.COMMENT}
WRITING = REMARKING | {Action.EDIT, Action.ANSWER, Action.UPDATE}
LEADING = WRITING | {Action.PUBLISH}
GUEST_OF_A_COUNTRY = {Action.SEE_HOME, Action.COMPARE}


def somebody(*roles, admin=False):
    return Identity(7, is_admin=admin, roles=frozenset(roles))


def allowed(who, place):
    return {action for action in Action if may(who, action, place)}


def test_every_action_has_a_row():
    assert set(RULES) == set(Action)


@pytest.mark.parametrize("place", PLACES)
def test_nobody_may_nothing_and_an_administrator_everything(place):
    assert allowed(None, place) == set()
    assert allowed(somebody(admin=True), place) == set(Action)


@pytest.mark.parametrize("place", PLACES)
def test_whoever_has_no_role_sees_the_first_page_only(place):
    assert allowed(somebody(), place) == {Action.SEE_HOME}


@pytest.mark.parametrize(
    ("role", "at_the_master"),
    [
        ("reader", READING),
        ("commenter", REMARKING),
        ("facilitator", REMARKING),
        ("editor", WRITING),
        ("lead", LEADING),
    ],
)
def test_a_role_on_a_roadmap_counts_at_its_master_and_nowhere_else(role, at_the_master):
    who = somebody((ROADMAP, None, role))
    assert allowed(who, MASTER) == at_the_master
    assert allowed(who, KYRGYZ) == {Action.SEE_HOME, Action.COMPARE}
    assert allowed(who, Place(OTHER_ROADMAP)) == {Action.SEE_HOME}
    assert allowed(who, NOWHERE) == {Action.SEE_HOME}


@pytest.mark.parametrize(
    ("role", "at_home"), [("reader", READING), ("editor", WRITING), ("lead", LEADING | {Action.FORK})]
)
def test_a_role_for_a_country_counts_in_its_adaptations_and_lets_read_the_master(role, at_home):
    who = somebody((None, "KG", role))
    assert allowed(who, KYRGYZ) == at_home
    assert allowed(who, Place(OTHER_ROADMAP, "KG")) == at_home
    assert allowed(who, MASTER) == READING
    assert allowed(who, UZBEK) == GUEST_OF_A_COUNTRY
    assert allowed(who, NOWHERE) <= GUEST_OF_A_COUNTRY | READING


@pytest.mark.parametrize("role", ["owner", "Lead", "lead ", "admin", ""])
def test_an_unknown_role_is_none(role):
    assert allowed(somebody((None, "KG", role)), KYRGYZ) <= GUEST_OF_A_COUNTRY
    assert allowed(somebody((ROADMAP, None, role)), MASTER) <= {Action.SEE_HOME, Action.COMPARE}
