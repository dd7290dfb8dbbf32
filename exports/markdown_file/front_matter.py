"""The lines about the whole document at the head of its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adaptations import Document, Question, Row, Value
from exports.markdown_file.outcome import Note
from exports.markdown_file.values import fitted, named_rows, named_text, read_named

RULE = "---"
ENDS = {"---", "..."}
QUESTION_COLUMNS, ANSWER_COLUMNS = 4, 2
QUOTES = "\"'"
BLOCK_MARKS = {"|", "|-", ">", ">-"}
"""Marks of YAML after which a text begins on the next line."""
ALIASES = {"lang": "language"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a file says; None where it says nothing. `other` are lines that mean nothing to us."""

    title: str | None = None
    subtitle: str = ""
    language: str = "en"
    country: str = ""
    id: str | None = None
    questions: tuple[Question, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    other: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def front_matter_lines(document: Document) -> list[str]:
    """Return the head of a document's file."""
    lines = [RULE, *_text("title", document.title)]
    if document.subtitle:
        lines += _text("subtitle", document.subtitle)
    lines += _text("language", document.language)
    if document.country:
        lines += _text("country", document.country)
    lines += _text("id", document.id)
    if document.questions:
        rows = [(each.key, each.label, each.hint, each.default) for each in document.questions]
        lines += named_rows("questions", rows, QUESTION_COLUMNS)
    if document.answers:
        lines += named_rows("answers", document.answers, ANSWER_COLUMNS)
    return [*lines, RULE]


def split_front_matter(lines: Sequence[str]) -> tuple[list[str], int] | None:
    """Return the head's lines and where the text after it begins; None when the file has no head."""
    if not lines or lines[0].rstrip() != RULE:
        return None
    for number in range(1, len(lines)):
        if lines[number].rstrip() in ENDS:
            inside = list(lines[1:number])
            is_empty = not any(line.strip() for line in inside)
            return (inside, number + 1) if is_empty or _is_head(inside) else None
    return None


def read_front_matter(lines: Sequence[str]) -> FrontMatter:
    """Return what the head says; keys that are not ours, and what is said twice, are kept as other lines."""
    texts: dict[str, str] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    other: list[str] = []
    notes: list[Note] = []
    for named in read_named(lines):
        name = ALIASES.get(named.name.lower(), named.name.lower())
        known = name in {"title", "subtitle", "language", "country", "id"}
        if known and name not in texts and isinstance(named.value, str):
            texts[name] = _unquoted(named.value)
        elif name in {"questions", "answers"} and name not in rows and _are_rows(named.value):
            columns = QUESTION_COLUMNS if name == "questions" else ANSWER_COLUMNS
            rows[name] = tuple(fitted(row, columns) for row in named.value if isinstance(row, tuple))
        elif any(line.strip() for line in named.lines):
            other += named.lines
            notes.append(Note.OTHER_PROPERTIES)
    questions, questions_again = _first_of_each(rows.get("questions", ()), QUESTION_COLUMNS)
    answers, answers_again = _first_of_each(rows.get("answers", ()), ANSWER_COLUMNS)
    if questions_again or answers_again:
        other += named_rows("questions", questions_again, QUESTION_COLUMNS) if questions_again else []
        other += named_rows("answers", answers_again, ANSWER_COLUMNS) if answers_again else []
        notes.append(Note.SAME_QUESTION)
    return FrontMatter(
        title=texts.get("title"),
        subtitle=texts.get("subtitle", ""),
        language=texts.get("language", "en"),
        country=texts.get("country", ""),
        id=texts.get("id"),
        questions=tuple(Question(*row) for row in questions),
        answers=tuple(sorted((row[0], row[1]) for row in answers)),
        other=tuple(other),
        notes=tuple(dict.fromkeys(notes)),
    )


def _are_rows(value: Value) -> bool:
    return isinstance(value, tuple) or not value.strip()


def _first_of_each(rows: Sequence[Row], columns: int) -> tuple[list[Row], list[Row]]:
    """Return the rows whose first cell is new, as wide as they must be, and those that repeat one."""
    seen: set[str] = set()
    first: list[Row] = []
    again: list[Row] = []
    for row in rows:
        key = row[0] if row else ""
        (again if key in seen else first).append((*row, *[""] * columns)[:columns])
        seen.add(key)
    return first, again


def _is_head(lines: Sequence[str]) -> bool:
    """Tell whether the lines between two rules are properties rather than text."""
    found = list(read_named([line for line in lines if not line.lstrip().startswith("#")]))
    return any(each.name for each in found) and all(
        each.name or not each.lines[0].strip() or each.lines[0].startswith(("- ", " ")) for each in found
    )


def _text(name: str, value: str) -> list[str]:
    first = value.split("\n", 1)[0]
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in QUOTES
    return named_text(name, f'"{value}"' if quoted or value != value.strip() or first in BLOCK_MARKS else value)


def _unquoted(value: str) -> str:
    first, _, others = value.partition("\n")
    if first.strip() in BLOCK_MARKS:
        return others.strip() if first.strip().startswith("|") else " ".join(others.split())
    text = value.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in QUOTES else text
