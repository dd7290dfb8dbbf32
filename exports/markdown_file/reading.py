"""A Markdown file as a document: our own files exactly, anybody else's with nothing lost."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from adaptations import Document, Kind, Node, NodeId
from exports.markdown_file.definitions import brought_home
from exports.markdown_file.fields_block import FieldsRead, read_fields, split_fields
from exports.markdown_file.front_matter import FrontMatter, read_front_matter, split_front_matter
from exports.markdown_file.headings import Heading, read_heading, read_underlined
from exports.markdown_file.outcome import Note, Parsed, Reason, Unreadable
from exports.markdown_file.scanning import MARK, LineKind, Walk

MAX_BYTES = 5_000_000
"""Larger files are refused: 5 MB are some two thousand pages."""
UTF16 = (BOM_UTF16_LE, BOM_UTF16_BE)
"""How a text begins that a word processor saved as “Unicode”."""
INTRODUCTION = "Introduction"
UNTITLED = "Untitled"
PROPERTIES = "About this file"
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
TRIES = 8


@dataclass(slots=True)
class Chapter:
    """A heading with the lines below it, up to the next; the first one of a file may have no heading."""

    heading: Heading | None
    lines: list[str] = field(default_factory=list)


def read_bytes(data: bytes, *, new_id: Callable[[], str], name: str = "") -> Parsed | Unreadable:
    """Return the document in an uploaded file, or why there is none; `name` is the title of a file that has none."""
    if len(data) > MAX_BYTES:
        return Unreadable(Reason.TOO_LARGE, str(len(data)))
    if data.startswith(UTF16):
        return Unreadable(Reason.NOT_UTF8, "0")
    if b"\0" in data:
        return Unreadable(Reason.BINARY, str(data.index(b"\0")))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Unreadable(Reason.NOT_UTF8, str(error.start))
    return from_markdown(text, new_id=new_id, name=name)


def from_markdown(text: str, *, new_id: Callable[[], str], name: str = "") -> Parsed | Unreadable:
    """Return the document that a Markdown text holds; Unreadable only for a text without a single visible sign.

    `new_id` makes the ids of nodes that have none. Headings become nodes, below the nearest heading of a higher rank.
    A text before the first heading becomes a section of its own.
    """
    lines = UNSEEN.sub("", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    if not any(line.strip() for line in lines):
        return Unreadable(Reason.EMPTY)
    head = split_front_matter(lines)
    front = read_front_matter(head[0]) if head else FrontMatter()
    chapters = list(_chapters(lines, head[1] if head else 0))
    foreign = [each for each in chapters if each.heading is None or each.heading.kind is None]
    for chapter, home in zip(foreign, brought_home([each.lines for each in foreign]), strict=True):
        chapter.lines = home
    title = _sole_title(chapters, front.title)
    builder = _Builder(new_id, chapters, list(front.notes))
    nodes = builder.nodes(front.other)
    first = next((each.heading.title for each in chapters if each.heading and each.heading.title), UNTITLED)
    document = Document(
        id=builder.fresh() if front.id is None else front.id,
        title=(name or first) if title is None else title,
        subtitle=front.subtitle,
        language=front.language,
        country=front.country,
        nodes=nodes,
        questions=front.questions,
        answers=front.answers,
    )
    return Parsed(document, tuple(dict.fromkeys(builder.notes)))


def _chapters(lines: Sequence[str], start: int) -> Iterator[Chapter]:
    """Cut the lines at their headings."""
    chapter = Chapter(None)
    walk = Walk()
    number = start
    while number < len(lines):
        line = lines[number]
        following = lines[number + 1] if number + 1 < len(lines) else ""
        kind = walk.kind(line, following)
        hidden = kind not in {LineKind.PLAIN, LineKind.CODE} and line.endswith(MARK)
        if hidden and kind is LineKind.OPENS_CODE:
            kind = LineKind.PLAIN
        walk.take(line, kind)
        number += 2 if kind is LineKind.UNDERLINED else 1
        if hidden or kind not in {LineKind.HASHED, LineKind.UNDERLINED}:
            chapter.lines.append(line.removesuffix(MARK) if hidden else line)
            if kind is LineKind.UNDERLINED:
                chapter.lines.append(following)
            continue
        yield chapter
        chapter = Chapter(read_heading(line) if kind is LineKind.HASHED else read_underlined(line, following))
    yield chapter


def _sole_title(chapters: list[Chapter], said: str | None) -> str | None:
    """Take the title out of the chapters if the file begins with its only heading of the highest rank.

    A title that the head of the file says stands, and a heading that repeats it goes. What stands above and below the
    heading becomes one text.
    """
    headed = [each for each in chapters if each.heading]
    first = headed[0].heading if headed else None
    if first is None or first.depth != 1 or first.kind or first.id or said not in {None, first.title}:
        return said
    if any(each.heading and each.heading.depth == 1 for each in headed[1:]):
        return said
    above = chapters[0]
    if above is not headed[0] and _trimmed(above.lines):
        headed[0].lines = [*_trimmed(above.lines), "", *_trimmed(headed[0].lines)]
        above.lines = []
    headed[0].heading = None
    return first.title


class _Builder:
    """Makes nodes of chapters, and notes what it had to mend."""

    def __init__(self, new_id: Callable[[], str], chapters: list[Chapter], notes: list[Note]) -> None:
        self.new_id = new_id
        self.chapters = chapters
        self.notes = notes
        self.given = {each.heading.id for each in chapters if each.heading}
        self.taken: set[str] = set()

    def nodes(self, other: Sequence[str]) -> tuple[Node, ...]:
        """Return the nodes in reading order; `other` lines of the head become a last section."""
        result: list[Node] = []
        path: list[tuple[int, NodeId]] = []
        for chapter in self.chapters:
            if chapter.heading is None:
                body = _trimmed(chapter.lines)
                if body:
                    result.append(Node(NodeId(self.fresh()), Kind.SECTION, INTRODUCTION, "\n".join(body)))
                continue
            while path and path[-1][0] >= chapter.heading.depth:
                path.pop()
            node = self._node(chapter.heading, chapter.lines, path[-1][1] if path else None)
            path.append((chapter.heading.depth, node.id))
            result.append(node)
        if other:
            result.append(Node(NodeId(self.fresh()), Kind.SECTION, PROPERTIES, _as_code(other)))
        return tuple(result)

    def _node(self, heading: Heading, lines: list[str], parent: NodeId | None) -> Node:
        title, body, read = heading.title, *_body_and_fields(lines, exact=heading.kind is not None)
        self.notes += read.notes
        if heading.strange and heading.kind is None:
            self.notes.append(Note.UNKNOWN_KIND)
        if read.leftover:
            body = "\n".join([*([body, ""] if body else []), *read.leftover])
        return Node(
            id=NodeId(self._id(heading.id)),
            kind=heading.kind or Kind.SECTION,
            title=title if read.title is None else read.title,
            body=body,
            parent=parent,
            setting=heading.setting,
            fields=read.fields,
        )

    def _id(self, wanted: str) -> str:
        if not wanted:
            return self.fresh()
        if wanted in self.taken:
            self.notes.append(Note.SAME_ID)
            return self.fresh()
        self.taken.add(wanted)
        return wanted

    def fresh(self) -> str:
        """Return an id that no node of the file has or asks for."""
        found = self.new_id()
        for _ in range(TRIES):
            if found not in self.taken and found not in self.given:
                break
            found = self.new_id()
        base, count = found, 1
        while found in self.taken or found in self.given:
            count += 1
            found = f"{base}-{count}"
        self.taken.add(found)
        return found


def _body_and_fields(lines: list[str], *, exact: bool) -> tuple[str, FieldsRead]:
    """Return the body below a heading and its fields; of a foreign file without the empty lines around it."""
    rest = lines[1:] if lines and not lines[0].strip() else lines
    if not exact:
        rest = _trimmed(rest)
    found = split_fields(rest)
    read = FieldsRead()
    if found:
        read = read_fields(found[0])
        rest = found[1][1:] if found[1] and not found[1][0] else found[1]
    if rest and not rest[-1] and exact:
        rest = rest[:-1]
    return "\n".join(rest if exact else _trimmed(rest)), read


def _trimmed(lines: Sequence[str]) -> list[str]:
    """Return the lines without empty ones at both ends."""
    full = [number for number, line in enumerate(lines) if line.strip()]
    return list(lines[full[0] : full[-1] + 1]) if full else []


def _as_code(lines: Sequence[str]) -> str:
    ticks = max((len(found[0]) for line in lines for found in re.finditer("`+", line)), default=0)
    fence = "`" * max(3, ticks + 1)
    return "\n".join([fence, *lines, fence])
