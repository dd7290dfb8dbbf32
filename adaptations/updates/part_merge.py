"""Merging one part of one node: text, one line, a scalar field, a group of fields, rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from adaptations.document import Row, Value
from adaptations.fields import Form
from adaptations.judgement import Issue, Level, Reason, worst
from adaptations.order import merge_order
from adaptations.parts import form_of
from adaptations.updates.cases import FieldGroup
from adaptations.wording.sentence_merge import merge_sentence
from adaptations.wording.text_merge import merge_text
from adaptations.wording.tokens import fold

PartValue = Value | FieldGroup
WORDED = {Form.PROSE, Form.LINE, Form.ROWS}


@dataclass(frozen=True, slots=True)
class PartMerge:
    """The outcome for one part: the value to set or to propose (None: none), and why."""

    level: Level
    reason: Reason
    proposal: PartValue | None
    issues: tuple[Issue, ...] = ()


def merge_part(
    part: str, base: PartValue, upstream: PartValue, local: PartValue, *, translated: bool = False
) -> PartMerge:
    """Merge one part that upstream changed; the outcome equal to `local` means that nothing needs to be decided."""
    if upstream == local:
        return PartMerge(Level.AUTO, Reason.ALREADY_HERE, local)
    if local == base:
        reason = Reason.TYPOGRAPHY if _typography_only(base, upstream) else Reason.ONLY_UPSTREAM
        return PartMerge(Level.AUTO, reason, upstream)
    form = Form.CHOICE if isinstance(base, FieldGroup) else form_of(part)
    if translated and form in WORDED:
        return _merge_translated(base, upstream, local)
    return _merge_both(part, form, base, upstream, local)


def _merge_both(part: str, form: Form, base: PartValue, upstream: PartValue, local: PartValue) -> PartMerge:
    match base, upstream, local:
        case FieldGroup(), FieldGroup(), FieldGroup():
            return _merge_group(base, upstream, local)
        case str(), str(), str() if form is Form.PROSE:
            return _from_text(local, *_text_outcome(base, upstream, local))
        case str(), str(), str() if part in {"title", "subtitle"}:
            merged = merge_sentence(base, upstream, local)
            return _from_text(local, merged.text, () if merged.issue is None else (merged.issue,))
        case str(), str(), str():
            return _merge_scalar(base, upstream, local)
        case _:
            return _merge_rows(_rows(base), _rows(upstream), _rows(local))


def _typography_only(base: PartValue, upstream: PartValue) -> bool:
    return isinstance(base, str) and isinstance(upstream, str) and fold(base) == fold(upstream)


def _merge_translated(base: PartValue, upstream: PartValue, local: PartValue) -> PartMerge:
    if _typography_only(base, upstream):
        return PartMerge(Level.AUTO, Reason.ALREADY_HERE, local)
    texts = tuple(each if isinstance(each, str) else "" for each in (base, upstream, local))
    issue = Issue(Level.REVIEW, Reason.SOURCE_CHANGED, *texts)
    return PartMerge(Level.REVIEW, Reason.SOURCE_CHANGED, None, (issue,))


def _text_outcome(base: str, upstream: str, local: str) -> tuple[str, tuple[Issue, ...]]:
    merged = merge_text(base, upstream, local)
    return merged.text, merged.issues


def _from_text(local: str, text: str, issues: tuple[Issue, ...]) -> PartMerge:
    gravest = worst(issues)
    if gravest is not None:
        proposal = text if gravest.level is Level.REVIEW else None
        return PartMerge(gravest.level, gravest.reason, proposal, issues)
    return PartMerge(Level.AUTO, Reason.ALREADY_HERE if text == local else Reason.MERGED, text, issues)


def _merge_scalar(base: str, upstream: str, local: str) -> PartMerge:
    if fold(upstream) in {fold(base), fold(local)}:
        return PartMerge(Level.AUTO, Reason.ALREADY_HERE, local)
    if fold(local) == fold(base):
        return PartMerge(Level.AUTO, Reason.MERGED, upstream)
    issue = Issue(Level.CONFLICT, Reason.SAME_FIELD, base, upstream, local)
    return PartMerge(Level.CONFLICT, Reason.SAME_FIELD, None, (issue,))


def _merge_group(base: FieldGroup, upstream: FieldGroup, local: FieldGroup) -> PartMerge:
    """Judge linked fields as one: no change of one side may meet another change of the other side."""
    before, theirs, ours = dict(base.values), dict(upstream.values), dict(local.values)
    names = list(dict.fromkeys((*before, *theirs, *ours)))
    changed_up = {name for name in names if theirs.get(name) != before.get(name)}
    changed_here = {name for name in names if ours.get(name) != before.get(name)}
    if all(ours.get(name) == theirs.get(name) for name in changed_up):
        return PartMerge(Level.AUTO, Reason.ALREADY_HERE, local)
    if all(ours.get(name) == theirs.get(name) for name in changed_here):
        return PartMerge(Level.AUTO, Reason.MERGED, upstream)
    both = any(ours.get(name) != theirs.get(name) for name in changed_up & changed_here)
    return PartMerge(Level.CONFLICT, Reason.SAME_FIELD if both else Reason.LINKED_FIELDS, None)


def _rows(value: PartValue) -> tuple[Row, ...]:
    return value if isinstance(value, tuple) else ()


def _merge_rows(base: tuple[Row, ...], upstream: tuple[Row, ...], local: tuple[Row, ...]) -> PartMerge:
    """Merge lists of rows as sets: rows untouched by both, without the removed, with the added ones."""
    before, theirs, ours = (Counter(each) for each in (base, upstream, local))
    added_up, added_here = theirs - before, ours - before
    removed_up, removed_here = before - theirs, before - ours
    if _rows_clash(added_up, added_here, removed_up, removed_here):
        issue = Issue(Level.CONFLICT, Reason.SAME_CELL, *(_lines(each) for each in (base, upstream, local)))
        return PartMerge(Level.CONFLICT, Reason.SAME_CELL, None, (issue,))
    order = merge_order(_counted(base), _counted(upstream), _counted(local))
    merged = tuple(row for row, _ in order.ids)
    if merged == local:
        return PartMerge(Level.AUTO, Reason.ALREADY_HERE, local)
    notes: tuple[Issue, ...] = ()
    if added_up - added_here and added_here - added_up:
        texts = _lines(tuple(added_up.elements())), _lines(tuple(added_here.elements()))
        notes = (Issue(Level.NOTE, Reason.BOTH_ADDED_ITEMS, "", *texts, "\n".join(texts)),)
    return PartMerge(Level.AUTO, Reason.MERGED, merged, notes)


def _rows_clash(
    added_up: Counter[Row], added_here: Counter[Row], removed_up: Counter[Row], removed_here: Counter[Row]
) -> bool:
    """Tell whether both sides may have changed one row: removed it and added others, or named the same first cell."""
    fresh_up, fresh_here = added_up - added_here, added_here - added_up
    if not fresh_up and not fresh_here:
        return False
    if removed_up & removed_here:
        return True
    names_up = {row[:1] for row in (*fresh_up, *(removed_up - removed_here))}
    names_here = {row[:1] for row in (*fresh_here, *(removed_here - removed_up))}
    return bool(names_up & names_here)


def _counted(rows: tuple[Row, ...]) -> list[tuple[Row, int]]:
    """Tell equal rows apart by counting them."""
    seen: Counter[Row] = Counter()
    result = []
    for row in rows:
        seen[row] += 1
        result.append((row, seen[row]))
    return result


def _lines(rows: tuple[Row, ...]) -> str:
    return "\n".join(" | ".join(row) for row in rows)
