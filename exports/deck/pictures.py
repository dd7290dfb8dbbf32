"""Slides that are one picture or table: timeline, indicators, what differs, and the countries compared."""

from __future__ import annotations

from collections.abc import Sequence

from adaptations import Stance
from adaptations.document import Kind
from exports.charts import (
    Bar,
    DumbbellSize,
    GanttSize,
    HeatSize,
    Lane,
    Years,
    dumbbell,
    gantt,
    gantt_height,
    gantt_pages,
    heatmap,
    stack,
)
from exports.deck.parts import more
from exports.deck.slides import Amount, Chart, Figures, Listing, Slide
from exports.fonts import SANS, SERIF
from exports.measuring import Lettering, fit
from exports.reading import periods, wording
from exports.reading.differences import counts, differences
from exports.reading.edition import Edition, country_name
from exports.reading.measures import Measure, measures
from exports.report.closing import lanes
from exports.report.comparing import STANCE_COLOURS, heat_rows

POINT = 0.3528
TIMELINE = GanttSize(width=302, labels=122, row=6.7, type=4.24)
TIMELINES = tuple(GanttSize(width=302, labels=122, row=row, type=4.24) for row in (6.7, 7.4, 8.2, 9))
TIMELINE_ROOM = 128
INDICATORS = DumbbellSize(width=302, labels=128, row=12.6, type=4.5)
INDICATOR_ROWS = 7
HEAT = HeatSize(width=302, labels=130, row=8.4, type=4.24)
HEAT_ROWS = 13
LIST_ROWS = 12
MOST_SLIDES = 3
PART, REASON = Lettering(13 * POINT, SERIF, 600), Lettering(12 * POINT, SANS)


def timelines(edition: Edition, axis: Years | None) -> list[Slide]:
    """Return the timeline on at most three slides; a longer one is trimmed evenly."""
    _ = edition.subject.translate
    if axis is None:
        return []
    rows = lanes(edition)
    total = sum(len(lane.tasks) for lane in rows)
    longest = max((len(lane.tasks) for lane in rows), default=0)
    shown = rows
    pages = gantt_pages(shown, TIMELINE_ROOM, size=TIMELINE)
    while len(pages) > MOST_SLIDES and longest > 1:
        longest -= 1
        shown = tuple(Lane(lane.number, lane.title, lane.colour, lane.tasks[:longest]) for lane in rows)
        pages = gantt_pages(shown, TIMELINE_ROOM, size=TIMELINE)
    pages = pages[:MOST_SLIDES]
    size = max(
        (each for each in TIMELINES if all(gantt_height(page, each) <= TIMELINE_ROOM for page in pages)),
        key=lambda each: each.row,
        default=TIMELINE,
    )
    hidden = total - sum(len(lane.tasks) for page in pages for lane in page)
    today = periods.position(edition.subject.printed)
    slides: list[Slide] = []
    for index, page in enumerate(pages):
        title = _("When it happens")
        svg = gantt(page, axis, title, today=today, size=size)
        slides.append(Chart(title, svg, more=more(edition, hidden) if index == len(pages) - 1 else ""))
    return slides


def indicators(edition: Edition) -> list[Slide]:
    """Return the indicators that can be drawn: shares on one axis, others each on its own."""
    subject = edition.subject
    _ = subject.translate
    found = [each for each in measures(edition) if each.drawable]
    legend = (("ring", _("Baseline")), ("dot", _("Latest value")), ("bar", _("Target")))
    shares, others = [each for each in found if each.is_share], [each for each in found if not each.is_share]
    title = _("Where we start and where we intend to be")

    def picture(rows: Sequence[Measure]) -> str:
        return dumbbell(rows, title, locale=subject.locale, size=INDICATORS) if rows else ""

    if 0 < len(found) <= INDICATOR_ROWS:
        return [Chart(title, picture(shares) + picture(others), legend)]
    slides: list[Slide] = []
    for rows in (shares, others):
        shown = rows[: (INDICATOR_ROWS + 1) * 2]
        for at in range(0, len(shown), INDICATOR_ROWS + 1):
            last = at + INDICATOR_ROWS + 1 >= len(shown)
            hidden = more(edition, len(rows) - len(shown)) if last else ""
            slides.append(Chart(title, picture(shown[at : at + INDICATOR_ROWS + 1]), legend, hidden))
    return slides


def differing(edition: Edition) -> list[Slide]:
    """Return what an adaptation does differently: how much, then which parts."""
    subject = edition.subject
    _ = subject.translate
    if subject.stances is None:
        return []
    tally = {stance: number for stance, number in counts(subject.stances).items() if number}
    bars = [Bar(wording.stance(each, _), number, str(number), STANCE_COLOURS[each]) for each, number in tally.items()]
    legend = tuple((f"swatch-{each.value}", wording.stance(each, _)) for each in tally)
    ranked = sorted((each for each in tally if each is not Stance.AS_IS), key=lambda each: -tally[each])
    amounts = tuple(
        Amount(str(tally[each]), wording.stance(each, _)) for each in (Stance.AS_IS, *ranked) if each in tally
    )
    picture = stack(bars, _("Parts by stance"), room=302, height=14, size=4.6)
    note = _("Every part of this edition compared with regional version %(version)s.") % {"version": subject.based_on}
    slides: list[Slide] = [
        Figures(
            _("How close this edition is"),
            amounts[:4],
            note if subject.based_on else "",
            _("Parts by stance"),
            picture,
            legend,
        )
    ]
    found = differences(edition)
    shown = found[: LIST_ROWS * MOST_SLIDES]
    columns = (_("No."), _("Part"), _("Stance"), _("Reason"))
    for at in range(0, len(shown), LIST_ROWS):
        rows = tuple(
            (each.number, fit(each.title, 128, PART), wording.stance(each.stance, _), fit(each.reason, 96, REASON))
            for each in shown[at : at + LIST_ROWS]
        )
        last = at + LIST_ROWS >= len(shown)
        slides.append(
            Listing(_("What differs here"), columns, rows, more(edition, len(found) - len(shown)) if last else "")
        )
    return slides


def compared(edition: Edition) -> list[Slide]:
    """Return how the countries adopt the master: goals and sections, or the actions when there is nothing else."""
    subject = edition.subject
    _ = subject.translate
    if not subject.editions:
        return []
    by_number = {edition.numbers[node.id]: node.kind for node in edition.document.nodes}
    everything = heat_rows(edition, subject.editions)
    rows = [row for row in everything if by_number[row.number] is not Kind.ACTION] or everything
    names = [country_name(code, subject) for code in subject.editions]
    order = (Stance.AS_IS, Stance.ADAPTED, Stance.REPLACED, Stance.LEFT_OUT)
    legend = tuple((f"sign picture-sign-{stance.value}", wording.stance(stance, _)) for stance in order)
    shown = rows[: HEAT_ROWS * MOST_SLIDES]
    slides: list[Slide] = []
    for at in range(0, len(shown), HEAT_ROWS):
        title = _("Where editions agree and where they differ")
        svg = heatmap(shown[at : at + HEAT_ROWS], names, title, size=HEAT)
        last = at + HEAT_ROWS >= len(shown)
        slides.append(Chart(title, svg, legend, more(edition, len(rows) - len(shown)) if last else ""))
    return slides
