"""Indicators: from where to where, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from adaptations.document import Kind, Node
from exports.reading.edition import Edition
from exports.reading.money import NO_BREAK, number

PERCENT = ("%", "percent", "per cent")
WHOLE = Decimal(100)
DASH = "\u2013"


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator with numbers: `latest` and `period` are None and "" before the first report."""

    node: Node
    number: str
    title: str
    unit: str
    baseline: Decimal | None
    latest: Decimal | None
    target: Decimal | None
    period: str

    @property
    def drawable(self) -> bool:
        """Say whether there is a line to draw: a baseline and a target that differ."""
        return self.baseline is not None and self.target is not None and self.baseline != self.target

    @property
    def is_share(self) -> bool:
        """Say whether the values are percentages between 0 and 100."""
        values = [each for each in (self.baseline, self.latest, self.target) if each is not None]
        return is_percent(self.unit) and all(0 <= each <= WHOLE for each in values)


def measures(edition: Edition) -> tuple[Measure, ...]:
    """Return every indicator in reading order."""
    return tuple(measure(edition, node) for node in edition.of_kind(Kind.INDICATOR))


def measure(edition: Edition, node: Node) -> Measure:
    """Return one indicator; the latest value is the actual with the last period."""
    rows = [row for row in node.rows("actuals") if len(row) > 2 and number(row[2]) is not None]  # noqa: PLR2004 -- the value
    last = max(rows, key=lambda row: row[0], default=None)
    return Measure(
        node=node,
        number=edition.numbers[node.id],
        title=edition.title(node),
        unit=edition.plain(node.text("unit")),
        baseline=number(node.text("baseline")),
        latest=number(last[2]) if last else None,
        target=number(node.text("target")),
        period=last[0] if last else "",
    )


def is_percent(unit: str) -> bool:
    """Say whether values of this unit are percentages, such as "%" or "% of grantees"."""
    return unit.strip().lower().startswith(PERCENT)


def value_words(value: Decimal | None, unit: str, locale: str) -> str:
    """Return a value with its unit where that is short (%), such as "38%" or "1,200"; a dash for none."""
    if value is None:
        return DASH
    text = format_decimal(value, locale=locale).replace(" ", NO_BREAK).replace("\u202f", NO_BREAK)
    return f"{text}%" if is_percent(unit) else text
