"""Whether an action ends before it starts is judged by the days that its dates cover, quarters included."""

import pytest

from adaptations import Document
from adaptations.completeness import Gap, missing
from adaptations.document import Kind
from tests.factories import make_node


def is_reversed(start, end):
    node = make_node("grants", kind=Kind.ACTION, start=start, end=end)
    return any(each.gap is Gap.DATES_REVERSED for each in missing(Document("a", "A", nodes=(node,))))


@pytest.mark.parametrize(
    ("start", "end"),
    [("2027-Q1", "2027-06"), ("2027-03", "2027-Q1"), ("2027-Q4", "2027"), ("2027-03-15", "2027-Q1"), ("2027", "2027")],
)
def test_dates_that_meet_are_in_order(start, end):
    assert not is_reversed(start, end)


@pytest.mark.parametrize(("start", "end"), [("2027-Q3", "2027-06"), ("2027-04", "2027-Q1"), ("2028", "2027-Q4")])
def test_an_end_before_the_start_is_reversed(start, end):
    assert is_reversed(start, end)
