"""What typed and pasted text goes through before it is kept."""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 500
LIMITS = {"title": 300, "headline": LINE_LIMIT, "message": LINE_LIMIT}
"""Most characters of the short parts; other prose may have PROSE_LIMIT."""
PROSE_LIMIT = 100_000

# C0 and C1 controls, lone surrogates and the two non-characters; tab and newline stay, and so do no-break spaces,
# which French and Russian typography needs, and joiners, which Persian-script names and emoji need.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\n ]+")


def cleaned(text: str) -> str:
    """Return the text in normal form C with plain line ends and without control characters; stable when repeated."""
    plain = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", plain)


def one_line(text: str) -> str:
    """Return the text cleaned, on one line and without space around it."""
    return _SPACES.sub(" ", cleaned(text)).strip(" ")


def limit_of(part: str) -> int:
    """Return how many characters a prose part may have."""
    return LIMITS.get(part, PROSE_LIMIT)
