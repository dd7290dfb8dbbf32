"""What comes of reading a file: a document with remarks, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from adaptations import Document


class Reason(StrEnum):
    """Why a file can't be read."""

    NOT_UTF8 = "not_utf8"
    BINARY = "binary"
    TOO_LARGE = "too_large"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no Markdown; `detail` is the offending byte's position or the size in bytes, "" otherwise."""

    reason: Reason
    detail: str = ""


class Note(StrEnum):
    """What was mended while reading, each a sentence to be shown once, in English."""

    SAME_ID = "Some parts had the same identifier; the later ones were given new identifiers."
    UNKNOWN_KIND = "Some parts were of an unknown kind; they became sections."
    UNKNOWN_FIELD = "Some field names are not known; what stood there was kept in the text."
    WRONG_VALUE = "Some field values do not fit their field; they were kept in the text."
    OTHER_PROPERTIES = "The file's other properties were kept in a last section."
    SAME_QUESTION = "Some questions were defined twice; the first definition holds, the others are in the last section."


@dataclass(frozen=True, slots=True)
class Parsed:
    """The document that a file holds, and what was mended on the way, each note once."""

    document: Document
    notes: tuple[Note, ...] = ()
