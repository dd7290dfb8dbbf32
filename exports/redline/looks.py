"""Runs of text back to HTML, and the marks of what changed in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from adaptations import diff_words
from adaptations.wording.tokens import similarity
from exports.redline.labels import Labels
from exports.redline.runs import BREAK, Run, Runs, cut, text_of

REPLACED_BELOW = 0.35
"""Less alike than this, a sentence is shown as replaced: single words in common would only confuse."""


def written(runs: Sequence[Run], *, verbatim: bool = False) -> str:
    """Return the HTML of the runs; a line break is one, unless `verbatim` as in code."""
    parts: list[str] = []
    opened: list[tuple[str, str]] = []
    for run in runs:
        wanted = [(style, "") for style in run.styles]
        if run.link:
            wanted.insert(0, ("a", run.link))
        shared = next((n for n, pair in enumerate(zip(opened, wanted, strict=False)) if pair[0] != pair[1]), None)
        keep = min(len(opened), len(wanted)) if shared is None else shared
        parts += [f"</{tag}>" for tag, _ in reversed(opened[keep:])]
        parts += [_start(tag, address) for tag, address in wanted[keep:]]
        opened = wanted
        parts.append(run.html or _escaped(run.text, verbatim=verbatim))
    parts += [f"</{tag}>" for tag, _ in reversed(opened)]
    return "".join(parts)


def inserted(runs: Sequence[Run], labels: Labels, *, moved: bool = False, verbatim: bool = False) -> str:
    """Return the runs marked as inserted, or as moved to here."""
    return added(written(runs, verbatim=verbatim), labels, moved=moved) if runs else ""


def deleted(runs: Sequence[Run], labels: Labels, *, moved: bool = False, verbatim: bool = False) -> str:
    """Return the runs marked as deleted, or as moved away from here."""
    return removed(written(runs, verbatim=verbatim), labels, moved=moved) if runs else ""


def added(html: str, labels: Labels, *, moved: bool = False) -> str:
    """Return HTML marked as inserted, or as moved to here."""
    kind, word = ("d-in d-moved", labels.moved_here) if moved else ("d-in", labels.inserted)
    return f'<ins class="{kind}">{_spoken(word)}{html}{SPOKEN_END}</ins>'


def removed(html: str, labels: Labels, *, moved: bool = False) -> str:
    """Return HTML marked as deleted, or as moved away from here."""
    kind, word = ("d-out d-moved", labels.moved_away) if moved else ("d-out", labels.deleted)
    return f'<del class="{kind}">{_spoken(word)}{html}{SPOKEN_END}</del>'


def compared(old: Runs, new: Runs, labels: Labels, *, verbatim: bool = False) -> str:
    """Return the new runs with the changes since the old ones marked, word by word where they are alike enough."""
    if old == new:
        return written(new, verbatim=verbatim)
    before, after = text_of(old), text_of(new)
    if before != after and similarity(before, after) < REPLACED_BELOW:
        return deleted(old, labels, verbatim=verbatim) + inserted(new, labels, verbatim=verbatim)
    parts: list[str] = []
    for op, left, right in _stretches(old, new):
        match op:
            case "same":
                parts.append(_same(left, right, labels, verbatim=verbatim))
            case "removed":
                parts.append(deleted(left, labels, verbatim=verbatim))
            case _:
                parts.append(inserted(right, labels, verbatim=verbatim))
    return "".join(parts)


def formatted(html: str, labels: Labels) -> str:
    """Return HTML marked as changed in its look only."""
    return f'<span class="d-format">{_spoken(labels.formatting)}{html}{SPOKEN_END}</span>'


def moved_pair(old: Runs, new: Runs, labels: Labels, *, verbatim: bool = False) -> tuple[str, str]:
    """Return a passage that moved as it stood and as it stands; words that changed on the way are marked in both."""
    before: list[str] = []
    after: list[str] = []
    for op, left, right in _stretches(old, new):
        if op == "same":
            before.append(written(left, verbatim=verbatim))
            after.append(written(right, verbatim=verbatim))
        elif op == "removed":
            before.append(_on_the_way(written(left, verbatim=verbatim), labels))
        else:
            after.append(_on_the_way(written(right, verbatim=verbatim), labels))
    return removed("".join(before), labels, moved=True), added("".join(after), labels, moved=True)


def _stretches(old: Runs, new: Runs) -> Iterator[tuple[str, Runs, Runs]]:
    """Yield ("same", "removed" or "added"; old runs; new runs) in order."""
    at_old = at_new = 0
    for change in diff_words(text_of(old), text_of(new)):
        end_old = at_old + (len(change.text) if change.op != "added" else 0)
        end_new = at_new + (len(change.text) if change.op != "removed" else 0)
        yield change.op, cut(old, at_old, end_old), cut(new, at_new, end_new)
        at_old, at_new = end_old, end_new


def _same(old: Runs, new: Runs, labels: Labels, *, verbatim: bool) -> str:
    """Return a stretch whose words are the same, dotted where its look is not, with changed addresses spelled out."""
    parts: list[str] = []
    for left, right in _by_look(old, new):
        html = written(right, verbatim=verbatim)
        if left[0].look == right[0].look and left[0].html == right[0].html:
            parts.append(html)
            continue
        parts.append(formatted(html, labels))
        if left[0].link != right[0].link:
            told = labels.link.replace("{new}", right[0].link or labels.no_link)
            told = told.replace("{old}", left[0].link or labels.no_link)
            parts.append(f'<span class="d-note"> [{escape(told)}]</span>')
    return "".join(parts)


def _by_look(old: Runs, new: Runs) -> Iterator[tuple[Runs, Runs]]:
    """Cut two stretches of the same text where either changes its look, and join what looks alike on both sides."""
    edges: set[int] = set()
    for runs in (old, new):
        position = 0
        for run in runs:
            position += len(run.text)
            edges.add(position)
    joined: list[tuple[Runs, Runs]] = []
    start = 0
    for end in sorted(edges):
        left, right = cut(old, start, end), cut(new, start, end)
        start = end
        if not left or not right:
            continue
        if joined and joined[-1][0][0].look == left[0].look and joined[-1][1][0].look == right[0].look:
            joined[-1] = (joined[-1][0] + left, joined[-1][1] + right)
        else:
            joined.append((left, right))
    return iter(joined)


def _on_the_way(html: str, labels: Labels) -> str:
    return f'<span class="d-changed">{_spoken(labels.changed)}{html}{SPOKEN_END}</span>'


SPOKEN_END = '<span class="vh">]</span>'


def _spoken(word: str) -> str:
    return f'<span class="vh">[{escape(word)}: </span>'


def _start(tag: str, address: str) -> str:
    return f'<a href="{escape(address)}" rel="noopener noreferrer">' if tag == "a" else f"<{tag}>"


def _escaped(text: str, *, verbatim: bool) -> str:
    html = escape(text, quote=False)
    return html if verbatim else html.replace(BREAK, "<br>")
