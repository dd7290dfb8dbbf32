"""Merging two changes of one sentence: never unasked, unless one of them is no change of wording."""

from __future__ import annotations

import re
from dataclasses import dataclass

from adaptations.judgement import Issue, Level, Reason
from adaptations.wording.risks import risk_of_change, risk_of_token
from adaptations.wording.tokens import Hunk, fold, folded_tokens, hunks, tokens

QUESTION = re.compile(r"\\\{\\\{[^{}]*\\\}\\\}")
PAUSES = frozenset(",;:.!?()")
NO_ANSWER = frozenset({Reason.NEGATION, Reason.MODAL, Reason.QUESTION})
FILLED_WORDS = 12
"""An answer typed in the place of a question has at most this many words."""


@dataclass(frozen=True, slots=True)
class SentenceMerge:
    """The wording to show (the proposal, or the local wording in a conflict), and the issue if there is one."""

    text: str
    issue: Issue | None = None


def merge_sentence(base: str, upstream: str, local: str) -> SentenceMerge:
    """Merge two changes of one sentence, or of one line such as a title."""
    if upstream in (local, base):
        return SentenceMerge(local)
    if local == base:
        return SentenceMerge(upstream)
    before, theirs, ours = fold(base), fold(upstream), fold(local)
    if theirs in (ours, before):
        return SentenceMerge(local)
    if ours == before:
        return SentenceMerge(upstream)
    filled = _with_answers(before, theirs, ours, upstream) or _with_answers(before, ours, theirs, local)
    return SentenceMerge(filled) if filled is not None else _merge_words(base, upstream, local)


def _with_answers(before: str, changed: str, filled: str, target: str) -> str | None:
    """Fill the target's questions as `filled` did, when filling is all that it did to the base; else None."""
    if "{{" not in before:
        return None
    questions = re.findall(r"\{\{[^{}]*\}\}", before)
    found = re.fullmatch(QUESTION.sub(lambda _: "(.+?)", re.escape(before)), filled)
    if not found or not all(map(_is_answer, found.groups())):
        return None
    answers: dict[str, str] = {}
    for question, answer in zip(questions, found.groups(), strict=True):
        if answers.setdefault(question, answer) != answer or question not in changed:
            return None
    return re.sub(r"\{\{[^{}]*\}\}", lambda each: answers.get(fold(each[0]), each[0]), target)


def _is_answer(text: str) -> bool:
    """Tell whether a text may be an answer: a name, a date, a sum, but no further clause."""
    words = folded_tokens(text)
    clause = any(risk_of_token(word) in NO_ANSWER or word in PAUSES for word in words)
    return len(words) <= FILLED_WORDS and not clause


def _merge_words(base: str, upstream: str, local: str) -> SentenceMerge:
    before, theirs, ours = folded_tokens(base), folded_tokens(upstream), folded_tokens(local)
    changes_up, changes_here = hunks(before, theirs), hunks(before, ours)

    def issue(level: Level, reason: Reason, proposal: str | None) -> Issue:
        return Issue(level, reason, base, upstream, local, proposal)

    foreign = _not_shared(changes_up, changes_here, theirs, ours)
    if foreign is None:
        return SentenceMerge(local, issue(Level.CONFLICT, Reason.SAME_WORDS, None))
    merged = _put_in(upstream, local, foreign, changes_here)
    if fold(merged) == fold(local):
        return SentenceMerge(local)
    if fold(merged) == fold(upstream):
        return SentenceMerge(upstream)
    risks = [_risk(changes_up, before, theirs), _risk(changes_here, before, ours)]
    risk = next((each for each in risks if each is not None), None)
    if risk is not None:
        return SentenceMerge(local, issue(Level.CONFLICT, risk, None))
    return SentenceMerge(merged, issue(Level.REVIEW, Reason.SAME_SENTENCE, merged))


def _not_shared(
    upstream: tuple[Hunk, ...], local: tuple[Hunk, ...], theirs: tuple[str, ...], ours: tuple[str, ...]
) -> list[Hunk] | None:
    """Return the region's changes that local does not have as well; None when changes of both sides touch."""
    result = []
    for start, end, begin, stop in upstream:
        touching = [each for each in local if each[0] <= end and start <= each[1]]
        if not touching:
            result.append((start, end, begin, stop))
        elif (
            not any(
                (each[0], each[1]) == (start, end) and ours[each[2] : each[3]] == theirs[begin:stop]
                for each in touching
            )
            or len(touching) > 1
        ):
            return None
    return result


def _put_in(upstream: str, local: str, foreign: list[Hunk], own: tuple[Hunk, ...]) -> str:
    """Return the local wording with the region's other changes put in, byte for byte as each side wrote them."""
    theirs, ours = tokens(upstream), list(tokens(local))
    for start, end, begin, stop in reversed(foreign):
        shift = sum((each[3] - each[2]) - (each[1] - each[0]) for each in own if each[1] <= start)
        ours[start + shift : end + shift] = theirs[begin:stop]
    merged = "".join(ours)
    return (merged if local[:1].isspace() else merged.lstrip()) + local[len(local.rstrip()) :]


def _risk(changes: tuple[Hunk, ...], before: tuple[str, ...], after: tuple[str, ...]) -> Reason | None:
    found = [risk_of_change(before[start:end], after[begin:stop]) for start, end, begin, stop in changes]
    return next((each for each in found if each is not None), None)
