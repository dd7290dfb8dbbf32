"""Random roadmap texts and documents, and random edits of them whose new words can be traced."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from adaptations import Document, Kind, Node, NodeId, Question
from adaptations.updates.outline import Outline


def chance(seed: int) -> random.Random:
    """Return a repeatable source of chance."""
    return random.Random(seed)  # noqa: S311 -- test data, not a secret


LAWS = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
"""The settings of every law."""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list written as text."""
    return tuple(text.split())


WORDS = words(
    """
    ministry registry data shall may not audit fund lead museum 2026 80% {{currency}} and of the almaty craft
    закон реестр должен не 2027 тысяч сомони
    """
)
seeds = st.integers(0, 2**32 - 1)


class Edits:
    """Random edits from one seed; every inserted word is unique: the prefix, a number and an x."""

    def __init__(self, seed: int, prefix: str) -> None:
        self.random = chance(seed)
        self.prefix = prefix
        self.inserted: list[str] = []

    def word(self) -> str:
        self.inserted.append(f"{self.prefix}{len(self.inserted)}x")
        return self.inserted[-1]

    def sentence(self) -> str:
        return f"New {self.word()} {self.random.choice(WORDS)} {self.word()} here."

    def kept(self, text: str) -> list[str]:
        return [word for word in self.inserted if word in text]


def sentence(rng: random.Random) -> str:
    """Return a sentence that begins with a letter, so that it is told from the one before it."""
    words = [rng.choice(["the", "каждый", "museum"]), *(rng.choice(WORDS) for _ in range(rng.randint(3, 8)))]
    return " ".join(words).capitalize() + "."


Block = tuple[str, list[str]]
"""A block's marker and its sentences."""


def text_blocks(rng: random.Random, most: int = 6) -> list[Block]:
    blocks: list[Block] = []
    for _ in range(rng.randint(0, most)):
        kind = rng.choice("ppppqlnhtc")
        if kind == "p":
            blocks.append(("", [sentence(rng) for _ in range(rng.randint(1, 4))]))
        elif kind == "q":
            blocks.append(("> ", [sentence(rng) for _ in range(rng.randint(1, 3))]))
        elif kind in "ln":
            count = rng.randint(1, 3)
            blocks.extend(
                (("- ", "* ")[count % 2] if kind == "l" else f"{n + 1}. ", [sentence(rng)]) for n in range(count)
            )
        elif kind == "h":
            blocks.append(("## ", [sentence(rng)]))
        elif kind == "t":
            rows = "".join(f"\n| {rng.choice(WORDS)} | {rng.choice(WORDS)} |" for _ in range(rng.randint(1, 3)))
            blocks.append(("", [f"| a | b |\n| --- | --- |{rows}"]))
        else:
            blocks.append(("", [f"```\n{sentence(rng)}\n```"]))
    return blocks


def text_of(blocks: list[Block], rng: random.Random | None = None) -> str:
    """Write blocks down; with a source of chance, wrapped and spaced in any of the ways that Markdown allows."""
    out = ""
    item_before = False
    for marker, sentences in blocks:
        item = marker[:1] in {"-", "*"} or marker[:1].isdigit()
        gap = "\n" if item and item_before else "\n\n"
        if rng and rng.random() < 0.2:
            gap += "\n"
        spaces = [
            " " if not rng or marker in {"## ", "> "} else rng.choice([" ", " ", "\n  ", "  "]) for _ in sentences
        ]
        body = sentences[0] + "".join(space + each for space, each in zip(spaces, sentences[1:], strict=False))
        out += (gap if out else "") + marker + body
        item_before = item
    return out + (rng.choice(["", "\n"]) if rng else "")


def edited_blocks(blocks: list[Block], edits: Edits, most: int = 4) -> list[Block]:
    """Return the blocks after one to `most` random edits: words, sentences, blocks, moves, splits and joins."""
    rng = edits.random
    result = [(marker, list(sentences)) for marker, sentences in blocks]
    for _ in range(rng.randint(1, most)):
        _edit_once(result, edits)
    return [block for block in result if block[1]]


def _edit_once(blocks: list[Block], edits: Edits) -> None:
    rng = edits.random
    index = rng.randrange(len(blocks) + 1)
    if index == len(blocks) or not blocks[index][1]:
        blocks.insert(index, (rng.choice(["", "", "- "]), [edits.sentence()]))
        return
    sentences = blocks[index][1]
    at = rng.randrange(len(sentences))
    if sentences[at][0] in "|`":
        _edit_opaque(blocks, index, edits)
        return
    how = rng.choice(
        ["word", "word", "word", "insert", "delete", "sentence", "remove", "twice", "move", "split", "join"]
    )
    if how in {"move", "split", "join"}:
        _edit_blocks(blocks, index, at, how, rng)
        return
    match how:
        case "sentence":
            sentences.insert(at, edits.sentence())
        case "remove":
            del sentences[at]
        case "twice":
            sentences.insert(at, sentences[at])
        case _:
            sentences[at] = edited_sentence(sentences[at], edits, how)


def _edit_blocks(blocks: list[Block], index: int, at: int, how: str, rng: random.Random) -> None:
    marker, sentences = blocks[index]
    match how:
        case "move":
            block = blocks.pop(index)
            blocks.insert(rng.randrange(len(blocks) + 1), block)
        case "split" if at and not marker:
            blocks[index : index + 1] = [(marker, sentences[:at]), (marker, sentences[at:])]
        case "join" if index and not marker and not blocks[index - 1][0] and blocks[index - 1][1]:
            if blocks[index - 1][1][0][0] not in "|`":
                blocks[index - 1 : index + 1] = [("", blocks[index - 1][1] + sentences)]


def _edit_opaque(blocks: list[Block], index: int, edits: Edits) -> None:
    if edits.random.random() < 0.3:
        del blocks[index]
        return
    lines = blocks[index][1][0].split("\n")
    if lines[0].startswith("|"):
        at = edits.random.randrange(2, len(lines))
        lines[at] = f"| {edits.word()} | b |"
    else:
        lines[1] = edits.word()
    blocks[index] = ("", ["\n".join(lines)])


def edited_sentence(text: str, edits: Edits, how: str = "word") -> str:
    words = text.rstrip(".").split(" ")
    at = edits.random.randrange(1, len(words))
    if how == "word":
        words[at] = edits.word()
    elif how == "insert":
        words.insert(at, edits.word())
    elif len(words) > 3:
        del words[at]
    return " ".join(words) + "."


KINDS = (Kind.SECTION, Kind.GOAL, Kind.ACTION, Kind.ACTION, Kind.INDICATOR)
FIELD_VALUES: dict[str, tuple[object, ...]] = {
    "lead": ("", "Ministry A", "Ministry B", "Agency C"),
    "start": ("", "2026", "2027-03"),
    "end": ("", "2029", "2030"),
    "target": ("", "10", "20"),
    "unit": ("", "%", "EUR"),
    "partners": ((), (("Guild", "trains"),), (("Guild", "trains"), ("Museum", "hosts")), (("Museum", "lends"),)),
    "completion": ("", "A law is signed.", "A law is signed. A report is out."),
}


def document(rng: random.Random, size: int) -> Document:
    """Return a master of up to `size` nodes in a random tree."""
    outline = Outline(Document("seed", "A roadmap", "For all", questions=(Question("currency", "Currency"),)))
    for number in range(size):
        parent = rng.choice([None, *outline.nodes])
        node = Node(NodeId(f"n{number}"), rng.choice(KINDS), f"Title {number} word", body(rng, number), parent)
        outline.add(_with_random_fields(node, rng, 2), rng.choice([None, *outline.children[parent]]))
    return outline.document()


def body(rng: random.Random, number: int) -> str:
    return (
        f"Body {number} sentence one is here. Sentence two stays in {number}.\n\n- item {number}\n- {rng.choice(WORDS)}"
    )


def _with_random_fields(node: Node, rng: random.Random, most: int) -> Node:
    for name in rng.sample(sorted(FIELD_VALUES), rng.randint(0, most)):
        node = node.with_part(name, rng.choice(FIELD_VALUES[name]))  # type: ignore[arg-type] # values of both forms
    return node


def edited_document(old: Document, edits: Edits, most: int = 6, without: frozenset[str] = frozenset()) -> Document:
    """Return the document after up to `most` random edits; `without` names kinds of edits to leave out."""
    rng = edits.random
    outline = Outline(old)
    for _ in range(rng.randint(0, most)):
        choices = ["add", "text", "text", "title", "field", "move", "move", "order", "remove", "roadmap"]
        how = rng.choice([each for each in choices if each not in without])
        ids = list(outline.nodes)
        if not ids or how == "add":
            parent = rng.choice([None, *ids])
            node = Node(NodeId(edits.word()), Kind.ACTION, f"New {edits.word()}", "Added.", parent)
            outline.add(node, rng.choice([None, *outline.children[parent]]))
            continue
        _edit_node(outline, rng.choice(ids), how, edits)
    return outline.document()


def _edit_node(outline: Outline, node: NodeId, how: str, edits: Edits) -> None:
    rng = edits.random
    here = outline.nodes[node]
    match how:
        case "text":
            blocks = [sentence.split(" ") for sentence in here.body.split("\n")]
            words = rng.choice([line for line in blocks if line != [""]] or [[""]])
            words[rng.randrange(len(words))] = edits.word()
            outline.set_part(node, "body", "\n".join(" ".join(line) for line in blocks))
        case "title":
            outline.set_part(node, "title", f"{here.title} {edits.word()}")
        case "field":
            outline.nodes[node] = _with_random_fields(here, rng, 2)
        case "move" | "order":
            parent = here.parent if how == "order" else rng.choice([None, *outline.nodes])
            if parent is None or not outline.is_below(parent, node):
                outline.move(node, parent, rng.choice([None, *(x for x in outline.children[parent] if x != node)]))
        case "remove":
            outline.remove(node)
        case _:
            outline.replace_document(subtitle=f"For all {edits.word()}")


def all_text(doc: Document) -> str:
    """Return every word of a document."""
    return "\n".join(
        [doc.title, doc.subtitle, *(f"{node.id} {node.title} {node.body} {node.fields}" for node in doc.nodes)]
    )


def without_place(node: Node) -> Node:
    return replace(node, parent=None)
