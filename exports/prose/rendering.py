"""Markdown to safe HTML, to plain text, and to the HTML of one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape

import nh3

from exports.prose.marks import PICTURE
from exports.prose.questions import ENGLISH, Answered, Words, fill
from exports.prose.readers import read_blocks, read_line

MAX_LENGTH = 200_000
"""A longer text (about 60 pages in one node) is shown as typed, in paragraphs: reading its marks would take seconds."""
HIGHEST_HEADING = 3
LOWEST_HEADING = 6
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]")
END_OF_BLOCK = re.compile(r"</(?:p|h[1-6]|li|td|th|tr|pre|section)>|<(?:br|hr|ul|ol|table|blockquote|pre)[^>]*>")
NOTE_LINK = re.compile(r"<sup(?: id=\"[^\"]*\")?><a href=\"#[^>]*>\d+</a></sup>|<a href=\"#[^>]*>↩</a>")
TAG = re.compile(r"<[^>]*>")
LINK_ADDRESS = re.compile(r"(?:https?://|mailto:|#)")
OWN_ID = re.compile(r"[\w.:-]*fn(?:ref)?-\d+$")

Answers = Mapping[str, Answered]


def render(
    markdown: str,
    *,
    answers: Answers | None = None,
    chips: bool = False,
    top_level: int = 4,
    prefix: str = "",
    words: Words = ENGLISH,
) -> str:
    """Return safe HTML of a prose part.

    Questions become chips, or with `chips` off the answer, the default, or the label in brackets. The highest heading
    of the text becomes h`top_level` (3 to 6). `prefix`, letters and digits, keeps the ids of notes apart on a page.
    Never raises on any text; a text past MAX_LENGTH, or too deeply nested, is shown as typed.
    """
    return fill(unfilled(markdown, top_level=top_level, prefix=prefix), answers or {}, chips=chips, words=words)


def unfilled(markdown: str, *, top_level: int = 4, prefix: str = "") -> str:
    """Return safe HTML as `render` does, in which questions still stand as `<data>` elements for `fill`."""
    return _skeleton(markdown, min(LOWEST_HEADING, max(HIGHEST_HEADING, top_level)), prefix)


def unfilled_line(markdown: str) -> str:
    """Return safe HTML of one line as `inline` does, in which questions still stand as `<data>` elements."""
    return _line(markdown)


def inline(markdown: str, *, answers: Answers | None = None, chips: bool = False, words: Words = ENGLISH) -> str:
    """Return safe HTML of one line such as a title: emphasis, code and questions, nothing else."""
    return fill(_line(markdown), answers or {}, chips=chips, words=words)


def plain(markdown: str, *, answers: Answers | None = None) -> str:
    """Return the text without any marks, one line per paragraph, item or cell; questions are filled in."""
    html = fill(_without_notes_marks(markdown), answers or {}, chips=False, words=ENGLISH)
    return _plain(html)


@lru_cache(maxsize=20_000)
def _without_notes_marks(markdown: str) -> str:
    return NOTE_LINK.sub("", _skeleton(markdown, HIGHEST_HEADING, ""))


@lru_cache(maxsize=20_000)
def _plain(html: str) -> str:
    text = TAG.sub("", END_OF_BLOCK.sub("\x1e", html))
    lines = (" ".join(each.split()) for each in unescape(text).split("\x1e"))
    return "\n".join(each for each in lines if each)


@lru_cache(maxsize=20_000)
def _skeleton(markdown: str, top_level: int, prefix: str) -> str:
    """Return the sanitised HTML in which questions still stand as elements."""
    text = UNSEEN.sub("", markdown.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > MAX_LENGTH:
        return _as_typed(text)
    try:
        html = read_blocks(text, top_level, prefix)
    except RecursionError:
        return _as_typed(text)
    return SANITISER.clean(html).replace("<p></p>", "")


@lru_cache(maxsize=20_000)
def _line(markdown: str) -> str:
    text = " ".join(UNSEEN.sub("", markdown).split())
    if len(text) > MAX_LENGTH:
        return escape(text)
    try:
        html = read_line(text)
    except RecursionError:
        return escape(text)
    return SANITISER.clean(html.removeprefix("<p>").removesuffix("</p>"))


def _as_typed(text: str) -> str:
    return "".join(
        f"<p>{escape(each, quote=False)}</p>" for each in BLANK_LINES.split(text.strip("\n")) if each.strip()
    )


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    """Return the attribute's value if this program, not a writer, may have put it there."""
    match tag, attribute:
        case _, "id":
            return value if OWN_ID.match(value) else None
        case "a", "href":
            return value if LINK_ADDRESS.match(value) else None
        case "img", "src":
            return value if PICTURE.match(value) else None
        case _:
            return value


BLOCK_TAGS = {"p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "section"}
BLOCK_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
LINE_TAGS = {"code", "br", "em", "strong", "s", "sup", "sub", "a", "img", "data"}
SANITISER = nh3.Cleaner(
    tags=BLOCK_TAGS | LINE_TAGS,
    attributes={
        "a": {"href", "title"},
        "ol": {"start"},
        "img": {"src", "alt"},
        "li": {"id"},
        "sup": {"id"},
        "th": {"scope"},
        "data": {"value"},
    },
    allowed_classes={"li": {"task"}, "th": {"left", "right", "center"}, "td": {"left", "right", "center"}},
    attribute_filter=_allowed,
    url_schemes={"http", "https", "mailto", "data"},
    link_rel="noopener noreferrer",
)
