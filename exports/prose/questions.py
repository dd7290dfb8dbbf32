"""Questions in rendered text: shown as chips, or filled in with a country's answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

HELD = re.compile(r'<data value="([a-z][a-z0-9_]*)">[^<]*</data>')
BACK = ">↩</a>"


@dataclass(frozen=True, slots=True)
class Answered:
    """What is known of a question: its label, the country's answer and the region's default, "" for none."""

    label: str
    answer: str
    default: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words that only screen readers speak, in the reader's language; `answered` may hold `{label}`."""

    open: str = "question, not answered yet"
    answered: str = "answer to the question “{label}”"
    back: str = "back to the text"


ENGLISH = Words()


def fill(html: str, answers: Mapping[str, Answered], *, chips: bool, words: Words) -> str:
    """Return sanitised HTML with every question replaced, and with the links back from notes spoken."""
    if "<data " in html:
        html = HELD.sub(lambda held: _chip(held[1], answers, words) if chips else _filled(held[1], answers), html)
    if BACK in html:
        html = html.replace(BACK, f'>↩<span class="vh">{escape(words.back)}</span></a>')
    return html


def _chip(key: str, answers: Mapping[str, Answered], words: Words) -> str:
    known = answers.get(key)
    label = known.label if known and known.label else _readable(key)
    answer = known.answer.strip() if known else ""
    state, shown = ("answered", answer) if answer else ("open", label)
    spoken = words.answered.replace("{label}", label) if answer else words.open
    return (
        f'<span class="chip-q" data-state="{state}" data-key="{key}">{escape(shown)}'
        f'<span class="vh"> ({escape(spoken)})</span></span>'
    )


def _filled(key: str, answers: Mapping[str, Answered]) -> str:
    known = answers.get(key)
    if known and (text := known.answer.strip() or known.default.strip()):
        return escape(text)
    return f"[{escape(known.label if known and known.label else _readable(key))}]"


def _readable(key: str) -> str:
    return key.replace("_", " ").strip()
