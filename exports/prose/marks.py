"""Marks inside a line beyond the library's: questions, notes, strike-through, bare links, hard breaks, images."""

from __future__ import annotations

import re
import string
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.util import AtomicString

from adaptations.completeness import PLACEHOLDER
from exports.prose.blocks import BlockStructure

QUESTION = rf"(?<!\\){PLACEHOLDER.pattern}"
NOTE = r"\[\^([^\]\s]{1,100})\]"
ADDRESS = r"(?<![\w@/.:=&-])(?:https?://|www\.)[^\s<>\x02\x03]{1,2000}"
MAIL = r"<?(?<![\w.+/:-])[\w.+-]{1,64}+@\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){1,8}>?"
HARD_BREAK = r"(?: {2,}|\\)\n"
HTML_BREAK = r"<br[ ]?/?>"
SCRIPT = r"<(sup|sub)>([^<>]{1,200})</\1>"
COMMENT = r"<!--(?:(?!-->).){0,2000}-->"
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$")
ENDS_A_SENTENCE = "?!.,:;*_~'\""
ESCAPABLE = [each for each in string.punctuation if each != "&"]

Found = tuple[Element | str | None, int | None, int | None]


class Question(inlinepatterns.InlineProcessor):  # type: ignore[misc]  # the library ships no types
    """`{{key}}`, kept as an element that no typed text can produce, to be filled in after sanitising."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: ARG002, N802 -- the library's signature
        """Return the element; where an element can't stand, as in an address, its text stands for it."""
        element = Element("data", {"value": m[1]})
        element.text = AtomicString(m[0])
        return element, m.start(), m.end()


class NoteMark(inlinepatterns.InlineProcessor):  # type: ignore[misc]  # the library ships no types
    """`[^name]`, the raised number of a note that the text holds; the first of several can be returned to."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: ARG002, N802 -- the library's signature
        """Return the raised number, linked to its note, or nothing for an unknown name."""
        parser: BlockStructure = self.md.parser
        note = parser.notes.get(m[1].lower())
        if note is None:
            return None, None, None
        number = note.get("id", "").rpartition("-")[2]
        raised = Element("sup")
        if note.get("data-used") is None:
            note.set("data-used", "yes")
            raised.set("id", f"{self.md.note_prefix}fnref-{number}")
        link = Element("a", {"href": f"#{self.md.note_prefix}fn-{number}"})
        link.text = AtomicString(number)
        raised.append(link)
        raised.text = AtomicString("")
        return raised, m.start(), m.end()


class BareAddress(inlinepatterns.InlineProcessor):  # type: ignore[misc]  # the library ships no types
    """An address in running text, as on GitHub: what ends the sentence does not belong to it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: ARG002, N802 -- the library's signature
        """Return the link."""
        address = m[0].rstrip(ENDS_A_SENTENCE)
        while address.endswith((")", "]")):
            closing = address[-1]
            if address.count("(" if closing == ")" else "[") >= address.count(closing):
                break
            address = address[:-1].rstrip(ENDS_A_SENTENCE)
        if "." not in address and "localhost" not in address:
            return None, None, None
        link = Element("a", {"href": address if "://" in address else f"https://{address}"})
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)


class BareMail(inlinepatterns.InlineProcessor):  # type: ignore[misc]  # the library ships no types
    """A mail address in running text, with or without angle brackets."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: ARG002, N802 -- the library's signature
        """Return the link."""
        address = m[0].strip("<>").rstrip("-")
        start = m.start() + (1 if m[0].startswith("<") and not m[0].endswith(">") else 0)
        link = Element("a", {"href": f"mailto:{address}"})
        link.text = AtomicString(address)
        end = m.end() if m[0].startswith("<") and m[0].endswith(">") else start + len(address)
        return link, start, end


class Picture(inlinepatterns.ImageInlineProcessor):  # type: ignore[misc]  # the library ships no types
    """An image: shown when it is held in the text itself, its description otherwise, as no other host is asked."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: N802 -- the library's name
        """Return the image or its description."""
        element, start, end = super().handleMatch(m, data)
        return _picture(element), start, end


class ReferredPicture(inlinepatterns.ImageReferenceInlineProcessor):  # type: ignore[misc]  # the library ships no types
    """An image whose address stands elsewhere in the text."""

    def makeTag(self, href: str, title: str, text: str) -> Element | str | None:  # noqa: N802 -- the library's name
        """Return the image or its description."""
        return _picture(super().makeTag(href, title, text))


class ShortReferredPicture(ReferredPicture, inlinepatterns.ShortImageReferenceInlineProcessor):  # type: ignore[misc]  # no types
    """An image called by its description alone."""


class Replacement(inlinepatterns.InlineProcessor):  # type: ignore[misc]  # the library ships no types
    """A mark that becomes one element, or nothing at all when `tag` is empty; group 2 is the element's text."""

    def __init__(self, pattern: str, md: Markdown, tag: str = "") -> None:
        super().__init__(pattern, md)
        self.tag = tag

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # noqa: ARG002, N802 -- the library's signature
        """Return the element."""
        if not self.tag and not m.re.groups:
            return "", m.start(), m.end()
        element = Element(self.tag or m[1])
        if m.re.groups:
            element.text = m[2]
        return element, m.start(), m.end()


def _picture(element: Element | None) -> Element | str | None:
    if element is None:
        return None
    description = element.get("alt", "")
    return element if PICTURE.match(element.get("src", "")) else description


def add_line_marks(md: Markdown, *, links: bool = True) -> None:
    """Register the marks of a line; without links only emphasis, code and questions remain, as in a title."""
    patterns: Any = md.inlinePatterns
    md.ESCAPED_CHARS = ESCAPABLE
    for name in ("html", "entity", "automail", "linebreak"):
        patterns.deregister(name)
    patterns.register(Question(QUESTION, md), "question", 185)
    md.delimiters.add("~", "s", double=True)
    if not links:
        for name in (
            "reference",
            "link",
            "image_link",
            "image_reference",
            "short_reference",
            "short_image_ref",
            "autolink",
        ):
            patterns.deregister(name)
        return
    patterns.register(NoteMark(NOTE, md), "note", 175)
    patterns.register(Picture(inlinepatterns.IMAGE_LINK_RE, md), "image_link", 150)
    patterns.register(ReferredPicture(inlinepatterns.IMAGE_REFERENCE_RE, md), "image_reference", 140)
    patterns.register(ShortReferredPicture(inlinepatterns.IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
    patterns.register(BareAddress(ADDRESS, md), "bare_address", 112)
    patterns.register(BareMail(MAIL, md), "bare_mail", 110)
    patterns.register(Replacement(HARD_BREAK, md, "br"), "hard_break", 182)
    patterns.register(Replacement(HTML_BREAK, md, "br"), "html_break", 100)
    patterns.register(Replacement(SCRIPT, md), "script", 95)
    patterns.register(Replacement(COMMENT, md), "comment", 90)
