"""The laws of merging text, with the short cuts for equal texts on and off."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import assume, given

from adaptations import Level, TextMerge, merge_text
from adaptations.wording.blocks import UnitKind
from adaptations.wording.text_merge import merge_pieces
from adaptations.wording.tokens import folded_tokens
from adaptations.wording.units import cut
from tests.strategies import LAWS, Edits, chance, edited_blocks, edited_sentence, seeds, text_blocks, text_of


def texts(seed, one, two):
    """Return base, upstream, local and the edits of both; every text is written down in its own way."""
    rng = chance(seed)
    blocks = text_blocks(rng)
    up, here = Edits(one, "m"), Edits(two, "l")
    theirs, ours = edited_blocks(blocks, up), edited_blocks(blocks, here)
    state = rng.random()
    return (*(text_of(each, chance(state)) for each in (blocks, theirs, ours)), up, here)


def slow(base, upstream, local) -> TextMerge:
    return merge_pieces(cut(base), cut(upstream), cut(local))


def is_clean(merged: TextMerge) -> bool:
    return not any(each.level is Level.CONFLICT for each in merged.issues)


def asks(merged: TextMerge) -> bool:
    return any(each.level in {Level.REVIEW, Level.CONFLICT} for each in merged.issues)


def everything(merged: TextMerge) -> str:
    shown = [text for each in merged.issues for text in (each.base, each.upstream, each.local, each.proposal or "")]
    return "\n".join([merged.text, *shown])


@LAWS
@given(seeds, seeds, seeds)
def test_what_only_one_side_changed_comes_out_byte_for_byte_as_that_side_wrote_it(seed, one, two):
    base, upstream, local, _, _ = texts(seed, one, two)
    for merge in (merge_text, slow):
        assert merge(base, base, local) == TextMerge(local)
        assert merge(base, upstream, base) == TextMerge(upstream)
        assert merge(base, local, local) == TextMerge(local)


@LAWS
@given(seeds, seeds, seeds)
def test_no_inserted_word_is_lost(seed, one, two):
    base, upstream, local, up, here = texts(seed, one, two)
    found = everything(merge_text(base, upstream, local))
    assert all(word in found for word in (*up.kept(upstream), *here.kept(local)))


@LAWS
@given(seeds, seeds, seeds)
def test_a_merge_without_conflict_holds_each_inserted_word_as_often_as_its_author_wrote_it(seed, one, two):
    base, upstream, local, up, here = texts(seed, one, two)
    merged = merge_text(base, upstream, local)
    assume(not asks(merged) and "{{" not in base)
    for word in (*up.kept(upstream), *here.kept(local)):
        assert merged.text.count(word) == max(upstream.count(word), local.count(word))


@LAWS
@given(seeds, seeds, seeds)
def test_nothing_is_invented(seed, one, two):
    base, upstream, local, _, _ = texts(seed, one, two)
    merged = set(folded_tokens(merge_text(base, upstream, local).text))
    ordinals = {str(number) for number in range(20)}
    assert merged - ordinals <= set(folded_tokens(base)) | set(folded_tokens(upstream)) | set(folded_tokens(local))


@LAWS
@given(seeds, seeds, seeds)
def test_whether_a_person_is_needed_does_not_depend_on_the_side(seed, one, two):
    base, upstream, local, _, _ = texts(seed, one, two)
    there, back = merge_text(base, upstream, local), merge_text(base, local, upstream)
    assert is_clean(there) == is_clean(back)
    wordings = [[piece.key for piece in cut(text).pieces] for text in (base, upstream, local)]
    assume(all(len(keys) == len(set(keys)) for keys in wordings))
    assert asks(there) == asks(back)
    if not asks(there):
        keys = [Counter(piece.key for piece in cut(each.text).pieces) for each in (there, back)]
        assert keys[0] == keys[1]


@LAWS
@given(seeds, seeds)
def test_changes_in_different_sentences_are_merged_without_an_issue(seed, other):
    rng = chance(seed)
    blocks = text_blocks(rng, 8)
    spots = [
        (b, s) for b, (_, sentences) in enumerate(blocks) for s, text in enumerate(sentences) if text[0] not in "|`"
    ]
    wordings = [cut(text).pieces[0].key for _, sentences in blocks for text in sentences]
    assume(len(spots) > 1 and len(set(wordings)) == len(wordings))
    rng.shuffle(spots)
    half = rng.randrange(1, len(spots))
    edits = Edits(other, "q")
    versions = []
    for mine in (spots[:half], spots[half:], spots):
        copy = [(marker, list(sentences)) for marker, sentences in blocks]
        for b, s in mine:
            if mine is not spots:
                copy[b][1][s] = edited_sentence(copy[b][1][s], edits)
        versions.append(copy)
    upstream, local, expected = versions
    for b, s in spots:
        expected[b][1][s] = (upstream if (b, s) in spots[:half] else local)[b][1][s]
    texts_of = [text_of(each, chance(seed)) for each in (blocks, upstream, local, expected)]
    assert merge_text(*texts_of[:3]) == TextMerge(texts_of[3])


@LAWS
@given(seeds, seeds, seeds)
def test_pulling_a_second_time_changes_nothing(seed, one, two):
    base, upstream, local, _, _ = texts(seed, one, two)
    merged = merge_text(base, upstream, local).text
    assert merge_text(upstream, upstream, merged) == TextMerge(merged)
    assert slow(upstream, upstream, merged) == TextMerge(merged)


@LAWS
@given(seeds, seeds, seeds)
def test_a_passage_that_both_sides_removed_does_not_come_back(seed, one, two):
    base, upstream, local, _, _ = texts(seed, one, two)
    before, theirs, ours, after = (
        {piece.key for piece in cut(text).pieces}
        for text in (base, upstream, local, merge_text(base, upstream, local).text)
    )
    assert not (before - theirs - ours) & after


@LAWS
@given(seeds, seeds, seeds)
def test_a_conflict_shows_both_wordings_and_proposes_none(seed, one, two):
    for issue in merge_text(*texts(seed, one, two)[:3]).issues:
        if issue.level is Level.CONFLICT:
            assert issue.upstream or issue.local
            assert issue.proposal is None


@LAWS
@given(seeds, seeds, seeds)
def test_a_contribution_that_the_region_took_as_it_is_needs_nothing_more(seed, one, two):
    base, upstream, local, _, _ = texts(seed, one, two)
    rebased = merge_text(base, local, upstream)
    assume(not asks(rebased))
    assert slow(local, rebased.text, local) == TextMerge(rebased.text)


@LAWS
@given(seeds, seeds, seeds)
def test_two_changes_inside_one_sentence_are_never_merged_silently(seed, one, two):
    rng = chance(seed)
    words = [f"word{n}" for n in range(rng.randint(4, 12))]
    base = "Each " + " ".join(words) + "."
    upstream, local = edited_sentence(base, Edits(one, "m")), edited_sentence(base, Edits(two, "l"))
    assert asks(merge_text(base, upstream, local))


@LAWS
@given(seeds, seeds, seeds)
def test_no_merged_sentence_holds_words_of_both_sides_without_an_issue_about_it(seed, one, two):
    base, upstream, local, _, _ = texts(seed, one, two)
    merged = merge_text(base, upstream, local)
    proposed = {issue.proposal for issue in merged.issues if issue.level is Level.REVIEW}
    for piece in cut(merged.text).pieces:
        mixed = re.search(r"\bm\d+x", piece.source) and re.search(r"\bl\d+x", piece.source)
        if mixed and piece.unit.kind is not UnitKind.TABLE and "{{" not in base:
            assert any(proposal and piece.source in proposal for proposal in proposed)


@LAWS
@given(seeds)
def test_cutting_loses_no_byte(seed):
    rng = chance(seed)
    text = "".join(rng.choice("ab Аб. !?#|-1`*~>_<=[]:{}\t\n\n\n«»…") for _ in range(rng.randint(0, 80)))
    assert cut(text).text() == text
