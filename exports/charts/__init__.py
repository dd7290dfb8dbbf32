"""Charts as SVG with every font and colour written in: the same picture in the document, the deck and on the web."""

from __future__ import annotations

from exports.charts.bars import Bar, bars, stack
from exports.charts.dumbbell import dumbbell
from exports.charts.gantt import Lane, Task, gantt, gantt_pages
from exports.charts.heatmap import HeatRow, heatmap
from exports.charts.sketching import lighter
from exports.charts.years import Years, mini_timeline, years

__all__ = [
    "Bar",
    "HeatRow",
    "Lane",
    "Task",
    "Years",
    "bars",
    "dumbbell",
    "gantt",
    "gantt_pages",
    "heatmap",
    "lighter",
    "mini_timeline",
    "stack",
    "years",
]
