"""Merging two changes of one Markdown text, sentence by sentence; what nobody touched stays byte for byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from adaptations.judgement import Issue, Level, Reason
from adaptations.order import Order, merge_order
from adaptations.wording.alignment import align
from adaptations.wording.blocks import UnitKind
from adaptations.wording.joining import PieceId, Placed, join
from adaptations.wording.sentence_merge import merge_sentence
from adaptations.wording.table_merge import merge_table
from adaptations.wording.tokens import fold
from adaptations.wording.units import RUNNING, Lead, Piece, Pieces, cut


@dataclass(frozen=True, slots=True)
class TextMerge:
    """A merged text and what a person should see.

    `text` holds everything that could be merged: in a passage under REVIEW the proposal, in one under CONFLICT the
    local wording.
    """

    text: str
    issues: tuple[Issue, ...] = ()


@lru_cache(maxsize=8_192)
def merge_text(base: str, upstream: str, local: str) -> TextMerge:
    """Merge two changes of one Markdown text; two changes inside one sentence always come with an issue."""
    if upstream in (local, base):
        return TextMerge(local)
    if local == base:
        return TextMerge(upstream)
    return merge_pieces(cut(base), cut(upstream), cut(local))


def merge_pieces(base: Pieces, upstream: Pieces, local: Pieces) -> TextMerge:
    """Merge two changes of one text that is cut already, without looking for short cuts."""
    return _TextMerge(base, upstream, local).merge()


class _TextMerge:
    """The working state of one merge."""

    def __init__(self, base: Pieces, upstream: Pieces, local: Pieces) -> None:
        self.texts = base, upstream, local
        self.base: dict[PieceId, Piece] = dict(enumerate(base.pieces))
        ids_up, ids_here = _ids(base, upstream, "upstream"), _ids(base, local, "local")
        _unify_inserted(ids_up, upstream, ids_here, local)
        self.upstream = dict(zip(ids_up, upstream.pieces, strict=True))
        self.local = dict(zip(ids_here, local.pieces, strict=True))
        self.issues: list[Issue] = []

    def merge(self) -> TextMerge:
        changed_up, changed_here = self._changed(self.upstream), self._changed(self.local)
        order = merge_order(list(self.base), list(self.upstream), list(self.local), changed_up, changed_here)
        placed = [each for each in map(self._merge_piece, order.ids) if each is not None]
        self._report_order(order)
        self._report_repeats(changed_up, self.local)
        self._report_repeats(changed_here, self.upstream)
        text = join(placed, (self.base, self.upstream, self.local), tuple(each.tail for each in self.texts))
        return TextMerge(text, tuple(self.issues))

    def _changed(self, side: Mapping[PieceId, Piece]) -> frozenset[PieceId]:
        return frozenset(each for each, old in self.base.items() if each in side and side[each].key != old.key)

    def _merge_piece(self, each: PieceId) -> Placed | None:
        old, theirs, ours = self.base.get(each), self.upstream.get(each), self.local.get(each)
        if old is None:
            own = ours or theirs
            return None if own is None else Placed(each, own.lead, own.marker, own.source, own.block)
        if theirs is None or ours is None:
            return self._disputed(each, old, theirs, ours)
        lead, giver = self._lead(old, theirs, ours)
        marker = theirs.marker if giver is not ours and ours.lead != lead else _pick_marker(old, theirs, ours, lead)
        return Placed(each, lead, marker, self._wording(old, theirs, ours), giver.block)

    def _disputed(self, each: PieceId, old: Piece, theirs: Piece | None, ours: Piece | None) -> Placed | None:
        """Report a piece that one side removed and the other changed; it stays as it is here."""
        texts = theirs.source if theirs else "", ours.source if ours else ""
        self.issues.append(Issue(Level.CONFLICT, Reason.REMOVED_AND_CHANGED, old.source, *texts))
        return None if ours is None else Placed(each, ours.lead, ours.marker, ours.source, ours.block)

    def _lead(self, old: Piece, theirs: Piece, ours: Piece) -> tuple[Lead, Piece]:
        """Return how the merged piece begins, and the side that says so."""
        if theirs.lead in (old.lead, ours.lead):
            in_other_block = theirs.lead == ours.lead and theirs.block != old.block and ours.block == old.block
            return ours.lead, theirs if in_other_block else ours
        if ours.lead != old.lead:
            self.issues.append(Issue(Level.REVIEW, Reason.STRUCTURE, old.source, theirs.source, ours.source))
            return ours.lead, ours
        return theirs.lead, theirs

    def _wording(self, old: Piece, theirs: Piece, ours: Piece) -> str:
        if theirs.source in (old.source, ours.source):
            return ours.source
        if ours.source == old.source:
            return theirs.source
        if old.unit.kind is UnitKind.TABLE:
            table = merge_table(old.source, theirs.source, ours.source)
            self.issues.extend(table.issues)
            return table.text
        if old.unit.kind not in RUNNING:
            return self._opaque(old, theirs, ours)
        merged = merge_sentence(old.source, theirs.source, ours.source)
        self.issues.extend([] if merged.issue is None else [merged.issue])
        return merged.text

    def _opaque(self, old: Piece, theirs: Piece, ours: Piece) -> str:
        before, up, here = (fold(each.source) for each in (old, theirs, ours))
        if up in (before, here):
            return ours.source
        if here == before:
            return theirs.source
        self.issues.append(Issue(Level.CONFLICT, Reason.CODE, old.source, theirs.source, ours.source))
        return ours.source

    def _source(self, side: Mapping[PieceId, Piece], ids: tuple[PieceId, ...]) -> str:
        return " ".join(side[each].source for each in ids if each in side)

    def _report_order(self, order: Order[PieceId]) -> None:
        tied = {each for tie in order.ties for each in tie}
        for tie in order.ties:
            self._report_tie(tie, order)
        for each in order.beside_removed:
            if each not in tied:
                up, here = self._source(self.upstream, (each,)), self._source(self.local, (each,))
                self.issues.append(Issue(Level.REVIEW, Reason.BESIDE_REMOVED, "", up, here, up or here))
        for each in sorted(order.fetched, key=str):
            up, here = self._source(self.upstream, (each,)), self._source(self.local, (each,))
            self.issues.append(Issue(Level.REVIEW, Reason.REMOVED_AND_MOVED, self.base[each].source, up, here, ""))
        if order.moved_apart or order.reordered_by_both:
            moved = tuple(order.moved_apart) or tuple(order.ids)
            up, here = self._source(self.upstream, moved), self._source(self.local, moved)
            self.issues.append(Issue(Level.REVIEW, Reason.BOTH_REORDERED, self._source(self.base, moved), up, here))

    def _report_tie(self, tie: tuple[PieceId, ...], order: Order[PieceId]) -> None:
        up, here = self._source(self.upstream, tie), self._source(self.local, tie)
        pieces = [self.upstream.get(each) or self.local[each] for each in tie]
        lost = [each for each in self.base if each not in self.upstream and each not in self.local]
        if all(piece.unit.kind is UnitKind.ITEM for piece in pieces):
            self.issues.append(Issue(Level.NOTE, Reason.BOTH_ADDED_ITEMS, "", up, here, f"{up} {here}"))
        elif self._stood_there(tie, lost, order):
            gone = " ".join(self.base[each].source for each in lost)
            self.issues.append(Issue(Level.CONFLICT, Reason.REPLACED_BY_BOTH, gone, up, here))
        else:
            self.issues.append(Issue(Level.REVIEW, Reason.BOTH_INSERTED, "", up, here, f"{up} {here}"))

    def _stood_there(self, tie: tuple[PieceId, ...], lost: list[PieceId], order: Order[PieceId]) -> bool:
        """Tell whether something that both removed stood where both inserted."""
        before = [each for each in order.ids[: order.ids.index(tie[0])] if isinstance(each, int)]
        after = before[-1] + 1 if before else 0
        return after in lost

    def _report_repeats(self, changed: frozenset[PieceId], other: Mapping[PieceId, Piece]) -> None:
        """Report edited passages whose old wording the other side repeats: the edit is made in one place only."""
        if not changed:
            return
        before, after = Counter(each.key for each in self.base.values()), Counter(each.key for each in other.values())
        for each in sorted(changed, key=str):
            if each in self.upstream and each in self.local and self.upstream[each].key == self.local[each].key:
                continue
            key = self.base[each].key
            if after[key] > before[key] or (before[key] > 1 and after[key] not in (0, before[key])):
                up, here = self._source(self.upstream, (each,)), self._source(self.local, (each,))
                self.issues.append(Issue(Level.REVIEW, Reason.REPEATED_TEXT, self.base[each].source, up, here))


def _pick_marker(old: Piece, theirs: Piece, ours: Piece, lead: Lead) -> str:
    """Return the bytes before the wording from a side that begins as merged; the region's if only it changed them."""
    if theirs.lead == lead and ours.lead == lead and old.lead == lead and ours.marker == old.marker:
        return theirs.marker
    return ours.marker


def _ids(base: Pieces, side: Pieces, name: str) -> list[PieceId]:
    counterpart = align(base.pieces, side.pieces).counterpart
    return [counterpart.get(index, (name, index)) for index in range(len(side.pieces))]


def _unify_inserted(ids_up: list[PieceId], upstream: Pieces, ids_here: list[PieceId], local: Pieces) -> None:
    """Give what both sides inserted behind the same base piece, in the same words, one id."""
    waiting: dict[tuple[int, tuple[str, str]], list[PieceId]] = {}
    for each, piece, anchor in zip(ids_up, upstream.pieces, _anchors(ids_up), strict=True):
        if not isinstance(each, int):
            waiting.setdefault((anchor, piece.key), []).append(each)
    for index, anchor in enumerate(_anchors(ids_here)):
        same = waiting.get((anchor, local.pieces[index].key))
        if same and not isinstance(ids_here[index], int):
            ids_here[index] = same.pop(0)


def _anchors(ids: list[PieceId]) -> list[int]:
    result, last = [], -1
    for each in ids:
        last = each if isinstance(each, int) else last
        result.append(last)
    return result
