"""The matrix: who adopted, adapted, replaced, left out or added what, and why."""

import pytest
from region_and_country import make_world

from adaptations import Kind, Stance
from roadmap_app.services import planting, publishing, structure
from roadmap_app.services.comparing import compare
from tests.factories import make_network, make_node, make_roadmap


@pytest.fixture
def world(session):
    return make_world(session)


def nobody(_edition):
    return False


def everybody(_edition):
    return True


def row(matrix, node):
    return next(each for each in matrix.rows if each.node.id == node)


def test_there_is_nothing_to_compare_before_the_first_version(session):
    make_network(session)
    assert compare(session, make_roadmap(session), everybody) is None


def test_stances_are_counted_with_their_reasons(world):
    world.write(world.kg, "finance", "body", "Banks lend against land and herds.", reason="Herders")
    structure.leave_out(world.session, world.kg, "loans", reason="No fund", act=world.act())
    own = make_node("kg-park", "The Park", Kind.ACTION, parent="skills")
    planting.plant_nodes(world.session, world.kg, (own,), None, world.act())
    matrix = compare(world.session, world.master, everybody)
    column = matrix.columns[0]
    assert column.counts == {"as_is": 5, "adapted": 1, "replaced": 0, "left_out": 1, "added": 1}
    assert {key: column.reasons[key].text for key in ("finance", "loans")} == {
        "finance": "Herders",
        "loans": "No fund",
    }
    assert column.reasons["finance"].name == "Nurlan"
    assert matrix.count(Stance.LEFT_OUT) == 1
    assert row(matrix, "finance").stances == (Stance.ADAPTED,)
    assert row(matrix, "finance").differs
    assert not row(matrix, "grants").differs


def test_a_countrys_own_node_stands_where_it_stands_there(world):
    own = make_node("kg-park", "The Park", Kind.ACTION, parent="finance")
    planting.plant_nodes(world.session, world.kg, (own,), "grants", world.act())
    world.fork("UZ")
    matrix = compare(world.session, world.master, everybody)
    order = [each.node.id for each in matrix.rows]
    assert order[order.index("alive") + 1] == "kg-park"
    assert dict(zip([each.code for each in matrix.columns], row(matrix, "kg-park").stances, strict=True)) == {
        "KG": Stance.ADDED,
        "UZ": None,
    }


def test_a_draft_is_shown_only_to_those_who_may_read_it(world):
    world.write(world.kg, "finance", "body", "Secret plans.")
    matrix = compare(world.session, world.master, nobody)
    assert matrix.columns == ()
    assert [each.country_code for each in matrix.unpublished] == ["KG"]
    world.publish(world.kg)
    world.write(world.kg, "skills", "body", "More secret plans.")
    published = compare(world.session, world.master, nobody).columns[0]
    assert published.version.number == "1.0"
    assert published.stances["skills"] is Stance.AS_IS
    assert "secret" not in repr(published.document).lower().replace("secret plans.", "", 1)
    draft = compare(world.session, world.master, everybody).columns[0]
    assert draft.version is None
    assert draft.stances["skills"] is not Stance.AS_IS


def test_published_reasons_are_those_of_the_version(world):
    world.write(world.kg, "finance", "body", "Ours.", reason="First reason")
    world.publish(world.kg)
    world.write(world.kg, "finance", "body", "Ours again.", reason="Second reason")
    assert compare(world.session, world.master, nobody).columns[0].reasons["finance"].text == "First reason"


def test_a_country_is_behind_by_the_versions_it_has_not_looked_at(world):
    world.publish(world.kg)
    for body in ("One.", "Two."):
        world.region_says("skills", "body", body)
    assert compare(world.session, world.master, nobody).columns[0].behind == 2


def test_what_the_country_has_not_met_yet_is_nobodys_stance(world):
    planting.plant_nodes(world.session, world.master, (make_node("new", parent="skills"),), None, world.act())
    assert isinstance(world.publish(), publishing.Version)
    assert row(compare(world.session, world.master, everybody), "new").stances == (None,)
