"""Cost lines: totals per currency, and amounts as people write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel.numbers import format_compact_decimal, format_decimal

from adaptations.document import Node
from exports.reading.periods import is_english

SIGNS = {"EUR": "€", "USD": "$", "KZT": "₸", "GBP": "£"}
EXACT_BELOW = 10_000
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost line; `amount` is None where what was written is not a number, and then `written` is shown."""

    amount: Decimal | None
    written: str
    currency: str
    source: str
    secured: bool


def cost_lines(node: Node) -> tuple[CostLine, ...]:
    """Return the node's cost lines in their order."""
    lines = []
    for row in node.rows("costs"):
        written, currency, source, secured = (*row, "", "", "", "")[:4]
        sure = secured.strip().lower() in {"yes", "true", "secured"}
        lines.append(CostLine(number(written), written.strip(), currency.strip().upper(), source.strip(), sure))
    return tuple(lines)


def number(written: str) -> Decimal | None:
    """Return a written number, spaces and thousands signs ignored; None when it is not one."""
    try:
        found = Decimal("".join(written.split()).replace(",", "").replace("\u2019", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** 18 else None


def totals(nodes: Iterable[Node]) -> tuple[tuple[str, Decimal], ...]:
    """Return the sum per currency, largest use first in order of appearance; unreadable amounts do not count."""
    sums: dict[str, Decimal] = {}
    for node in nodes:
        for line in cost_lines(node):
            if line.amount is not None:
                sums[line.currency] = sums.get(line.currency, Decimal(0)) + line.amount
    return tuple((currency, amount) for currency, amount in sums.items() if amount)


@lru_cache(maxsize=2000)
def short(amount: Decimal, currency: str, locale: str) -> str:
    """Return an amount rounded for reading, such as "€1.5m" or "12 млн UZS"."""
    if abs(amount) < EXACT_BELOW:
        return _with_currency(format_decimal(amount, locale=locale), currency, locale)
    text = format_compact_decimal(amount, format_type="short", locale=locale, fraction_digits=1)
    if is_english(locale):
        text = text.replace("K", "k").replace("M", "m").replace("B", "bn").replace("T", "tn")
    return _with_currency(text, currency, locale)


@lru_cache(maxsize=2000)
def full(amount: Decimal, currency: str, locale: str) -> str:
    """Return an amount to the last digit, such as "€1,500,000"."""
    return _with_currency(format_decimal(amount, locale=locale), currency, locale)


def short_totals(sums: Iterable[tuple[str, Decimal]], locale: str) -> tuple[str, ...]:
    """Return one rounded amount per currency."""
    return tuple(short(amount, currency, locale) for currency, amount in sums)


def _with_currency(text: str, currency: str, locale: str) -> str:
    text = text.replace(" ", NO_BREAK).replace("\u202f", NO_BREAK)
    if currency in SIGNS and is_english(locale):
        return f"{SIGNS[currency]}{text}"
    return f"{text}{NO_BREAK}{SIGNS.get(currency, currency)}" if currency else text
