"""Two rendered texts side by side: their sentences, aligned by the engine, in one order to be read in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import merge

from adaptations import Unit, UnitKind
from adaptations.wording.alignment import align
from adaptations.wording.sentences import sentence_spans
from adaptations.wording.units import Piece
from exports.redline.passages import Box, Grid, Passage
from exports.redline.runs import BREAK, Runs, cut, text_of


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, or a whole heading, table, code block or rule; of the space after it only a break."""

    boxes: tuple[Box, ...]
    runs: Runs
    grid: Grid | None


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence beside its counterpart; `moved`: they stand in different places.

    A moved pair gives two steps with both sides set: first where it stood (`away`), then where it stands, or the other
    way round.
    """

    boxes: tuple[Box, ...]
    old: Sentence | None
    new: Sentence | None
    moved: bool = False
    away: bool = False

    @property
    def unchanged(self) -> bool:
        """Tell whether nothing at all changed here."""
        if self.moved or self.old is None or self.new is None:
            return False
        same_place = [box.tag for box in self.old.boxes] == [box.tag for box in self.new.boxes]
        return same_place and (self.old.runs, self.old.grid) == (self.new.runs, self.new.grid)


@lru_cache(maxsize=4_096)
def sentences(passages: tuple[Passage, ...]) -> tuple[tuple[Sentence, ...], tuple[Piece, ...]]:
    """Return the sentences of the passages, and the same as the engine's pieces."""
    found: list[Sentence] = []
    pieces: list[Piece] = []
    for passage in passages:
        for number, sentence in enumerate(_split(passage)):
            found.append(sentence)
            pieces.append(_piece(sentence, first=number == 0))
    return tuple(found), tuple(pieces)


def _split(passage: Passage) -> Iterator[Sentence]:
    text = text_of(passage.runs)
    if passage.grid or not text or passage.tag == "pre":
        yield Sentence(passage.boxes, passage.runs, passage.grid)
        return
    spans = sentence_spans(text)
    following = [*(start for start, _ in spans[1:]), len(text)]
    begin = 0
    for (_, stop), after in zip(spans, following, strict=True):
        end = after if BREAK in text[stop:after] else stop
        yield Sentence(passage.boxes, cut(passage.runs, begin, end), None)
        begin = after


def _piece(sentence: Sentence, *, first: bool) -> Piece:
    tag = sentence.boxes[-1].tag
    text = text_of(sentence.runs).strip()
    source = text
    match tag:
        case "table":
            kind = UnitKind.TABLE
            rows = [" | ".join(text_of(cell) for cell in row) for row in sentence.grid.rows] if sentence.grid else []
            text = source = "\n".join(rows)
        case "pre":
            kind = UnitKind.CODE
        case "hr":
            kind = UnitKind.RULE
        case "h3" | "h4" | "h5" | "h6":
            kind = UnitKind.HEADING
        case _:
            kind = UnitKind.PARAGRAPH if first else UnitKind.SENTENCE
    return Piece(Unit(kind, 0, "", text), "", "", source, kind)


@lru_cache(maxsize=8_192)
def steps(old: tuple[Passage, ...], new: tuple[Passage, ...]) -> tuple[Step, ...]:
    """Return both texts as one sequence: old sides in the order of the old text, new ones in that of the new."""
    before, old_pieces = sentences(old)
    after, new_pieces = sentences(new)
    found = align(old_pieces, new_pieces)
    came = {b: a for b, a in found.counterpart.items() if b in found.moved}
    went = {a: b for b, a in came.items()}
    stay = [(a, b) for b, a in sorted(found.counterpart.items()) if b not in found.moved]
    places = _Places(before, after, stay)
    result: list[Step] = []
    at_old = at_new = 0
    for a, b in [*stay, (len(before), len(after))]:
        left: list[tuple[float, Step]] = []
        for index in range(at_old, a):
            other = after[went[index]] if index in went else None
            rank, boxes = places.place(before[index])
            left.append((rank, Step(boxes, before[index], other, moved=other is not None, away=other is not None)))
        right: list[tuple[float, Step]] = []
        for index in range(at_new, b):
            origin = before[came[index]] if index in came else None
            step = Step(after[index].boxes, origin, after[index], moved=origin is not None)
            right.append((places.rank[after[index].boxes[-1]], step))
        result += [step for _, step in merge(left, right, key=lambda each: each[0])]
        if a < len(before):
            places.latest = places.rank[after[b].boxes[-1]]
            result.append(Step(after[b].boxes, before[a], after[b]))
        at_old, at_new = a + 1, b + 1
    return tuple(result)


class _Places:
    """Where sentences of the old text stand among those of the new one."""

    def __init__(self, before: tuple[Sentence, ...], after: tuple[Sentence, ...], stay: list[tuple[int, int]]) -> None:
        self.rank: dict[Box, float] = {}
        self.path: dict[Box, tuple[Box, ...]] = {}
        for sentence in after:
            self.rank.setdefault(sentence.boxes[-1], float(len(self.rank)))
            for depth, box in enumerate(sentence.boxes, start=1):
                self.path[box] = sentence.boxes[:depth]
        self.counterpart: dict[Box, Box] = {}
        taken: set[Box] = set()
        for a, b in stay:
            for old, new in zip(before[a].boxes, after[b].boxes, strict=False):
                if old.tag == new.tag and old not in self.counterpart and new not in taken:
                    self.counterpart[old] = new
                    taken.add(new)
        self.latest = -1.0

    def place(self, sentence: Sentence) -> tuple[float, tuple[Box, ...]]:
        """Return rank and boxes of a sentence that stood in the old text: in what became of its paragraph, or after it.

        Old boxes that have no counterpart keep apart from new ones by their negative serial.
        """
        boxes = sentence.boxes
        known = next((depth for depth in range(len(boxes), 0, -1) if boxes[depth - 1] in self.counterpart), 0)
        around = self.path[self.counterpart[boxes[known - 1]]] if known else ()
        own = tuple(replace(box, serial=-box.serial) for box in boxes[known:])
        if known == len(boxes):
            self.latest = max(self.latest, self.rank[self.counterpart[boxes[-1]]])
            return self.latest, around
        return self.latest + 0.5, around + own
