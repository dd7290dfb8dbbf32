"""Slides about the parts of a roadmap: the agenda, one slide per goal or section, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from adaptations.document import Kind, Node
from exports.charts import Years, mini_timeline
from exports.deck.slides import Agenda, Amount, Box, Goal, Row, Steps
from exports.fonts import DISPLAY, SANS, SERIF
from exports.measuring import Lettering, clamp, fit, largest, width, wrap
from exports.reading import colours, money, periods
from exports.reading.edition import Edition, leads, sentences

POINT = 0.3528
BOX_TITLE, BOX_TEXT, BOX_ROOM = Lettering(16 * POINT, SERIF, 600), Lettering(12 * POINT, SANS), 92
BOXES, AGENDAS = 6, 3
PANEL_SIZES = tuple(Lettering(points * POINT, DISPLAY, 300) for points in (28, 24, 20, 16))
PANEL_ROWS = (6, 7, 8, 10)
PANEL_ROOM = 78
ROW_TITLE, ROW_LEAD, ROW_ROOM = Lettering(14.5 * POINT, SERIF, 600), Lettering(12 * POINT, SANS), 99
ROW_HEIGHT, ROW_LINE = 12.2, 6.8
LIST_HEIGHT = 118
MESSAGE, MESSAGE_ROOM, MESSAGE_LINE = Lettering(17 * POINT, SERIF), 190, 8.9
POINT_TITLE, POINT_HEIGHT = Lettering(16 * POINT, SERIF), 11
SHORT_MESSAGE, LONG_MESSAGE = 180, 420
MOST_ROWS = 5
MOST_STEPS = 8
AMOUNT_SIZES = tuple(Lettering(points * POINT, DISPLAY, 300) for points in (27, 21, 16, 12))
COST_SIZES = tuple(Lettering(points * POINT, DISPLAY, 300) for points in (16, 12, 9))
COST_ROOM, PERIOD_ROOM = 24, 50
STEP_TITLE, STEP_TEXT, STEP_ROOM = Lettering(15.5 * POINT, SERIF, 600), Lettering(12 * POINT, SANS), 66


def headline(edition: Edition, node: Node) -> str:
    """Return a node's headline for slides; its title when it has none."""
    return edition.opening(node.text("headline")) or edition.title(node)


def message(edition: Edition, node: Node, limit: int = SHORT_MESSAGE) -> str:
    """Return a node's key message; otherwise the beginning of its text, whole sentences up to `limit` characters."""
    return edition.opening(node.text("message")) or sentences(edition.opening(node.body), limit)


def tone(edition: Edition, node: Node) -> int:
    """Return the place of a part's colour, counted from 1: that of its goal, or its turn among the parts."""
    found = edition.colour_index(node.id)
    if found or edition.goals:
        return found or 1
    places = edition.tree.children[None]
    return places.index(node.id) % len(colours.GOALS) + 1 if node.id in places else 1


def main_parts(edition: Edition) -> tuple[Node, ...]:
    """Return the goals; without any, the sections and actions at the top."""
    if edition.goals:
        return tuple(edition.tree.by_id[each] for each in edition.goals)
    return tuple(node for node in edition.children(None) if node.kind in {Kind.SECTION, Kind.ACTION})


def agenda(edition: Edition, parts: Sequence[Node]) -> list[Agenda]:
    """Return the parts in boxes, six to a slide, at most three slides."""
    _ = edition.subject.translate
    shown = parts[: BOXES * AGENDAS]
    slides = []
    for at in range(0, len(shown), BOXES):
        boxes = tuple(_box(edition, node) for node in shown[at : at + BOXES])
        last = at + BOXES >= len(shown)
        slides.append(
            Agenda(_("What this roadmap covers"), boxes, more(edition, len(parts) - len(shown)) if last else "")
        )
    return slides


def more(edition: Edition, count: int) -> str:
    """Return "and 7 more"; "" when nothing is left."""
    _ = edition.subject.translate
    return _("and %(count)s more") % {"count": count} if count > 0 else ""


def part(edition: Edition, node: Node, axis: Years | None) -> Goal:
    """Return the slide of one goal or section: its message, then actions, or else the names of its sections."""
    _ = edition.subject.translate
    title = headline(edition, node)
    size = next(
        (i for i, rows in enumerate(PANEL_ROWS) if largest(title, PANEL_ROOM, rows, PANEL_SIZES[i : i + 1] * 2) == 0), 3
    )
    actions = edition.below(node.id, Kind.ACTION)
    said = message(edition, node, SHORT_MESSAGE if actions else LONG_MESSAGE)
    said = clamp(said, MESSAGE_ROOM, 3 if actions else 6, MESSAGE)
    room = LIST_HEIGHT - MESSAGE_LINE * len(wrap(said, MESSAGE_ROOM, MESSAGE))
    rows = _rows(edition, actions, axis, room)
    names = [] if rows else _names(edition, node)
    points = tuple(fit(name, MESSAGE_ROOM - 8, POINT_TITLE) for name in names[: int(room / POINT_HEIGHT)])
    hidden = len(actions) - len(rows) if rows else len(names) - len(points)
    heading = _("Actions") if len(rows) == len(actions) else _("Largest actions")
    return Goal(
        number=edition.numbers[node.id],
        title=clamp(title, PANEL_ROOM, PANEL_ROWS[size], PANEL_SIZES[size]),
        size=size,
        tone=tone(edition, node),
        message=said,
        heading=heading if rows else _("Contents") if points else "",
        rows=rows,
        points=points,
        more=more(edition, hidden),
        amounts=_amounts(edition, actions),
    )


def _names(edition: Edition, node: Node) -> list[str]:
    """Return the names of the parts below a node; without any, what its text lists."""
    below = [f"{edition.numbers[each.id]}\u2002{headline(edition, each)}" for each in edition.children(node.id)]
    return below or list(edition.items(node.body))


def next_steps(edition: Edition) -> list[Steps]:
    """Return the next milestones or beginnings of actions after the day of printing; nothing when there are none."""
    subject = edition.subject
    _ = subject.translate
    now = periods.position(subject.printed)
    coming = []
    for node in (*edition.of_kind(Kind.MILESTONE), *edition.of_kind(Kind.ACTION)):
        span = periods.span(node)
        if span is None:
            continue
        moment = span.last if node.kind is Kind.MILESTONE else span.first
        if moment > now:
            coming.append((moment, node.kind is Kind.ACTION, node))
    coming.sort(key=lambda each: each[:2])
    boxes = tuple(_step(edition, node) for _moment, _later, node in coming[:MOST_STEPS])
    return [Steps(_("What happens next"), boxes)] if boxes else []


def _box(edition: Edition, node: Node) -> Box:
    title = clamp(headline(edition, node), BOX_ROOM, 3, BOX_TITLE)
    text = clamp(message(edition, node), BOX_ROOM, 3, BOX_TEXT)
    return Box(edition.numbers[node.id], title, text, tone(edition, node))


def _step(edition: Edition, node: Node) -> Box:
    _ = edition.subject.translate
    written = node.text("due") or node.text("start")
    if node.kind is Kind.MILESTONE:
        parent = edition.tree.by_id[node.parent] if node.parent else None
        text = edition.plain(node.text("instrument")) or (edition.title(parent) if parent else "")
    else:
        text = (
            _("Work begins. Lead: %(lead)s") % {"lead": edition.plain(node.text("lead"))} if node.text("lead") else ""
        )
    return Box(
        periods.words(written, edition.subject.locale),
        clamp(headline(edition, node), STEP_ROOM, 3, STEP_TITLE),
        clamp(text, STEP_ROOM, 3, STEP_TEXT),
        edition.colour_index(node.id),
    )


def _rows(edition: Edition, actions: Sequence[Node], axis: Years | None, room: float) -> tuple[Row, ...]:
    chosen = _most_important(actions)
    rows: list[Row] = []
    left = room
    for action in chosen:
        title = clamp(headline(edition, action), ROW_ROOM, 2, ROW_TITLE)
        left -= ROW_HEIGHT + ROW_LINE * (len(wrap(title, ROW_ROOM, ROW_TITLE)) - 1) + 5
        if left < 0:
            break
        rows.append(_row(edition, action, title, axis))
    return tuple(rows)


def _row(edition: Edition, action: Node, title: str, axis: Years | None) -> Row:
    subject = edition.subject
    span = periods.span(action)
    period = periods.between(action.text("start"), action.text("end"), subject.locale)
    timeline = mini_timeline(span, axis, edition.colour(action.id), period, 50, 3) if span and axis else ""
    sums = money.short_totals(money.totals((action,)), subject.locale)
    return Row(
        number=edition.numbers[action.id],
        title=title,
        lead=fit(edition.plain(action.text("lead")), ROW_ROOM, ROW_LEAD),
        period=_short_period(action, period),
        timeline=timeline,
        costs=tuple(Amount(each, "", largest(each, COST_ROOM, 1, COST_SIZES)) for each in sums[:2]),
    )


def _short_period(action: Node, period: str) -> str:
    """Return the period, or only its years where it would not fit."""
    if width(period, ROW_LEAD) <= PERIOD_ROOM:
        return period
    days = (periods.bounds(action.text("start")), periods.bounds(action.text("end")))
    years = " \u2013 ".join(str(each[0].year) for each in days if each)
    return fit(years or period, PERIOD_ROOM, ROW_LEAD)


def _most_important(actions: Sequence[Node]) -> list[Node]:
    if len(actions) <= MOST_ROWS:
        return list(actions)
    currency = next((name for name, _sum in money.totals(actions)), "")

    def weight(action: Node) -> tuple[bool, Decimal]:
        return action.text("priority") == "high", dict(money.totals((action,))).get(currency, Decimal(0))

    kept = sorted(actions, key=weight, reverse=True)[:MOST_ROWS]
    return [action for action in actions if action in kept]


def _amounts(edition: Edition, actions: Sequence[Node]) -> tuple[Amount, ...]:
    _ = edition.subject.translate
    if not actions:
        return ()
    sums = money.short_totals(money.totals(actions), edition.subject.locale)
    found = [(str(len(actions)), _("Actions"))]
    found += [(value, _("Planned costs")) for value in sums[:2]]
    bodies = leads(edition, actions)
    if bodies:
        found.append((str(len(bodies)), _("Lead bodies")))
    return tuple(Amount(value, label, largest(value, 43, 1, AMOUNT_SIZES)) for value, label in found)
