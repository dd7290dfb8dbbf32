"""The axis of years, and the mini timeline of one action on it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from adaptations.document import Kind
from exports.charts.sketching import picture, rectangle
from exports.reading import periods
from exports.reading.colours import TRACK
from exports.reading.edition import Edition
from exports.reading.periods import Span

LONGEST = 40


@dataclass(frozen=True, slots=True)
class Years:
    """A range of whole years: from the start of `first` to the start of `end`."""

    first: int
    end: int

    def share(self, moment: float) -> float:
        """Return where a moment (in years) lies between 0 and 1, kept inside."""
        return min(1.0, max(0.0, (moment - self.first) / (self.end - self.first)))

    def last_of(self, span: Span) -> float:
        """Return the end of a span; the end of the axis for one without end."""
        return self.end if span.open_ended else span.last


def years(spans: Iterable[Span]) -> Years | None:
    """Return the years that cover all spans, at least two; None without any.

    The axis is at most 40 years long, and starts at most 20 before the middle span: one mistyped year must not squeeze
    all others.
    """
    known = sorted(spans, key=lambda span: span.first)
    if not known:
        return None
    middle = known[len(known) // 2].first
    first = max(math.floor(known[0].first), math.floor(middle) - LONGEST // 2)
    end = max(math.ceil(round(span.last, 3)) for span in known)
    return Years(first, min(max(end, first + 2), first + LONGEST))


def axis_of(edition: Edition) -> Years | None:
    """Return the years that the actions of an edition cover, with the milestones to come; None without any.

    What was reached before the first action is history: it would squeeze all that is to be done.
    """
    actions = [span for node in edition.of_kind(Kind.ACTION) if (span := periods.span(node))]
    milestones = [span for node in edition.of_kind(Kind.MILESTONE) if (span := periods.span(node))]
    if actions:
        start = math.floor(min(span.first for span in actions))
        milestones = [span for span in milestones if span.last >= start]
    return years(actions + milestones)


def mini_timeline(span: Span, axis: Years, colour: str, title: str, width: float = 24, height: float = 2.2) -> str:
    """Return a small bar on a ruled track that shows when something runs."""
    middle, step = height / 2, width / (axis.end - axis.first)
    track = f"M0 {middle:.2f}H{width:.2f}"
    track += "".join(f"M{i * step:.2f} {middle - 0.5:.2f}v1" for i in range(axis.end - axis.first + 1))
    start, stop = axis.share(span.first) * width, axis.share(axis.last_of(span)) * width
    return picture(
        width,
        height,
        [
            f'<path d="{track}" fill="none" stroke="{TRACK}" stroke-width="0.18"/>',
            rectangle(start, middle - 0.8, max(stop - start, 0.9), 1.6, colour, radius=0.5),
        ],
        title,
    )
