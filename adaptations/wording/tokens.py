"""Tokens of running text: how it is cut into words, folded, compared and differenced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from diff_match_patch import diff_match_patch

TOKEN = re.compile(r"\s*(?:\{\{[^{}]*\}\}|\d+(?:[.,]\d+)*|\w+(?:[-'’‘ʻʼ]\w+)*|[^\w\s])")
FINE_TOKEN = re.compile(r"\{\{[^{}]*\}\}|\d+(?:[.,]\d+)*|\w+(?:[-'’‘ʻʼ]\w+)*|[^\w\s]|\s")
QUESTION_TOKEN = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")

TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("’‘‛ʼʻ`´", "'"),
        **dict.fromkeys("–—‑‐‒―", "-"),
        "…": "...",
        "\u00ad": None,
        "\u200b": None,
    }
)

MOST_TOKENS = 600
"""Longer token lists are compared by their ends only, so that no sentence makes a merge slow."""

Hunk = tuple[int, int, int, int]
"""A changed range: old[a:b] became new[c:d]."""


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return the wording without its typography: plain quotes and dashes, single spaces."""
    folded = " ".join(text.translate(TYPOGRAPHY).split())
    if "{{" in folded:
        return QUESTION_TOKEN.sub(r"{{\1}}", folded)
    return folded


@lru_cache(maxsize=16_384)
def tokens(text: str) -> tuple[str, ...]:
    """Cut a text into tokens, each with the white space before it; joined they give the text without its end space."""
    return tuple(TOKEN.findall(text))


@lru_cache(maxsize=16_384)
def folded_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens as they count in comparisons, without white space and typography."""
    return tuple(fold(each) for each in tokens(text))


def common_length(old: Sequence[str], new: Sequence[str]) -> int:
    """Return the length of the longest common subsequence (bit-parallel; Hyyrö 2004)."""
    where: dict[str, int] = {}
    for position, token in enumerate(old):
        where[token] = where.get(token, 0) | 1 << position
    mask = (1 << len(old)) - 1
    row = mask
    for token in new:
        matches = row & where.get(token, 0)
        row = ((row + matches) | (row - matches)) & mask
    return len(old) - row.bit_count()


@lru_cache(maxsize=16_384)
def similarity(old: str, new: str) -> float:
    """Return how alike two texts are, 0 to 1: twice the common tokens over all tokens."""
    before, after = folded_tokens(old), folded_tokens(new)
    total = len(before) + len(after)
    if not before or not after:
        return 1.0 if not total else 0.0
    if total > 2 * MOST_TOKENS:
        shared = set(before) & set(after)
        return sum(token in shared for token in (*before, *after)) / total
    return 2 * common_length(before, after) / total


def hunks(old: Sequence[str], new: Sequence[str]) -> tuple[Hunk, ...]:
    """Return the changed ranges of two lists of tokens, after semantic clean-up, in order."""
    if max(len(old), len(new)) > MOST_TOKENS:
        return _outer_hunk(old, new)
    codes: dict[str, str] = {}
    found = _differences(_as_characters(old, codes), _as_characters(new, codes))
    result: list[Hunk] = []
    at_old = at_new = 0
    for op, run in found:
        before_old, before_new = at_old, at_new
        at_old += len(run) if op <= 0 else 0
        at_new += len(run) if op >= 0 else 0
        if not op:
            continue
        if result and result[-1][1] == before_old and result[-1][3] == before_new:
            start_old, _, start_new, _ = result.pop()
            before_old, before_new = start_old, start_new
        result.append((before_old, at_old, before_new, at_new))
    return tuple(result)


def word_runs(old: str, new: str) -> list[tuple[int, str]]:
    """Return (-1 removed, 0 same, 1 added; text) runs; white space and punctuation are tokens of their own."""
    codes: dict[str, str] = {}
    found = _differences(
        _as_characters(FINE_TOKEN.findall(old), codes), _as_characters(FINE_TOKEN.findall(new), codes), seconds=1.0
    )
    words = {code: token for token, code in codes.items()}
    return [(op, "".join(words[code] for code in run)) for op, run in found]


def _differences(old: str, new: str, *, seconds: float = 0) -> list[tuple[int, str]]:
    engine = diff_match_patch()
    engine.Diff_Timeout = seconds
    found: list[tuple[int, str]] = engine.diff_main(old, new, checklines=False)
    engine.diff_cleanupSemantic(found)
    return found


def _as_characters(parts: Sequence[str], codes: dict[str, str]) -> str:
    """Map tokens to characters: punctuation and spaces stay, so that clean-up can see the edges of words."""
    for part in parts:
        if part not in codes:
            plain = len(part) == 1 and not part.isalnum() and ord(part) < FIRST_WORD
            codes[part] = part if plain else chr(FIRST_WORD + len(codes))
    return "".join(codes[part] for part in parts)


FIRST_WORD = 0x20000
"""Words are mapped to ideographs from here on, which count as letters."""


def _outer_hunk(old: Sequence[str], new: Sequence[str]) -> tuple[Hunk, ...]:
    if list(old) == list(new):
        return ()
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    return ((head, len(old) - tail, head, len(new) - tail),)
