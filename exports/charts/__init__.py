"""Charts as SVG with every font and colour written in: the same picture in the document, the deck and on the web."""

from __future__ import annotations

from exports.charts.bars import Bar, bars, stack
from exports.charts.dumbbell import DumbbellSize, dumbbell
from exports.charts.gantt import GanttSize, Lane, Task, gantt, gantt_height, gantt_pages
from exports.charts.heatmap import HeatRow, HeatSize, heatmap, sign
from exports.charts.sketching import lighter
from exports.charts.years import Years, axis_of, mini_timeline, years

__all__ = [
    "Bar",
    "DumbbellSize",
    "GanttSize",
    "HeatRow",
    "HeatSize",
    "Lane",
    "Task",
    "Years",
    "axis_of",
    "bars",
    "dumbbell",
    "gantt",
    "gantt_height",
    "gantt_pages",
    "heatmap",
    "lighter",
    "mini_timeline",
    "sign",
    "stack",
    "years",
]
