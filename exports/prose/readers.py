"""The library's readers of Markdown, set up once: one for whole texts, one for single lines."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension

from exports.prose.blocks import BlockStructure
from exports.prose.marks import add_line_marks
from exports.prose.shaping import AfterLines, BeforeLines


class _OneLine(BlockParser):  # type: ignore[misc]  # the library ships no types
    """The block structure of a title: one paragraph, whatever it begins with."""

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 -- the library's name
        """Return the tree."""
        self.notes: dict[str, Element] = {}
        root = Element(self.md.doc_tag)
        SubElement(root, "p").text = " ".join(lines).strip()
        return ElementTree(root)


class _Prose(Extension):  # type: ignore[misc]  # the library ships no types
    """Put our block structure and our marks in place of the library's."""

    def __init__(self, structure: type[BlockParser], *, links: bool) -> None:
        super().__init__()
        self.structure, self.links = structure, links

    def extendMarkdown(self, md: Any) -> None:  # noqa: ANN401, N802 -- the library's signature
        """Change the reader."""
        md.parser = self.structure(md)
        md.preprocessors.deregister("html_block")
        md.treeprocessors.deregister("prettify")
        md.postprocessors.deregister("raw_html")
        md.treeprocessors.register(BeforeLines(md), "before_lines", 40)
        md.treeprocessors.register(AfterLines(md), "after_lines", 10)
        add_line_marks(md, links=self.links)
        md.top_level, md.note_prefix = 1, ""


_LOCK = threading.Lock()
_WHOLE = Markdown(extensions=[_Prose(BlockStructure, links=True)])
_SINGLE = Markdown(extensions=[_Prose(_OneLine, links=False)])


def read_blocks(text: str, top_level: int, prefix: str) -> str:
    """Return unsanitised HTML of a whole text; may raise RecursionError on absurdly nested marks."""
    with _LOCK:
        _WHOLE.reset()
        _WHOLE.top_level, _WHOLE.note_prefix = top_level, prefix
        return str(_WHOLE.convert(text))


def read_line(text: str) -> str:
    """Return unsanitised HTML of one line; may raise RecursionError on absurdly nested marks."""
    with _LOCK:
        _SINGLE.reset()
        return str(_SINGLE.convert(text))
