"""The blocks that take lines: paragraphs, code and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString, code_escape

from adaptations.wording.blocks import stands_alone
from exports.prose import lines as marks
from exports.prose.lines import CODE_INDENT, indent_of

MAX_CELLS = 20_000


@dataclass(slots=True)
class Paragraph:
    """Running text; what follows may still make it a heading or a table's head."""

    lines: list[str]

    def text(self, references: dict[str, tuple[str, str]]) -> str:
        """Return the text after the link definitions that it begins with, which are added to the references."""
        text = "\n".join(self.lines)
        position = 0
        while text.startswith("[", position) and (found := marks.REFERENCE.match(text, position)):
            address = found[2][1:-1] if found[2].startswith("<") else found[2]
            references.setdefault(" ".join(found[1].split()).lower(), (address, (found[3] or "")[1:-1]))
            position = found.end()
        return _with_own_lines(text[position:].rstrip())


def _with_own_lines(text: str) -> str:
    """End the lines before bold labels, and those that are bold as a whole, as lines: people write them as such."""
    if "\n" not in text or "**" not in text:
        return text
    first, *others = text.split("\n")
    parts = [first]
    for before, line in pairwise([first, *others]):
        is_broken = before.endswith(("  ", "\\"))
        parts.append("\n" if is_broken or not stands_alone(line, before) else "\\\n")
        parts.append(line)
    return "".join(parts)


@dataclass(slots=True)
class Code:
    """Code between fences, or indented when `fence` is empty."""

    fence: str = ""
    indent: int = 0
    lines: list[str] = field(default_factory=list)
    closed: bool = False

    def take(self, line: str) -> bool:
        """Add the line and return True, unless the code ended before it."""
        if self.closed:
            return False
        indent = indent_of(line)
        if self.fence:
            closing = line.strip(" ")
            if indent < CODE_INDENT and closing.startswith(self.fence) and not closing.strip(self.fence[0]):
                self.closed = True
            else:
                self.lines.append(line[min(indent, self.indent) :])
            return True
        if indent >= CODE_INDENT or not line.strip():
            self.lines.append(line[CODE_INDENT:])
            return True
        return False

    def build(self, parent: Element) -> None:
        """Add the code to its container."""
        text = "\n".join(self.lines)
        text = (text if self.closed else text.rstrip("\n ")) + "\n"
        SubElement(SubElement(parent, "pre"), "code").text = AtomicString(code_escape(text))


@dataclass(slots=True)
class Table:
    """A table whose head is known; rows follow until a blank line or another block."""

    element: Element
    columns: list[str]
    filled: int = 0

    def take(self, line: str) -> bool:
        """Add the line as a row and return True, unless the table is as large as it may be."""
        if self.filled >= MAX_CELLS:
            return False
        body = self.element[1] if len(self.element) > 1 else SubElement(self.element, "tbody")
        self._fill(SubElement(body, "tr"), "td", line)
        return True

    def head(self, line: str) -> None:
        """Add the head."""
        self._fill(SubElement(SubElement(self.element, "thead"), "tr"), "th", line)

    def _fill(self, row: Element, tag: str, line: str) -> None:
        texts = marks.cells(line)
        self.filled += len(self.columns)
        for position, align in enumerate(self.columns):
            cell = SubElement(row, tag, {"scope": "col"} if tag == "th" else {})
            cell.text = texts[position] if position < len(texts) else ""
            if align:
                cell.set("class", align)


Leaf = Paragraph | Code | Table
