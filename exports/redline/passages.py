"""A rendered text as passages: what stands in which paragraph, item or cell, and how each stretch of it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape

TOKEN = re.compile(r'<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attrs>(?:[^>"]|"[^"]*")*)>|(?P<text>[^<]+)')
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
STYLES = {"em", "strong", "s", "sup", "sub", "code"}
PARAGRAPHS = {"p", "h3", "h4", "h5", "h6", "pre", "hr"}
SPACES = re.compile(r"[ \t]+")
BACK = "↩"
BREAK = "\n"
APART = "\u2060}}"
"""How a question ends in the text that is compared: unlike one that was only quoted, in code."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look: style tags from the outside in, and the address it leads to.

    `html` is what stands for the text where it is no text: a question, a picture.
    """

    text: str
    styles: tuple[str, ...] = ()
    link: str = ""
    html: str = ""

    @property
    def look(self) -> tuple[tuple[str, ...], str]:
        """Return what tells this run from its neighbours."""
        return self.styles, self.link


Runs = tuple[Run, ...]


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


def text_of(runs: Sequence[Run]) -> str:
    """Return the text of the runs."""
    return "".join(each.text for each in runs)


def cut(runs: Sequence[Run], start: int, end: int) -> Runs:
    """Return the runs of text[start:end]; what stands for other things is never cut."""
    found, position = [], 0
    for run in runs:
        stop = position + len(run.text)
        if stop > start and position < end:
            whole = run.html or (start <= position and stop <= end)
            text = run.text if whole else run.text[max(0, start - position) : end - position]
            found.append(run if whole else replace(run, text=text))
        position = stop
    return tuple(found)


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
        runs = _Inline()
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
        runs = _Inline()
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

    def _close(self, runs: _Inline) -> Iterator[Passage]:
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
        cell = _Inline()
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


class _Inline:
    """Collects the runs of one passage."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.styles: list[str] = []
        self.address = ""
        self.held = ""

    @property
    def link(self) -> str:
        """Return the address outside the page that the text now read leads to."""
        return "" if self.address.startswith("#") else self.address

    def take(self, token: re.Match[str], *, verbatim: bool) -> None:
        """Take one tag or text."""
        tag, end = token["tag"], bool(token["end"])
        if tag is None:
            text = unescape(token["text"])
            self._add(text if verbatim else text.replace("\n", " "), token["text"])
        elif tag == "data":
            self.held = "" if end else f"<data{token['attrs']}>"
        elif tag == "br":
            self._add(BREAK)
        elif tag == "img":
            self.runs.append(Run("\ufffc", tuple(self.styles), self.link, token[0]))
        elif tag == "a":
            self.address = "" if end else unescape(dict(ATTRIBUTE.findall(token["attrs"])).get("href", ""))
        elif tag in STYLES and not verbatim:
            if end:
                self.styles.remove(tag)
            else:
                self.styles.append(tag)

    def _add(self, text: str, source: str = "") -> None:
        if self.held:
            self.runs.append(
                Run(text.replace("}}", APART), tuple(self.styles), self.link, f"{self.held}{source}</data>")
            )
        elif text != BACK or not self.address.startswith("#"):
            self.runs.append(Run(text, tuple(self.styles), self.link))

    def finish(self, *, verbatim: bool = False) -> Runs:
        """Return the runs, single-spaced and without space at the ends unless verbatim, and begin anew."""
        runs, self.runs = self.runs, []
        if verbatim:
            return tuple(runs)
        found: list[Run] = []
        blank = True
        for run in runs:
            text = run.text if run.html else _single_spaced(run.text, after_blank=blank)
            if text:
                found.append(replace(run, text=text))
                blank = text[-1] in " \n"
        return _trimmed(found)


def _trimmed(runs: list[Run]) -> Runs:
    while runs and not runs[-1].html and not runs[-1].text.rstrip(" \n"):
        runs.pop()
    if runs and not runs[-1].html:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" \n"))
    return tuple(runs)


def _single_spaced(text: str, *, after_blank: bool) -> str:
    if text == BREAK:
        return text
    folded = SPACES.sub(" ", text)
    return folded.lstrip(" ") if after_blank else folded


def _kept(attrs: str) -> str:
    """Return the attributes that a difference repeats: a list's start, a task's class; never an id."""
    return "".join(f' {name}="{value}"' for name, value in ATTRIBUTE.findall(attrs) if name in {"start", "class"})
