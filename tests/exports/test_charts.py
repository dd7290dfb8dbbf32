from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from adaptations import Stance
from adaptations.document import Kind
from exports.charts import (
    Bar,
    HeatRow,
    Lane,
    Task,
    Years,
    bars,
    dumbbell,
    gantt,
    gantt_height,
    gantt_pages,
    heatmap,
    mini_timeline,
    stack,
    years,
)
from exports.charts.gantt import DOCUMENT
from exports.fonts import SANS
from exports.measuring import Lettering, width
from exports.reading import money, periods
from exports.reading.measures import Measure
from exports.reading.periods import Span
from tests.exports.sample_roadmap import LONG_TITLE, node

TEXT = re.compile(r'<text x="([-\d.]+)"[^>]*font-size="([\d.]+)"([^>]*)>([^<]*)<')


def lanes(count: int, tasks: int) -> list[Lane]:
    rows = tuple(Task(f"1.{i}", LONG_TITLE, Span(2027, 2029), i % 2 == 0, "€1.5m", (2028.5,)) for i in range(tasks))
    return [Lane(str(i), LONG_TITLE, "#1E2A78", rows) for i in range(count)]


def assert_text_stays_inside(picture: str, room: float) -> None:
    for x, size, rest, content in TEXT.findall(picture):
        weight = 600 if 'font-weight="600"' in rest else 400
        long = width(content.replace("&amp;", "&"), Lettering(float(size), SANS, weight))
        left = float(x) - (long if 'anchor="end"' in rest else long / 2 if 'anchor="middle"' in rest else 0)
        assert left >= -0.5, content
        assert left + long <= room + 0.5, content


def measure(baseline: str, latest: str, target: str, unit: str = "%") -> Measure:
    values = (Decimal(each) if each else None for each in (baseline, latest, target))
    return Measure(node("i", Kind.INDICATOR, "I", None), "1.I1", LONG_TITLE, unit, *values, "2026")


def test_every_chart_is_well_formed_names_its_font_and_keeps_its_labels_inside() -> None:
    axis = Years(2026, 2034)
    stances = tuple(Stance)
    pictures = [
        gantt(lanes(3, 5), axis, "Timeline", today=2026.9),
        dumbbell([measure("18", "22", "45"), measure("90", "", "10")], "Shares", locale="en"),
        dumbbell(
            [measure("1200", "1300", "99000000", "works"), measure("34", "28", "3", "days")], "Other", locale="ru"
        ),
        bars([Bar(LONG_TITLE, 5, "€5m", "#1E2A78"), Bar("B", 0, "0", "#C0392F")], "Costs"),
        stack([Bar("As is", 59, "59", "#0E8F95"), Bar("Added", 1, "1", "#F2C987")], "Stances"),
        heatmap([HeatRow("1.1.1", LONG_TITLE, (*stances, None))], ["A very long country name"] * 6, "Stances"),
    ]
    for picture in pictures:
        assert ET.fromstring(picture).tag.endswith("svg")  # noqa: S314 -- our own drawing
        assert 'font-family="Inter"' in picture
        assert_text_stays_inside(picture, 170)


def test_pages_of_a_timeline_keep_every_task_and_fit_their_room() -> None:
    found = gantt_pages(lanes(7, 23), 150, later=200)
    assert sum(len(lane.tasks) for page in found for lane in page) == 7 * 23
    assert gantt_height(found[0], DOCUMENT) <= 150
    assert all(gantt_height(page, DOCUMENT) <= 200 for page in found[1:])


def test_the_years_cover_all_spans_and_one_mistyped_year_does_not_squeeze_them() -> None:
    assert years([Span(2027.2, 2030.5), Span(2026.9, 2028)]) == Years(2026, 2031)
    assert years([]) is None
    assert years([Span(2022.3, 2022.3), *[Span(2027, 2032)] * 60]) == Years(2022, 2032)
    wild = years([Span(1200, 1201), Span(2027, 2030), Span(2027, 9999)])
    assert wild == Years(2007, 2047)


def test_a_mini_timeline_names_its_period_for_screen_readers() -> None:
    assert "<title>2027 &lt; 2030</title>" in mini_timeline(
        Span(2027, 2030), Years(2026, 2034), "#1E2A78", "2027 < 2030"
    )


@pytest.mark.parametrize(
    ("written", "begin", "end"),
    [
        ("2027", "2027-01-01", "2027-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2027-Q4", "2027-10-01", "2027-12-31"),
        ("2027-03-15", "2027-03-15", "2027-03-15"),
    ],
)
def test_a_written_date_covers_its_days(written: str, begin: str, end: str) -> None:
    found = periods.bounds(written)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat()) == (begin, end)


@pytest.mark.parametrize("written", ["", "soon", "2027-13", "2027-02-30", "27", "2027-Q5", "0000"])
def test_what_is_no_date_has_no_days_and_is_shown_as_written(written: str) -> None:
    assert periods.bounds(written) is None
    assert periods.words(written, "en") == written


def test_periods_and_amounts_are_written_in_the_readers_language() -> None:
    assert periods.between("2027-03", "2030-12", "en") == "Mar 2027 \u2013 Dec 2030"
    assert money.short(Decimal(1500000), "EUR", "en") == "€1.5m"
    assert money.short(Decimal(1500000), "EUR", "ru") == "1,5\u00a0млн\u00a0€"
    assert money.full(Decimal(1500000), "UZS", "en") == "1,500,000\u00a0UZS"


def test_costs_add_up_per_currency_and_unreadable_amounts_do_not_count() -> None:
    action = node(
        "a", Kind.ACTION, "A", None, costs=(("1 500", "eur", "", ""), ("500", "EUR", "", ""), ("a lot", "USD", "", ""))
    )
    assert money.totals((action,)) == (("EUR", Decimal(2000)),)
