"""Actions on the page: the line in a table, and the card with everything about one."""

from __future__ import annotations

from decimal import Decimal

from adaptations import Stance
from adaptations.document import Kind, Node
from exports.charts import Years, mini_timeline
from exports.reading import money, periods, wording
from exports.reading.edition import Edition
from exports.reading.measures import measure, value_words
from exports.report.blocks import ActionCard, ActionRow, ActionTable, Item, Paragraph


def mark_of(edition: Edition, node: Node) -> str:
    """Return the word that marks a node which differs from the master; "" for all others."""
    stance = edition.stance(node.id)
    return wording.stance(stance, edition.subject.translate) if stance and stance is not Stance.AS_IS else ""


def notes_of(edition: Edition, node: Node) -> tuple[str, ...]:
    """Return what the left column says about a node: its setting, and how far it is agreed while it is a draft."""
    _ = edition.subject.translate
    notes = []
    if node.setting.value == "mandatory":
        notes.append(_("Set by the region: stays word for word"))
    state = wording.state(node.text("state"), _)
    if edition.subject.is_draft and state:
        notes.append(state)
    return tuple(notes)


def notes_prefix(edition: Edition, node: Node) -> str:
    """Return what keeps the footnotes of a node apart from those of others."""
    return "f" + "".join(each for each in edition.numbers[node.id] if each.isalnum())


def table(edition: Edition, heading: str, actions: tuple[Node, ...], axis: Years | None) -> ActionTable:
    """Return the overview of neighbouring actions."""
    rows = tuple(row(edition, action, axis) for action in actions)
    return ActionTable(edition.colour_index(actions[0].id), heading, rows)


def row(edition: Edition, action: Node, axis: Years | None) -> ActionRow:
    """Return an action's line."""
    subject = edition.subject
    locale, _ = subject.locale, subject.translate
    span = periods.span(action)
    period = periods.between(action.text("start"), action.text("end"), locale)
    if action.text("permanent") and not action.text("end"):
        period = _("from %(start)s, permanent") % {"start": period} if period else _("Permanent")
    timeline = mini_timeline(span, axis, edition.colour(action.id), period) if span and axis else ""
    status = wording.status(action.text("status"), _)
    percent = money.number(action.text("percent"))
    return ActionRow(
        anchor=f"n-{action.id}",
        number=edition.numbers[action.id],
        title=edition.title(action),
        mark=mark_of(edition, action),
        lead=edition.plain(action.text("lead")),
        period=period,
        timeline=timeline,
        costs=money.short_totals(money.totals((action,)), locale),
        indicators=tuple(_from_to(edition, each) for each in _children(edition, action, Kind.INDICATOR)),
        status=f"{status}, {percent:f}%" if status and percent else status,
        status_code=action.text("status"),
    )


def card(edition: Edition, action: Node, axis: Years | None, level: int) -> ActionCard:
    """Return everything about one action; `level` is the depth of its heading."""
    _ = edition.subject.translate
    parts = (
        (_("Problem"), edition.html(action.text("problem"))),
        (_("Expected result"), edition.html(action.text("result"))),
        (_("Form of completion"), edition.html(action.text("completion"))),
        (_("Reason"), edition.html(action.text("reason"))),
    )
    return ActionCard(
        tone=edition.colour_index(action.id),
        level=level,
        row=row(edition, action, axis),
        priority=wording.priority(action.text("priority"), _),
        html=edition.html(action.body, notes=notes_prefix(edition, action)),
        paragraphs=tuple(Paragraph(label, html) for label, html in parts if html),
        partners=tuple((edition.plain(name), edition.plain(role)) for name, role in _pairs(action)),
        costs=tuple(_cost(edition, line) for line in money.cost_lines(action)),
        milestones=tuple(milestone(edition, each) for each in _children(edition, action, Kind.MILESTONE)),
        indicators=tuple(indicator(edition, each) for each in _children(edition, action, Kind.INDICATOR)),
        notes=notes_of(edition, action),
    )


def milestone(edition: Edition, node: Node) -> Item:
    """Return a milestone: when, which legal instrument, and how far that is."""
    subject = edition.subject
    instrument = edition.plain(node.text("instrument"))
    stage = wording.stage(node.text("stage"), subject.translate)
    return Item(
        anchor=f"n-{node.id}",
        number=edition.numbers[node.id],
        title=edition.title(node),
        when=periods.words(node.text("due"), subject.locale) if node.text("due") else "",
        details=tuple(each for each in (instrument, stage) if each),
        html=edition.html(node.body, notes=notes_prefix(edition, node)),
        mark=mark_of(edition, node),
    )


def indicator(edition: Edition, node: Node) -> Item:
    """Return an indicator: from where to where, and how that is checked."""
    verification = edition.plain(node.text("verification"))
    return Item(
        anchor=f"n-{node.id}",
        number=edition.numbers[node.id],
        title=edition.title(node),
        when=_from_to(edition, node, named=False),
        details=tuple(each for each in (edition.plain(node.text("unit")), verification) if each and each != "%"),
        html=edition.html(node.body, notes=notes_prefix(edition, node)),
        mark=mark_of(edition, node),
    )


def _from_to(edition: Edition, node: Node, *, named: bool = True) -> str:
    found = measure(edition, node)
    locale = edition.subject.locale
    values = [_dated(found.baseline, found.unit, node.text("baseline_year"), locale)]
    values.append(_dated(found.target, found.unit, node.text("target_year"), locale))
    course = " \u2192 ".join(each for each in values if each)
    return f"{found.title}: {course}" if named and course else found.title if named else course


def _dated(value: Decimal | None, unit: str, year: str, locale: str) -> str:
    if value is None:
        return ""
    words = value_words(value, unit, locale)
    return f"{words} ({periods.words(year, locale)})" if year else words


def _children(edition: Edition, node: Node, kind: Kind) -> tuple[Node, ...]:
    return tuple(each for each in edition.children(node.id) if each.kind is kind)


def _pairs(action: Node) -> tuple[tuple[str, str], ...]:
    found = ((*each, "", "")[:2] for each in action.rows("partners"))
    return tuple((name, role) for name, role in found if name)


def _cost(edition: Edition, line: money.CostLine) -> tuple[str, str]:
    _ = edition.subject.translate
    locale = edition.subject.locale
    amount = (
        money.full(line.amount, line.currency, locale) if line.amount is not None else f"{line.written} {line.currency}"
    )
    source = edition.plain(line.source)
    certainty = _("secured") if line.secured else _("not yet secured")
    return amount, f"{source}, {certainty}" if source else certainty
