"""The tree of a draft: nodes are added, moved, removed and come back, and nothing stands below itself."""

import pytest

from adaptations.document import Kind
from roadmap_app.services import draft_rows, drafting, planting, structure, trash
from roadmap_app.services.snapshots import draft_document
from roadmap_app.services.structure import Move
from tests.factories import act_of, make_adaptation, make_network, make_node, make_person, make_roadmap, small_document


@pytest.fixture
def draft(session):
    make_network(session)
    return make_roadmap(session)


def shape(session, edition):
    """Return the draft's tree as lines of two blanks a level."""
    document = draft_document(session, edition)
    tree = document.tree()
    return [f"{'  ' * tree.depth(node.id)}{node.id}" for node in document.nodes]


SHAPE = ["livelihood", "  finance", "    grants", "      law", "      alive", "    loans", "skills"]


def test_a_planted_document_is_read_back_exactly(session, draft):
    assert draft_document(session, draft) == small_document()
    assert draft.revision == len(SHAPE)


def test_a_node_is_added_where_it_was_asked_for(session, draft):
    node = structure.add_node(
        session, draft, kind=Kind.ACTION, title=" New\naction ", parent="finance", after="grants", act=act_of(None)
    )
    assert shape(session, draft)[3:7] == ["      law", "      alive", f"    {node.node_id}", "    loans"]
    assert node.title == "New action"
    assert len(node.node_id) == 12
    drafting.save_part(session, draft, node.node_id, "body", "Words", seen=10**6, act=act_of(None))
    assert node.body == "Words"


def test_a_node_under_a_parent_that_is_gone_is_refused(session, draft):
    with pytest.raises(draft_rows.UnknownNodeError):
        structure.add_node(session, draft, kind=Kind.ACTION, title="x", parent="nowhere", after=None, act=act_of(None))


def test_a_node_moves_with_all_below_it(session, draft):
    moved = structure.move_node(session, draft, "grants", parent="skills", after=None, act=act_of(None))
    assert moved is Move.MOVED
    assert shape(session, draft) == [
        "livelihood", "  finance", "    loans", "skills", "  grants", "    law", "    alive",
    ]  # fmt: skip


@pytest.mark.parametrize("parent", ["livelihood", "finance", "law"])
def test_a_node_never_stands_below_itself(session, draft, parent):
    assert (
        structure.move_node(session, draft, "livelihood", parent=parent, after=None, act=act_of(None)) is Move.REFUSED
    )
    assert shape(session, draft) == SHAPE


def test_moving_nowhere_is_no_change(session, draft):
    before = draft.revision
    assert (
        structure.move_node(session, draft, "loans", parent="finance", after="grants", act=act_of(None)) is Move.STAYED
    )
    assert structure.move_up(session, draft, "livelihood", act_of(None)) is Move.STAYED
    assert structure.move_down(session, draft, "skills", act_of(None)) is Move.STAYED
    assert structure.indent(session, draft, "finance", act_of(None)) is Move.STAYED
    assert structure.outdent(session, draft, "skills", act_of(None)) is Move.STAYED
    assert draft.revision == before


def test_nodes_go_up_down_in_and_out(session, draft):
    structure.move_up(session, draft, "loans", act_of(None))
    assert shape(session, draft)[2:4] == ["    loans", "    grants"]
    structure.move_down(session, draft, "loans", act_of(None))
    assert shape(session, draft) == SHAPE
    structure.indent(session, draft, "loans", act_of(None))
    assert shape(session, draft)[5] == "      loans"
    structure.outdent(session, draft, "loans", act_of(None))
    assert shape(session, draft) == SHAPE


def test_what_is_trashed_goes_with_all_below_and_comes_back_to_its_place(session, draft):
    person = make_person(session, "Aigerim")
    structure.trash(session, draft, "grants", act_of(person))
    assert shape(session, draft) == ["livelihood", "  finance", "    loans", "skills"]
    found = trash.removed(session, draft, draft_rows.TRASHED)
    assert [(each.node_id, each.below, each.by) for each in found] == [("grants", 2, "Aigerim")]
    structure.restore(session, draft, "grants", act_of(person))
    assert shape(session, draft) == SHAPE
    assert trash.removed(session, draft, draft_rows.TRASHED) == ()


def test_what_was_trashed_before_its_parent_stays_when_the_parent_comes_back(session, draft):
    structure.trash(session, draft, "law", act_of(None))
    structure.trash(session, draft, "finance", act_of(None))
    structure.restore(session, draft, "finance", act_of(None))
    assert shape(session, draft) == [each for each in SHAPE if each.strip() != "law"]
    structure.restore(session, draft, "law", act_of(None))
    assert shape(session, draft) == SHAPE


def test_what_comes_back_without_its_parent_stands_below_the_nearest_that_is_there(session, draft):
    structure.trash(session, draft, "grants", act_of(None))
    structure.trash(session, draft, "finance", act_of(None))
    structure.restore(session, draft, "grants", act_of(None))
    assert shape(session, draft) == ["livelihood", "  grants", "    law", "    alive", "skills"]


def test_only_what_was_itself_removed_can_come_back(session, draft):
    structure.trash(session, draft, "grants", act_of(None))
    for node in ("finance", "nowhere"):
        with pytest.raises(draft_rows.UnknownNodeError):
            structure.restore(session, draft, node, act_of(None))


def test_a_country_leaves_out_with_a_reason_and_takes_back(session, draft):
    country = make_adaptation(session, draft, small_document(country="KG"))
    with pytest.raises(ValueError, match="reason"):
        structure.leave_out(session, country, "grants", reason="  ", act=act_of(None))
    structure.leave_out(session, country, "grants", reason="Our law forbids it", act=act_of(None))
    assert shape(session, country) == ["livelihood", "  finance", "    loans", "skills"]
    (left,) = trash.removed(session, country, draft_rows.LEFT_OUT)
    assert (left.node_id, left.reason) == ("grants", "Our law forbids it")
    structure.bring_back(session, country, "grants", act_of(None))
    assert shape(session, country) == SHAPE
    assert shape(session, draft) == SHAPE


def test_the_master_leaves_nothing_out(session, draft):
    with pytest.raises(ValueError, match="master"):
        structure.leave_out(session, draft, "grants", reason="No", act=act_of(None))


def test_a_subtree_is_planted_behind_its_sibling(session, draft):
    nodes = (
        make_node("fairs", "Fairs", Kind.SECTION, parent="livelihood"),
        make_node("fair-a", "A", Kind.ACTION, parent="fairs", body="Body", lead="Guild"),
        make_node("fair-b", "B", Kind.ACTION, parent="fairs"),
    )
    planting.plant_nodes(session, draft, nodes, "finance", act_of(None))
    assert shape(session, draft)[6:] == ["  fairs", "    fair-a", "    fair-b", "skills"]
    assert draft_document(session, draft).tree().by_id["fair-a"] == nodes[1]


def test_planting_what_was_trashed_revives_it_with_the_new_words(session, draft):
    structure.trash(session, draft, "finance", act_of(None))
    again = (
        make_node("finance", "Money", Kind.SECTION, parent="skills", body="New words"),
        make_node("grants", "Grants", Kind.ACTION, parent="finance", lead="Guild"),
    )
    planting.plant_nodes(session, draft, again, None, act_of(None))
    document = draft_document(session, draft)
    assert shape(session, draft) == ["livelihood", "skills", "  finance", "    grants"]
    assert tuple(document.tree().by_id[node.id] for node in again) == again
    assert {each.node_id for each in trash.removed(session, draft, draft_rows.TRASHED)} == {"law", "alive", "loans"}
    structure.restore(session, draft, "loans", act_of(None))
    assert shape(session, draft)[-1] == "    loans"


def test_planting_what_is_there_is_a_mistake(session, draft):
    with pytest.raises(ValueError, match="twice"):
        planting.plant_nodes(session, draft, (make_node("grants", parent="skills"),), None, act_of(None))


def test_a_second_roadmap_may_come_from_the_same_file(session, draft):
    second = make_roadmap(session, slug="second")
    assert (draft.key, second.key) == ("creative-economy", "creative-economy-2")
