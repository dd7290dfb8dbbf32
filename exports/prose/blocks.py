"""The block structure of Markdown as CommonMark draws it: quotes, lists, headings, code, tables and notes.

Source of the method: the parsing strategy in the appendix of the CommonMark specification 0.31, with tables and
footnotes as on GitHub. It replaces the block parser of the library, which cannot nest lists by two spaces.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown.blockparser import BlockParser

from exports.prose import lines as marks
from exports.prose.leaves import Code, Leaf, Paragraph, Table
from exports.prose.lines import BULLETS, CODE_INDENT, ItemMark, indent_of, item_mark

MAX_DEPTH = 24
LENIENT_INDENT = 2


@dataclass(slots=True)
class OpenList:
    """A list that may still grow; `loose` once a blank line separates its parts."""

    element: Element
    family: str
    loose: bool = False


@dataclass(slots=True)
class Container:
    """An open quote, list item, note or the whole text; `indent` is what its further lines are indented by.

    `item_of` is the list that an item belongs to, `latest` a list at the container's end that may grow.
    """

    element: Element
    kind: str
    indent: int = 0
    item_of: OpenList | None = None
    latest: OpenList | None = None
    filled: bool = False


class BlockStructure(BlockParser):  # type: ignore[misc]  # the library ships no types
    """Read Markdown line by line into elements whose texts still hold inline marks; linear in the text's length."""

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 -- the library's name
        """Return the element tree of a whole text; its notes are collected in `self.notes` by name."""
        self.root = Element(self.md.doc_tag)
        self.notes: dict[str, Element] = {}
        self.lists: list[OpenList] = []
        self.stack = [Container(self.root, "document")]
        self.leaf: Leaf | None = None
        self.after_blank = False
        for line in lines:
            self._line(line)
        self._close_leaf()
        for each in self.lists:
            if not each.loose:
                _tighten(each.element)
        return ElementTree(self.root)

    def _line(self, line: str) -> None:
        matched, line = self._match(line)
        whole = matched == len(self.stack)
        if whole and isinstance(self.leaf, Code) and self.leaf.take(line):
            self.after_blank = False
        elif line.strip():
            line, opened = self._open(line, matched, whole=whole)
            if line:
                self._text(line, len(self.stack) if opened else matched)
            self.after_blank = False
        else:
            in_quote = self.stack[matched - 1].kind == "quote"
            self._close_to(matched)
            self._close_leaf()
            self.after_blank = not in_quote

    def _match(self, line: str) -> tuple[int, str]:
        """Return how many open containers the line continues, and what it says inside the innermost of them."""
        for position, each in enumerate(self.stack):
            if each.kind == "document":
                continue
            indent = indent_of(line)
            if each.kind == "quote":
                if indent >= CODE_INDENT or line[indent : indent + 1] != ">":
                    return position, line
                line = line[indent + 1 :].removeprefix(" ")
            elif indent >= each.indent and (line.strip() or each.filled):
                line = line[each.indent :]
            elif not line.strip():
                if not each.filled:
                    return position, line
            elif _nests_leniently(each, line, indent):
                line = line[indent:]
            else:
                return position, line
        return len(self.stack), line

    def _open(self, line: str, matched: int, *, whole: bool) -> tuple[str, bool]:
        """Open every block that the line begins; return the text left ("" for none), and whether any opened."""
        opened = False
        while line.strip():
            indent = indent_of(line)
            in_paragraph = isinstance(self.leaf, Paragraph)
            if indent >= CODE_INDENT:
                if in_paragraph:
                    return line, opened
                self._add(matched, Code(lines=[line[CODE_INDENT:]]))
                return "", True
            continues = in_paragraph and whole and not opened
            if self._open_leaf(line, indent, matched, continues=continues):
                return "", True
            inner = self._open_container(line, indent, matched, continues=continues)
            if inner is None:
                return line, opened
            line, opened, matched = inner, True, len(self.stack)
        return "", opened

    def _open_leaf(self, line: str, indent: int, matched: int, *, continues: bool) -> bool:
        """Add a heading, code, rule or table if the line begins one."""
        rest = line[indent:]
        first = rest[0]
        if continues and self._ends_as_heading_or_table(rest):
            return True
        if first == "#" and (found := marks.heading(rest)):
            self._heading(matched, *found)
        elif first in "`~" and (fence := marks.FENCE.match(rest)):
            self._add(matched, Code(fence=fence[0], indent=indent))
        elif first in "*-_" and marks.RULE.match(rest):
            SubElement(self._add(matched).element, "hr")
        else:
            return False
        return True

    def _ends_as_heading_or_table(self, line: str) -> bool:
        """Make the open paragraph a heading, or its last line a table's head, if the line below it says so."""
        if not isinstance(self.leaf, Paragraph):
            return False
        if marks.UNDERLINE.match(line) and (text := self.leaf.text(self.md.references)):
            self.leaf = None
            self._heading(len(self.stack), 1 if line.startswith("=") else 2, text)
            return True
        columns = marks.alignments(line)
        if not 0 < len(columns) <= marks.MAX_COLUMNS or len(marks.cells(self.leaf.lines[-1])) != len(columns):
            return False
        head = self.leaf.lines.pop()
        parent = self._add(len(self.stack))
        table = Table(SubElement(parent.element, "table"), columns)
        table.head(head)
        self.leaf = table
        return True

    def _open_container(self, line: str, indent: int, matched: int, *, continues: bool) -> str | None:
        """Open a quote, list item or note if the line begins one; return what stands inside it."""
        if matched >= MAX_DEPTH:
            return None
        if line[indent] == ">":
            quote = SubElement(self._add(matched).element, "blockquote")
            self.stack.append(Container(quote, "quote"))
            return line[indent + 1 :].removeprefix(" ")
        if line[indent] == "[" and matched == 1 and (note := marks.NOTE.match(line, indent)):
            self._add(1)
            self.stack.append(Container(self.notes.setdefault(note[1].lower(), Element("li")), "note", CODE_INDENT))
            return line[note.end() :]
        mark = item_mark(line, indent)
        if mark is None or (continues and (not mark.rest.strip() or mark.number > 1)):
            return None
        self._item(mark, matched)
        return mark.rest

    def _item(self, mark: ItemMark, matched: int) -> None:
        """Open a list item, in the list that the container ends with or in a new one."""
        self._close_to(matched)
        current = self.stack[-1].latest
        if current is None or current.family != mark.family:
            element = SubElement(self._add(matched).element, "ul" if mark.family in BULLETS else "ol")
            if mark.family not in BULLETS and mark.number != 1:
                element.set("start", str(mark.number))
            current = OpenList(element, mark.family)
            self.lists.append(current)
        else:
            self._close_leaf()
            current.loose = current.loose or self.after_blank
        self.after_blank = False
        self.stack[-1].latest = current
        self.stack.append(Container(SubElement(current.element, "li"), "item", mark.width, current))

    def _heading(self, matched: int, level: int, text: str) -> None:
        SubElement(self._add(matched).element, f"h{level}").text = text

    def _text(self, line: str, matched: int) -> None:
        """Take a line that begins nothing: it continues a paragraph, even lazily, or a table, or begins a paragraph."""
        text = line.lstrip(" ")
        if isinstance(self.leaf, Paragraph):
            self.leaf.lines.append(text)
            return
        self._close_to(matched)
        if not (isinstance(self.leaf, Table) and self.leaf.take(text)):
            self._add(matched, Paragraph([text]))

    def _add(self, matched: int, leaf: Leaf | None = None) -> Container:
        """Begin a block in the innermost matched container and return it; a blank line before loosens its list."""
        self._close_to(matched)
        self._close_leaf()
        parent = self.stack[-1]
        if self.after_blank and parent.filled and parent.item_of:
            parent.item_of.loose = True
        parent.filled, parent.latest = True, None
        self.after_blank = False
        self.leaf = leaf
        return parent

    def _close_to(self, depth: int) -> None:
        if depth < len(self.stack):
            self._close_leaf()
            del self.stack[depth:]

    def _close_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if isinstance(leaf, Code):
            leaf.build(self.stack[-1].element)
        elif isinstance(leaf, Paragraph) and (text := leaf.text(self.md.references)):
            SubElement(self.stack[-1].element, "p").text = text


def _nests_leniently(container: Container, line: str, indent: int) -> bool:
    """Tell whether a bullet two spaces in stands under a numbered item, where CommonMark wants three."""
    if container.item_of is None or container.item_of.family in BULLETS or indent < LENIENT_INDENT:
        return False
    found = item_mark(line, indent)
    return found is not None and found.family in BULLETS


def _tighten(element: Element) -> None:
    """Unwrap the paragraphs of a tight list's items."""
    for item in element:
        before: Element | None = None
        for child in list(item):
            if child.tag != "p":
                before = child
                continue
            if before is None:
                item.text = child.text
            else:
                before.tail = child.text
            item.remove(child)
