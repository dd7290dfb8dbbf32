"""The steps of a difference as one well-formed text, with what did not change folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from exports.redline.comparing import Step
from exports.redline.grids import compared_grids, one_sided_grid
from exports.redline.labels import Labels
from exports.redline.looks import added, compared, deleted, formatted, inserted, moved_pair, removed
from exports.redline.passages import Box
from exports.redline.runs import BREAK, text_of

FOLDED_ALONE = 240
"""A single unchanged passage is folded from this length on, in characters; two in a row always are."""


@dataclass(slots=True)
class Block:
    """One element at the top of the text, as it grows."""

    parts: list[str] = field(default_factory=list)
    unchanged: bool = True
    length: int = 0
    heading: bool = False


def assembled(steps: Sequence[Step], labels: Labels, *, fold: bool) -> str:
    """Return the HTML of the steps."""
    return "".join(_written(list(_blocks(steps, labels, fold=fold)), labels, fold=fold))


def _written(blocks: Sequence[Block], labels: Labels, *, fold: bool) -> Iterator[str]:
    return _folded(blocks, labels) if fold else ("".join(block.parts) for block in blocks)


def _blocks(steps: Sequence[Step], labels: Labels, *, fold: bool, depth: int = 0) -> Iterator[Block]:
    """Yield the elements at a depth; what did not change inside a quote that did is folded within it."""
    for (tag, _), found in groupby(steps, key=lambda step: (step.boxes[depth].tag, step.boxes[depth].serial)):
        run = list(found)
        if tag != "blockquote" or any(len(step.boxes) == depth + 1 for step in run):
            yield _block(run, labels, depth)
            continue
        inner = list(_blocks(run, labels, fold=fold, depth=depth + 1))
        unchanged = all(block.unchanged for block in inner)
        box = run[0].boxes[depth]
        parts = [_start(box), *_written(inner, labels, fold=fold and not unchanged), _end(box)]
        yield Block(parts, unchanged, sum(block.length for block in inner))


def _block(steps: Sequence[Step], labels: Labels, depth: int) -> Block:
    """Return the element at a depth that all the steps stand in."""
    opened: tuple[Box, ...] = ()
    block = Block(heading=steps[0].boxes[depth].tag in {"h3", "h4", "h5", "h6"})
    spaced = True
    for step in steps:
        boxes = step.boxes[depth:]
        keep = _shared(opened, boxes)
        block.parts += [_end(box) for box in reversed(opened[keep:])]
        block.parts += [_start(box) for box in boxes[keep:]]
        if keep == len(boxes) and not spaced:
            block.parts.append(" ")
        opened = boxes
        html, text = _content(step, labels)
        block.parts.append(html)
        block.unchanged = block.unchanged and step.unchanged
        block.length += len(text)
        spaced = text.endswith(BREAK)
    block.parts += [_end(box) for box in reversed(opened)]
    return block


def _shared(opened: tuple[Box, ...], wanted: tuple[Box, ...]) -> int:
    count = 0
    for left, right in zip(opened, wanted, strict=False):
        if (left.tag, left.serial) != (right.tag, right.serial):
            break
        count += 1
    return count


def _content(step: Step, labels: Labels) -> tuple[str, str]:
    """Return the HTML inside the step's innermost box, and the text that it is about."""
    shown = step.old if step.away or step.new is None else step.new
    text = text_of(shown.runs) if shown else ""
    match step.boxes[-1].tag:
        case "table":
            return _table(step, labels), text
        case "hr":
            return _rule(step, labels), text
        case tag:
            return _words(step, labels, verbatim=tag == "pre"), text


def _words(step: Step, labels: Labels, *, verbatim: bool) -> str:
    old, new = step.old.runs if step.old else (), step.new.runs if step.new else ()
    if step.moved:
        return moved_pair(old, new, labels, verbatim=verbatim)[0 if step.away else 1]
    if step.old is None:
        return inserted(new, labels, verbatim=verbatim)
    if step.new is None:
        return deleted(old, labels, verbatim=verbatim)
    html = compared(old, new, labels, verbatim=verbatim)
    return formatted(html, labels) if old == new and new and not step.unchanged else html


def _table(step: Step, labels: Labels) -> str:
    old, new = step.old and step.old.grid, step.new and step.new.grid
    if old and new and not step.moved:
        return compared_grids(old, new, labels)
    if step.away or not new:
        return one_sided_grid(old, lambda runs: deleted(runs, labels, moved=step.moved)) if old else ""
    return one_sided_grid(new, lambda runs: inserted(runs, labels, moved=step.moved))


def _rule(step: Step, labels: Labels) -> str:
    if step.old and step.new and not step.moved:
        return "<hr>"
    gone = step.away or step.new is None
    return removed("<hr>", labels, moved=step.moved) if gone else added("<hr>", labels, moved=step.moved)


def _start(box: Box) -> str:
    match box.tag:
        case "" | "hr":
            return ""
        case "pre":
            return "<pre><code>"
        case _:
            return f"<{box.tag}{box.attrs}>"


def _end(box: Box) -> str:
    match box.tag:
        case "" | "hr":
            return ""
        case "pre":
            return "</code></pre>"
        case _:
            return f"</{box.tag}>"


def _folded(blocks: Sequence[Block], labels: Labels) -> Iterator[str]:
    """Yield the blocks, runs of unchanged ones in a fold; a heading right above a change stays in sight."""
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and blocks[end].unchanged:
            end += 1
        stop = end - 1 if start < end < len(blocks) and blocks[end - 1].heading else end
        hidden = "".join("".join(block.parts) for block in blocks[start:stop])
        if stop - start > 1 or sum(block.length for block in blocks[start:stop]) >= FOLDED_ALONE:
            line = escape(labels.unchanged(stop - start))
            yield f'<details class="fold"><summary>{line}</summary>{hidden}</details>'
        else:
            yield hidden
        for block in blocks[stop : end + 1]:
            yield "".join(block.parts)
        start = end + 1
