"""Stretches of rendered text in one look each, and how they are read from HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape

ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
SPACES = re.compile(r"[ \t]+")
STYLES = {"em", "strong", "s", "sup", "sub", "code"}
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


class RunReader:
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
