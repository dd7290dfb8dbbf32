"""The chapters that compare: what an adaptation does differently, and how the countries adopt the master."""

from __future__ import annotations

from collections.abc import Mapping

from adaptations import Stance
from adaptations.document import Kind, NodeId
from exports.charts import Bar, HeatRow, heatmap, lighter, stack
from exports.reading import wording
from exports.reading.differences import counts, differences
from exports.reading.edition import Edition, country_name
from exports.report.blocks import Block, Chapter, Fact, Facts, Figure, Table

HEAT_FIRST, HEAT_NEXT = 23, 38
"""Rows of the map below the chapter's heading and table, and on a page of its own."""
STANCE_COLOURS = {
    Stance.AS_IS: lighter("#0E8F95", 0.82),
    Stance.ADAPTED: lighter("#0E8F95", 0.45),
    Stance.REPLACED: "#0E8F95",
    Stance.LEFT_OUT: "#ECEDF0",
    Stance.ADDED: "#F2C987",
}


def differing(edition: Edition) -> tuple[Block, ...]:
    """Return the chapter on what an adaptation does differently; () for the master."""
    subject = edition.subject
    _ = subject.translate
    if subject.stances is None:
        return ()
    tally = counts(subject.stances)
    parts = [
        Bar(wording.stance(each, _), number, str(number), STANCE_COLOURS[each])
        for each, number in tally.items()
        if number
    ]
    facts = Facts.of([Fact(str(number), wording.stance(each, _)) for each, number in tally.items()])
    intro = _("Every part of this edition compared with regional version %(version)s.") % {"version": subject.based_on}
    blocks: list[Block] = [Chapter("differences", _("What differs here"), intro if subject.based_on else "", facts)]
    legend = tuple((f"swatch-{each.value}", wording.stance(each, _)) for each, number in tally.items() if number)
    picture = stack(parts, _("Parts by stance"))
    blocks.append(Figure("", _("Parts by stance"), "", picture, legend))
    rows = tuple(
        (each.number, each.title, wording.kind(each.kind, _), wording.stance(each.stance, _), each.reason)
        for each in differences(edition)
    )
    if rows:
        columns = (_("No."), _("Part"), _("Kind"), _("Stance"), _("Reason"))
        note = _("Numbers of parts that are left out are those of the regional text.")
        blocks.append(Table("", _("Parts that differ"), note, "differences", columns, rows))
    return tuple(blocks)


def adoption(edition: Edition) -> tuple[Block, ...]:
    """Return the chapter on how the countries adopt the master; () without editions."""
    subject = edition.subject
    _ = subject.translate
    if not subject.editions:
        return ()
    names = [country_name(code, subject) for code in subject.editions]
    intro = _("How each country relates to every part of the regional text.")
    blocks: list[Block] = [Chapter("adoption", _("The countries compared"), intro)]
    order = (Stance.AS_IS, Stance.ADAPTED, Stance.REPLACED, Stance.LEFT_OUT, Stance.ADDED)
    tallies = [counts(stances) for stances in subject.editions.values()]
    rows = tuple((name, *(str(tally[stance]) for stance in order)) for name, tally in zip(names, tallies, strict=True))
    columns = (_("Country"), *(wording.stance(stance, _) for stance in order))
    blocks.append(Table("", _("Parts by country"), "", "countries", columns, rows))
    legend = tuple((f"sign picture-sign-{stance.value}", wording.stance(stance, _)) for stance in order[:4])
    title = _("Stances, part by part")
    for index, part in enumerate(_pages(heat_rows(edition, subject.editions), HEAT_FIRST, HEAT_NEXT)):
        svg = heatmap(part, names, title)
        blocks.append(Figure("stances" if index == 0 else "", title if index == 0 else "", "", svg, legend))
    return tuple(blocks)


def heat_rows(edition: Edition, editions: Mapping[str, Mapping[NodeId, Stance]]) -> list[HeatRow]:
    """Return one row per goal, section and action of the master with each country's stance."""
    shown = (Kind.GOAL, Kind.SECTION, Kind.ACTION)
    return [
        HeatRow(
            edition.numbers[node.id],
            edition.title(node),
            tuple(stances.get(node.id) for stances in editions.values()),
            strong=node.parent is None,
        )
        for node in edition.document.nodes
        if node.kind in shown
    ]


def _pages(rows: list[HeatRow], first: int, later: int) -> list[list[HeatRow]]:
    pages = [rows[:first]]
    pages += [rows[at : at + later] for at in range(first, len(rows), later)]
    return [page for page in pages if page]
