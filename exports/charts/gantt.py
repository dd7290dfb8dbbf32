"""The timeline: one bar per action, milestones as diamonds, goals as headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.charts.sketching import diamond, lighter, line, picture, rectangle, text, words
from exports.charts.years import Years
from exports.measuring import fit, width
from exports.reading.colours import DRAFT, GREY, INK, LINE
from exports.reading.periods import Span

BOTTOM = 1.5


@dataclass(frozen=True, slots=True)
class Task:
    """One row: `started` fills the bar, otherwise it is tinted with an outline; `note` stands in or beside the bar."""

    number: str
    title: str
    span: Span | None
    started: bool = False
    note: str = ""
    milestones: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """The rows of one goal or section under its name."""

    number: str
    title: str
    colour: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class GanttSize:
    """Measures in millimetres: the whole width, room for labels, height of a row, and the size of type."""

    width: float = 170
    labels: float = 66
    row: float = 4.7
    type: float = 2.35

    @property
    def head(self) -> float:
        """Return the height of the row of years."""
        return self.type * 3.2

    @property
    def lane(self) -> float:
        """Return the height of a lane's heading."""
        return self.row * 1.4


DOCUMENT = GanttSize()


def gantt_pages(
    lanes: Sequence[Lane], room: float, *, later: float | None = None, size: GanttSize = DOCUMENT
) -> tuple[tuple[Lane, ...], ...]:
    """Split lanes into pages of at most `room` millimetres, `later` from the second on.

    A lane that is cut keeps its heading on both pages.
    """
    pages: list[list[Lane]] = [[]]
    left = room - size.head - BOTTOM
    for lane in lanes:
        tasks = lane.tasks
        while tasks:
            fits = max(int((left - size.lane) / size.row + 1e-9), 0)
            if fits < min(len(tasks), 3) and pages[-1]:
                pages.append([])
                left = (later or room) - size.head - BOTTOM
                continue
            fits = max(fits, 1)
            pages[-1].append(Lane(lane.number, lane.title, lane.colour, tasks[:fits]))
            left -= size.lane + size.row * len(tasks[:fits])
            tasks = tasks[fits:]
    return tuple(tuple(page) for page in pages if page)


def gantt_height(lanes: Sequence[Lane], size: GanttSize) -> float:
    """Return the height of the picture in millimetres."""
    return size.head + sum(size.lane + size.row * len(lane.tasks) for lane in lanes) + BOTTOM


def gantt(
    lanes: Sequence[Lane], axis: Years, title: str, *, today: float | None = None, size: GanttSize = DOCUMENT
) -> str:
    """Return the timeline as one picture; `today` (in years) draws a dashed line where it is on the axis."""
    height = gantt_height(lanes, size)
    body = _grid(axis, height, size)
    y = size.head
    for lane in lanes:
        body += _lane(lane, y, axis, size)
        y += size.lane
        for task in lane.tasks:
            body += _task(task, lane.colour, y, axis, size)
            y += size.row
    if today is not None and axis.first < today < axis.end:
        x = size.labels + axis.share(today) * (size.width - size.labels)
        body.append(line((x, size.head - 1), (x, height - 1), DRAFT, 0.3, dash="1 0.8"))
    return picture(size.width, height, body, title)


def _grid(axis: Years, height: float, size: GanttSize) -> list[str]:
    step = (size.width - size.labels) / (axis.end - axis.first)
    every = next(each for each in (1, 2, 5, 10, 20, 50) if step * each > width("2030", words(size.type)) * 1.25)
    bands, rules, names = [], [], []
    for index in range(axis.end - axis.first + 1):
        x = size.labels + index * step
        rules.append(line((x, size.head - 1), (x, height - 1), LINE, 0.18))
        if index == axis.end - axis.first:
            break
        if index % 2 == 0:
            bands.append(rectangle(x, size.head - 1, step, height - size.head, "#FAF7F1"))
        if index % every == 0:
            place = x + step * every / 2 if index + every <= axis.end - axis.first else x + step / 2
            names.append(
                text(place, size.head * 0.6, str(axis.first + index), words(size.type, 600), fill=GREY, anchor="middle")
            )
    return bands + rules + names


def _lane(lane: Lane, y: float, axis: Years, size: GanttSize) -> list[str]:
    top = y + size.lane - size.row
    lettering = words(size.type * 1.15, 600)
    body = [rectangle(0, top + 0.3, size.type * 0.5, size.row - 0.6, lane.colour)]
    name = f"{lane.number}\u2002{lane.title}"
    body.append(
        text(size.type * 1.1, top + size.row * 0.7, fit(name, size.labels - size.type * 2, lettering), lettering)
    )
    spans = [task.span for task in lane.tasks if task.span]
    if spans:
        scale = size.width - size.labels
        start = axis.share(min(span.first for span in spans)) * scale
        stop = axis.share(max(axis.last_of(span) for span in spans)) * scale
        body.append(rectangle(size.labels + start, top + size.row * 0.44, stop - start, size.type * 0.2, lane.colour))
    return body


def _task(task: Task, colour: str, y: float, axis: Years, size: GanttSize) -> list[str]:
    small, normal = words(size.type * 0.92), words(size.type)
    base, left = y + size.row * 0.68, size.type * 1.1
    name = left + max(width(task.number, small) + size.type * 0.8, size.type * 4.2)
    body = [
        text(left, base, task.number, small, fill=GREY),
        text(name, base, fit(task.title, size.labels - name - size.type, normal), normal),
        line((0, y + size.row), (size.labels, y + size.row), "#EEF0F3", 0.12),
    ]
    if task.span:
        body += _bar(task, task.span, colour, y, axis, size)
    scale = size.width - size.labels
    for moment in task.milestones:
        x = size.labels + axis.share(moment) * scale
        body.append(diamond(x, y + size.row / 2, size.row * 0.33, INK))
    return body


def _bar(task: Task, span: Span, colour: str, y: float, axis: Years, size: GanttSize) -> list[str]:
    scale = size.width - size.labels
    start = size.labels + axis.share(span.first) * scale
    long = max(axis.share(axis.last_of(span)) * scale + size.labels - start, size.row * 0.4)
    fill, outline = (colour, "") if task.started else (lighter(colour, 0.62), colour)
    body = [rectangle(start, y + size.row * 0.2, long, size.row * 0.6, fill, radius=size.row * 0.16, outline=outline)]
    lettering = words(size.type * 0.85)
    room = width(task.note, lettering) + size.type * 1.2
    taken = sorted(size.labels + axis.share(moment) * scale for moment in task.milestones)
    if task.note and long > room and not any(start <= x <= start + room for x in taken):
        ink = "#ffffff" if task.started else INK
        body.append(text(start + size.type * 0.5, y + size.row * 0.66, task.note, lettering, fill=ink))
    return body
