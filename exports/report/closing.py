"""The last chapters: delivery in figures, timeline, indicators, what differs, and how the countries adopt it."""

from __future__ import annotations

from decimal import Decimal

from adaptations.document import Kind, Node
from exports.charts import (
    Bar,
    GanttSize,
    Lane,
    Task,
    Years,
    axis_of,
    bars,
    dumbbell,
    gantt,
    gantt_pages,
)
from exports.reading import money, periods
from exports.reading.edition import Edition
from exports.reading.measures import Measure, measures, value_words
from exports.report.blocks import Block, Chapter, Fact, Facts, Figure, Table
from exports.report.comparing import adoption, differing

FIRST_ROOM, NEXT_ROOM = 186, 224
ROW_HEIGHTS = (4.7, 4.4, 4.1, 3.9)
"""How high a figure may be below a chapter's heading, and on a page of its own, in millimetres."""
STARTED = frozenset({"limited", "substantial", "completed"})


def closing(edition: Edition, axis: Years | None) -> tuple[Block, ...]:
    """Return the blocks after the body; a roadmap without actions and indicators has none of the first two chapters."""
    return (*delivery(edition, axis), *indicators(edition), *differing(edition), *adoption(edition))


def lanes(edition: Edition) -> tuple[Lane, ...]:
    """Return the rows of the timeline: a lane per part at the top that has actions."""
    found, axis = [], axis_of(edition)
    for top in edition.children(None):
        own = edition.below(top.id, Kind.ACTION)
        loose = [node for node in edition.below(top.id, Kind.MILESTONE) if not _under_action(edition, node)]
        moments = [_milestone_task(edition, node) for node in loose]
        shown = [task for task in moments if axis is None or not task.milestones or task.milestones[0] >= axis.first]
        tasks = [_task(edition, action) for action in own] + shown
        if any(task.span or task.milestones for task in tasks):
            found.append(Lane(edition.numbers[top.id], edition.title(top), edition.colour(top.id), tuple(tasks)))
    return tuple(found)


def delivery(edition: Edition, axis: Years | None) -> tuple[Block, ...]:
    """Return the chapter of figures, timeline and costs."""
    subject = edition.subject
    _ = subject.translate
    actions = edition.of_kind(Kind.ACTION)
    if not actions:
        return ()
    facts = [Fact(str(len(actions)), _("Actions"))]
    facts += [
        Fact(total, _("Planned costs")) for total in money.short_totals(money.totals(actions), subject.locale)[:3]
    ]
    extra = ((Kind.INDICATOR, _("Indicators")), (Kind.MILESTONE, _("Milestones")))
    facts += [Fact(str(len(edition.of_kind(kind))), label) for kind, label in extra if edition.of_kind(kind)]
    blocks: list[Block] = [Chapter("delivery", _("Delivery at a glance"), "", Facts.of(facts))]
    if axis:
        blocks += _timeline(edition, axis)
    blocks += _costs(edition, actions)
    return tuple(blocks)


def indicators(edition: Edition) -> tuple[Block, ...]:
    """Return the chapter of indicators: shares on one axis, all others each on its own, then every value."""
    subject = edition.subject
    _ = subject.translate
    found = measures(edition)
    if not found:
        return ()
    blocks: list[Block] = [
        Chapter(
            "indicators",
            _("Indicators"),
            _("Where we start, where we are, and where we intend to be."),
            new_page=not edition.of_kind(Kind.ACTION),
        )
    ]
    legend = (("ring", _("Baseline")), ("dot", _("Latest value")), ("bar", _("Target")))
    shares = [each for each in found if each.drawable and each.is_share]
    others = [each for each in found if each.drawable and not each.is_share]
    charts = (
        (shares, _("Shares"), _("In percent.")),
        (others, _("Other measures"), _("Each line runs from its own baseline to its own target.")),
    )
    for rows, title, note in charts:
        for part in _parts(rows, 24):
            svg = dumbbell(part, title, locale=subject.locale)
            blocks.append(Figure("", title, note, svg, legend))
    columns = (_("No."), _("Indicator"), _("Unit"), _("Baseline"), _("Latest value"), _("Target"))
    blocks.append(
        Table("", _("All indicators"), "", "measures", columns, tuple(_values(edition, each) for each in found))
    )
    return tuple(blocks)


def _timeline(edition: Edition, axis: Years) -> list[Block]:
    _ = edition.subject.translate
    title, today = _("Timeline of all actions"), periods.position(edition.subject.printed)
    note = _(
        "Solid bars are under way, tinted bars have not begun. "
        "Diamonds are milestones; the dashed line is the day of printing."
    )
    rows = lanes(edition)
    sizes = [GanttSize(row=height) for height in ROW_HEIGHTS]
    splits = [gantt_pages(rows, FIRST_ROOM, later=NEXT_ROOM, size=each) for each in sizes]
    pages, size = min(zip(splits, sizes, strict=True), key=lambda each: len(each[0]))
    return [
        Figure(
            "timeline" if index == 0 else "",
            title if index == 0 else "",
            note if index == 0 else "",
            gantt(page, axis, title, today=today, size=size),
        )
        for index, page in enumerate(pages)
    ]


def _costs(edition: Edition, actions: tuple[Node, ...]) -> list[Block]:
    subject = edition.subject
    _ = subject.translate
    blocks: list[Block] = []
    for currency, _total in money.totals(actions)[:2]:
        rows = []
        for top in edition.children(None):
            sums = dict(money.totals(edition.below(top.id, Kind.ACTION)))
            amount = sums.get(currency, Decimal(0))
            if amount:
                words = money.short(amount, currency, subject.locale)
                rows.append(
                    Bar(
                        f"{edition.numbers[top.id]}  {edition.title(top)}", float(amount), words, edition.colour(top.id)
                    )
                )
        if len(rows) > 1 and currency:
            title = _("Planned costs in %(currency)s") % {"currency": currency}
            blocks.append(Figure("", title, "", bars(rows, title, labels=78)))
    return blocks


def _task(edition: Edition, action: Node) -> Task:
    below = (node for node in edition.below(action.id, Kind.MILESTONE) if node.parent == action.id)
    moments = (periods.span(node) for node in below)
    sums = money.short_totals(money.totals((action,)), edition.subject.locale)
    return Task(
        number=edition.numbers[action.id],
        title=edition.title(action),
        span=periods.span(action),
        started=action.text("status") in STARTED,
        note=sums[0] if sums else "",
        milestones=tuple(span.last for span in moments if span),
    )


def _milestone_task(edition: Edition, node: Node) -> Task:
    span = periods.span(node)
    return Task(edition.numbers[node.id], edition.title(node), None, milestones=(span.last,) if span else ())


def _under_action(edition: Edition, node: Node) -> bool:
    return any(edition.tree.by_id[each].kind is Kind.ACTION for each in edition.tree.ancestors(node.id))


def _values(edition: Edition, each: Measure) -> tuple[str, ...]:
    locale, node = edition.subject.locale, each.node

    def dated(value: Decimal | None, year: str) -> str:
        words = value_words(value, each.unit, locale)
        return f"{words} ({periods.words(year, locale)})" if value is not None and year else words

    return (
        each.number,
        each.title,
        each.unit,
        dated(each.baseline, node.text("baseline_year")),
        dated(each.latest, each.period),
        dated(each.target, node.text("target_year")),
    )


def _parts(rows: list[Measure], size: int) -> list[list[Measure]]:
    return [rows[at : at + size] for at in range(0, len(rows), size)]
