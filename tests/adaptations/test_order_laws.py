"""The laws of merging ordered lists of ids."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adaptations.order import merge_order
from tests.strategies import LAWS


@st.composite
def three_orders(draw):
    base = list(range(draw(st.integers(0, 8))))
    return base, draw(edited(base, "m")), draw(edited(base, "l"))


@st.composite
def edited(draw, base, prefix):
    order = list(base)
    for number in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(order)))
        match draw(st.sampled_from(["insert", "remove", "move"])):
            case "insert":
                order.insert(at, f"{prefix}{number}")
            case "remove" if order:
                order.pop(at % len(order))
            case "move" if order:
                order.insert(at % len(order), order.pop(draw(st.integers(0, len(order) - 1))))
    return order


@LAWS
@given(three_orders())
def test_a_change_of_one_side_only_is_the_result(orders):
    base, upstream, local = orders
    assert list(merge_order(base, base, local).ids) == local
    assert list(merge_order(base, upstream, base).ids) == upstream
    assert list(merge_order(base, local, local).ids) == local


@LAWS
@given(three_orders(), st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)))
def test_nothing_comes_twice_and_only_what_one_side_removed_is_missing(orders, changed_up, changed_here):
    base, upstream, local = orders
    merged = merge_order(base, upstream, local, changed_up, changed_here)
    removed = {each for each in base if each not in upstream or each not in local} - merged.disputed
    assert len(set(merged.ids)) == len(merged.ids)
    assert set(merged.ids) == (set(upstream) | set(local)) - removed
    for each in merged.disputed:
        assert each in (changed_up if each in upstream else changed_here)


@LAWS
@given(three_orders())
def test_what_one_side_inserted_keeps_its_order(orders):
    base, upstream, local = orders
    merged = merge_order(base, upstream, local).ids
    for side, other in ((upstream, local), (local, upstream)):
        kept = [each for each in other if each in base]
        if kept == sorted(kept):
            own = [each for each in side if each not in base and each not in other]
            assert [each for each in merged if each in own] == own


@LAWS
@given(three_orders())
def test_the_sides_agree_about_what_needs_a_look(orders):
    base, upstream, local = orders
    there, back = merge_order(base, upstream, local), merge_order(base, local, upstream)
    assert set(there.ids) == set(back.ids)
    assert there.moved_apart == back.moved_apart
    assert there.fetched == back.fetched
    if not there.moved_apart:
        assert {frozenset(tie) for tie in there.ties} == {frozenset(tie) for tie in back.ties}


def test_an_item_added_at_the_end_stays_at_the_end_when_the_last_one_moved_to_the_top():
    assert merge_order("abc", "cab", "abcd").ids == tuple("cabd")


def test_both_additions_at_one_place_are_kept_the_regions_first():
    merged = merge_order("ab", "amb", "alb")
    assert merged.ids == tuple("amlb")
    assert merged.ties == (("m", "l"),)
