"""The body of a document: every node in reading order as blocks, goals with an opener."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from adaptations.document import Kind, Node
from exports.charts import Years
from exports.fonts import DISPLAY
from exports.measuring import Lettering, largest
from exports.reading import money
from exports.reading.edition import FIRST_PARAGRAPH, Edition, leads, sentences
from exports.report import actions
from exports.report.blocks import Block, Fact, Facts, ItemList, Opener, Passage

POINT = 0.3528
OPENER_SIZES = tuple(Lettering(points * POINT, DISPLAY, 300) for points in (38, 30, 24, 18))
OPENER_ROOM = 158
OPENER_ROWS = 4
OPENER_LEAD = 420
LONG_CHAPTER = 1800
"""A chapter with at least this many characters starts on a page of its own, unless a short one stands before it."""
SHORT_LEAD_IN = 260
DEEPEST = 3


def flow(edition: Edition, axis: Years | None) -> tuple[Block, ...]:
    """Return the blocks of all nodes; parts that are empty leave no trace."""
    blocks: list[Block] = []
    long_before = True
    for node in edition.children(None):
        is_long = node.kind is Kind.GOAL or _length(edition, node) >= LONG_CHAPTER
        found = list(_opened(edition, node, axis) if node.kind is Kind.GOAL else _branch(edition, (node,), axis, 0))
        if is_long and long_before and isinstance(found[0], Passage):
            found[0] = replace(found[0], new_page=True)
        blocks += found
        long_before = is_long
    return tuple(blocks)


def _opened(edition: Edition, goal: Node, axis: Years | None) -> Iterator[Block]:
    opening = edition.opening(goal.body)
    message = edition.opening(goal.text("message"))
    lead = message or sentences(opening, OPENER_LEAD)
    yield _opener(edition, goal, lead)
    told = edition.html(goal.body, notes=actions.notes_prefix(edition, goal))
    if lead == opening:
        told = FIRST_PARAGRAPH.sub("", told, count=1).strip()
    if told:
        yield Passage(
            anchor="",
            tone=edition.colour_index(goal.id),
            level=1,
            number="",
            title="",
            html=told,
            notes=actions.notes_of(edition, goal),
            lead_in=lead != opening and len(opening) <= SHORT_LEAD_IN,
            titled=False,
        )
    yield from _branch(edition, edition.children(goal.id), axis, 1, parent=goal)


def _opener(edition: Edition, goal: Node, lead: str) -> Opener:
    _ = edition.subject.translate
    tasks = edition.below(goal.id, Kind.ACTION)
    sections = edition.below(goal.id, Kind.SECTION)
    bodies = leads(edition, tasks)
    sums = money.short_totals(money.totals(tasks), edition.subject.locale)
    facts = [
        Fact(str(len(sections)), _("Sections")) if sections else None,
        Fact(str(len(tasks)), _("Actions")) if tasks else None,
        *(Fact(amount, _("Planned costs")) for amount in sums[:3]),
        Fact(str(len(bodies)), _("Lead bodies")) if bodies else None,
    ]
    title = edition.title(goal)
    return Opener(
        anchor=f"n-{goal.id}",
        tone=edition.colour_index(goal.id),
        number=edition.numbers[goal.id],
        place=_("Goal %(number)s of %(count)s")
        % {"number": edition.goals.index(goal.id) + 1, "count": len(edition.goals)},
        title=title,
        size=largest(title, OPENER_ROOM, OPENER_ROWS, OPENER_SIZES),
        lead=lead,
        facts=Facts.of([fact for fact in facts if fact]),
        mark=actions.mark_of(edition, goal),
    )


def _branch(
    edition: Edition, nodes: tuple[Node, ...], axis: Years | None, level: int, *, parent: Node | None = None
) -> Iterator[Block]:
    for kind, group in groupby(nodes, key=lambda node: node.kind):
        run = tuple(group)
        match kind:
            case Kind.ACTION:
                yield from _actions(edition, run, axis, level, parent)
            case Kind.MILESTONE | Kind.INDICATOR:
                if parent is None or parent.kind is not Kind.ACTION:
                    yield _list(edition, run, kind)
                for node in run:
                    yield from _branch(edition, edition.children(node.id), axis, level + 1, parent=node)
            case Kind.SECTION | Kind.GOAL:
                for node in run:
                    yield _passage(edition, node, level)
                    yield from _branch(edition, edition.children(node.id), axis, level + 1, parent=node)


def _actions(
    edition: Edition, run: tuple[Node, ...], axis: Years | None, level: int, parent: Node | None
) -> Iterator[Block]:
    _ = edition.subject.translate
    if len(run) > 1 and (parent is None or parent.kind is not Kind.ACTION):
        heading = _("Actions under %(number)s") % {"number": edition.numbers[parent.id]} if parent else _("Actions")
        yield actions.table(edition, heading, run, axis)
    for action in run:
        yield actions.card(edition, action, axis, min(level, DEEPEST))
        yield from _branch(edition, edition.children(action.id), axis, level + 1, parent=action)


def _list(edition: Edition, run: tuple[Node, ...], kind: Kind) -> ItemList:
    _ = edition.subject.translate
    tone = edition.colour_index(run[0].id)
    if kind is Kind.MILESTONE:
        items = tuple(actions.milestone(edition, node) for node in run)
        return ItemList(tone, _("Milestones"), (_("Milestone"), _("Due"), _("Legal instrument and stage")), items)
    items = tuple(actions.indicator(edition, node) for node in run)
    columns = (_("Indicator"), _("Baseline and target"), _("Unit and source"))
    return ItemList(tone, _("Indicators"), columns, items)


def _passage(edition: Edition, node: Node, level: int) -> Passage:
    _ = edition.subject.translate
    tasks = edition.below(node.id, Kind.ACTION)
    sums = money.short_totals(money.totals(tasks), edition.subject.locale)
    opening = edition.opening(node.body)
    return Passage(
        anchor=f"n-{node.id}",
        tone=edition.colour_index(node.id),
        level=min(level, DEEPEST),
        number=edition.numbers[node.id],
        title=edition.title(node),
        html=edition.html(node.body, notes=actions.notes_prefix(edition, node)),
        facts=tuple(Fact(amount, _("Planned costs")) for amount in sums[:3]) if level <= 1 else (),
        notes=actions.notes_of(edition, node),
        mark=actions.mark_of(edition, node),
        lead_in=level <= 1 and 0 < len(opening) <= SHORT_LEAD_IN and not node.body.lstrip().startswith("**"),
    )


def _length(edition: Edition, node: Node) -> int:
    return sum(len(edition.tree.by_id[each].body) for each in edition.tree.subtree(node.id))
