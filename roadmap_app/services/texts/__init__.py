"""The texts of nodes: an append-only log of updates is the only truth, columns are its cache."""

from roadmap_app.services.texts.cleaning import LIMITS, cleaned, limit_of
from roadmap_app.services.texts.log import CorruptTextError, UnknownStateError, first_update
from roadmap_app.services.texts.writing import TextWritten, overwrite, read, seen, write

__all__ = [
    "LIMITS",
    "CorruptTextError",
    "TextWritten",
    "UnknownStateError",
    "cleaned",
    "first_update",
    "limit_of",
    "overwrite",
    "read",
    "seen",
    "write",
]
