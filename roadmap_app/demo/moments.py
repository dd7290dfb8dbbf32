"""When things happened in the demo network: in office hours of Central Asia, always before the day of loading."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

LAST = date(2026, 11, 20)
"""The last day on which something happens in the demo."""

OFFICE_OPENS = time(4, 30)
"""In UTC; half past nine in Almaty, Bishkek and Tashkent."""

SITTING = 4
"""How many changes somebody makes at one sitting."""

SATURDAY = 5


class Calendar:
    """The demo's days, moved back by whole weeks where this machine's clock hasn't reached them yet."""

    def __init__(self, now: datetime) -> None:
        ahead = (LAST - now.date()).days + 1
        self._back = timedelta(weeks=-(-ahead // 7)) if ahead > 0 else timedelta(0)

    def at(self, day: date, minutes: int = 0) -> datetime:
        """Return a moment of a day of the demo, so many minutes after the offices open."""
        return datetime.combine(day, OFFICE_OPENS, UTC) + timedelta(minutes=minutes) - self._back

    def spread(self, first: date, last: date, count: int) -> list[datetime]:
        """Return moments on working days from `first` to `last`, in order, as people sit down to write."""
        days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
        working = [day for day in days if day.weekday() < SATURDAY]
        sittings = max(1, -(-count // SITTING))
        moments = []
        for number in range(count):
            sitting, place = divmod(number, SITTING)
            day = working[sitting * len(working) // sittings]
            moments.append(self.at(day, (sitting * 97) % 240 + place * 11 + number % 3))
        return sorted(moments)
