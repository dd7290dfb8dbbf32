"""A rendered text as passages: what stands in which paragraph, item or cell, and how each stretch of it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from exports.redline.runs import ATTRIBUTE, RunReader, Runs

TOKEN = re.compile(r'<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attrs>(?:[^>"]|"[^"]*")*)>|(?P<text>[^<]+)')
PARAGRAPHS = {"p", "h3", "h4", "h5", "h6", "pre", "hr"}


@dataclass(frozen=True, slots=True)
class Box:
    """An element that holds passages; `serial` tells it from its like, tag "" is a tight item's own text."""

    tag: str
    serial: int
    attrs: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows of cells, the first one being the head, and the class of each column."""

    rows: tuple[tuple[Runs, ...], ...]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, item's text, code block, rule or table, with the elements around it, itself the last."""

    boxes: tuple[Box, ...]
    runs: Runs = ()
    grid: Grid | None = None

    @property
    def tag(self) -> str:
        """Return the passage's own tag."""
        return self.boxes[-1].tag


@lru_cache(maxsize=8_192)
def passages(html: str) -> tuple[Passage, ...]:
    """Return the passages of sanitised HTML as `exports.prose.unfilled` gives it, in reading order."""
    return tuple(_Reader(html).read())


@lru_cache(maxsize=8_192)
def line(html: str) -> Runs:
    """Return the runs of sanitised HTML that holds no blocks."""
    return _Reader(html).line()


class _Reader:
    """One pass over the HTML; it is well formed, since the sanitiser wrote it."""

    def __init__(self, html: str) -> None:
        self.tokens = TOKEN.finditer(html)
        self.boxes: list[Box] = []
        self.serial = 0
        self.filled = 0

    def read(self) -> Iterator[Passage]:
        """Yield the passages."""
        runs = RunReader()
        for token in self.tokens:
            tag = token["tag"]
            if tag == "table" and not token["end"]:
                yield from self._close(runs)
                yield Passage((*self.boxes, self._box("table")), grid=self._grid())
                self._fill()
            elif tag in PARAGRAPHS or tag in {"ul", "ol", "li", "blockquote", "section"}:
                yield from self._close(runs)
                if token["end"]:
                    yield from self._end()
                    continue
                self.boxes.append(self._box(tag, _kept(token["attrs"])))
                if tag == "hr":
                    yield Passage(tuple(self.boxes))
                    self._fill()
                    self.boxes.pop()
            else:
                runs.take(token, verbatim=bool(self.boxes) and self.boxes[-1].tag == "pre")
        yield from self._close(runs)

    def line(self) -> Runs:
        """Return the runs of a text without blocks."""
        runs = RunReader()
        for token in self.tokens:
            runs.take(token, verbatim=False)
        return runs.finish()

    def _box(self, tag: str, attrs: str = "") -> Box:
        self.serial += 1
        return Box(tag, self.serial, attrs)

    def _fill(self) -> None:
        """Note that everything open now holds something."""
        self.filled = self.serial

    def _end(self) -> Iterator[Passage]:
        """Close the innermost element; an empty item is a passage too."""
        if self.boxes[-1].tag in {"li", "blockquote"} and self.boxes[-1].serial > self.filled:
            yield Passage((*self.boxes, self._box("")))
            self._fill()
        self.boxes.pop()

    def _close(self, runs: RunReader) -> Iterator[Passage]:
        """Yield the text read so far as a passage of the innermost element."""
        found = runs.finish(verbatim=bool(self.boxes) and self.boxes[-1].tag == "pre")
        if not found:
            return
        own = self.boxes and self.boxes[-1].tag in PARAGRAPHS
        yield Passage(tuple(self.boxes) if own else (*self.boxes, self._box("")), found)
        self._fill()

    def _grid(self) -> Grid:
        rows: list[list[Runs]] = []
        classes: list[str] = []
        cell = RunReader()
        for token in self.tokens:
            match token["tag"], bool(token["end"]):
                case "table", True:
                    break
                case "tr", False:
                    rows.append([])
                case (("th" | "td"), True):
                    rows[-1].append(cell.finish())
                case "th", False:
                    classes.append(dict(ATTRIBUTE.findall(token["attrs"])).get("class", ""))
                case (("td" | "thead" | "tbody" | "tr"), _):
                    continue
                case _:
                    cell.take(token, verbatim=False)
        return Grid(tuple(tuple(row) for row in rows), tuple(classes))


def _kept(attrs: str) -> str:
    """Return the attributes that a difference repeats: a list's start, a task's class; never an id."""
    return "".join(f' {name}="{value}"' for name, value in ATTRIBUTE.findall(attrs) if name in {"start", "class"})
