"""Word-level edits of a live text, with offsets in the unit that pycrdt counts in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from diff_match_patch import diff_match_patch
from pycrdt import Doc, Text

DIFF_SECONDS = 0.5

# A word with its marks, apostrophes and hyphens; newlines; other space; a flag; any other sign with what is joined to
# it. No sign of several code points is ever torn apart.
_TOKEN = re.compile(
    "[\\w\u0300-\u036f'\u2019\u02bb\u02bc-]+|\n+|[^\\S\n]+|[\U0001f1e6-\U0001f1ff]{2}"
    "|[^\\w\\s](?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\u0300-\u036f]|\u200d[^\\w\\s])*"
)
_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800
# diff-match-patch compares characters: each distinct word becomes one, and there are not more characters than this.
_MOST_WORDS = 0x110000 - _SURROGATES - 1


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the code points `start` to `end` of the old text."""

    start: int
    end: int
    replacement: str


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return the word-level edits that turn old into new: ascending, not overlapping.

    Words are encoded as characters and compared by Myers' algorithm (diff-match-patch); after DIFF_SECONDS the rest
    becomes one larger edit, which is coarser but just as correct.
    """
    codes: dict[str, str] = {}
    old_words, new_words = _TOKEN.findall(old), _TOKEN.findall(new)
    if "".join(old_words) != old or "".join(new_words) != new:
        raise AssertionError("the words of a text must make up the text")
    engine = diff_match_patch()
    engine.Diff_Timeout = DIFF_SECONDS
    pieces = engine.diff_main(_encoded(old_words, codes), _encoded(new_words, codes), False)  # noqa: FBT003 -- its API
    return _grouped(pieces, old_words, new_words)


def rewrite(text: Text, new: str) -> None:
    """Turn a text of a live document into new, word by word, in one transaction; the caller owns the document."""
    old = str(text)
    with text.doc.transaction():
        # From the end, so that the offsets of the earlier edits stay true.
        for edit in reversed(edits(old, new)):
            start, end = OFFSET(old, edit.start), OFFSET(old, edit.end)
            if end > start:
                del text[start:end]
            if edit.replacement:
                text.insert(start, edit.replacement)
    if str(text) != new:
        raise AssertionError("pycrdt counts in another unit than the probe found")


def _encoded(words: list[str], codes: dict[str, str]) -> str:
    for word in words:
        if word not in codes:
            number = len(codes) + 1
            if number > _MOST_WORDS:
                raise ValueError("the text has too many different words to compare")
            codes[word] = chr(number if number < _FIRST_SURROGATE else number + _SURROGATES)
    return "".join(codes[word] for word in words)


def _grouped(pieces: list[tuple[int, str]], old_words: list[str], new_words: list[str]) -> tuple[Edit, ...]:
    found: list[Edit] = []
    place = old_at = new_at = 0
    removed, added = "", ""
    for kind, codes in [*pieces, (0, "")]:
        if kind == 0:
            if removed or added:
                found.append(Edit(place, place + len(removed), added))
                place += len(removed)
                removed, added = "", ""
            place += sum(map(len, old_words[old_at : old_at + len(codes)]))
        if kind <= 0:
            removed += "".join(old_words[old_at : old_at + len(codes)]) if kind else ""
            old_at += len(codes)
        if kind >= 0:
            added += "".join(new_words[new_at : new_at + len(codes)]) if kind else ""
            new_at += len(codes)
    return tuple(found)


def _probed() -> Callable[[str, int], int]:
    """Find out by trial how pycrdt counts: bytes today, perhaps characters one day; a wrong guess corrupts texts."""
    document: Doc[Text] = Doc()
    probe = document.get("probe", type=Text)
    probe += "Қ🙂"
    match len(probe):
        case 6:
            return lambda text, index: len(text[:index].encode())
        case 3:
            return lambda text, index: len(text[:index].encode("utf-16-le")) // 2
        case 2:
            return lambda _text, index: index
        case unknown:
            raise RuntimeError(f"pycrdt counts two characters as {unknown}; texts would be corrupted")


OFFSET = _probed()
"""Turn an index in code points of a text into an offset as pycrdt counts."""
