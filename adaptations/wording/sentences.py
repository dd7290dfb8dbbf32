"""Cutting running text into sentences, never inventing a boundary: two sentences taken for one only ask more."""

from __future__ import annotations

import re
from functools import lru_cache

from adaptations.wording.risks import words_of

END = re.compile(r"[.!?](?P<closing>[\"»”’')\]*_]*)(?P<space>\s+)(?=[\"«“„(\[*_]*(?:\{\{|[^\W\d_]))")
OPENING = "\"«“„([*_'’"
NUMERAL = re.compile(r"[\d.,:/-]+$")

ABBREVIATIONS = words_of(
    """
    e.g i.e etc vs art arts no nos fig figs cf approx dr mr mrs ms prof st par para sec ch vol ed eds pp p inc ltd co
    corp dept govt mln mlrd trln bn est al ca jan feb mar apr jun jul aug sep sept oct nov dec
    viz resp incl excl max min tel
    ст ч п пп пт гл разд г гг вв в т.е т.д т.п др пр им рис см ср млн млрд трлн тыс руб коп англ напр проф акад ул пр-т
    пр д кв стр с тел ок обл р-н респ мин макс прим изд абз подп включ искл долл
    б бб т ж жж т.б т.с.с мыс ғ қ көш обл ауд млн
    ж жж б-ча к көч м уу
    м с ш ғ ва д
    ý s b m ş meselem
    y b v h.k sh k masalan
    """
)


@lru_cache(maxsize=16_384)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of each sentence, end space left out; the text must not start or end with space."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in END.finditer(text):
        if _ends_sentence(text, start, found.start()) and _begins_sentence(text, found.end()):
            spans.append((start, found.start("space")))
            start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)


def _begins_sentence(text: str, at: int) -> bool:
    rest = text[at : at + 8].lstrip(OPENING)
    return rest.startswith("{{") or rest[:1].isupper()


def _ends_sentence(text: str, start: int, at: int) -> bool:
    """Tell whether the mark at `at` may end the sentence that began at `start`."""
    if text[at] != ".":
        return True
    words = text[start:at].split()
    if not words or text[at - 1 : at] == ".":
        return False
    last = words[-1].lstrip(OPENING).lower()
    if last in ABBREVIATIONS or (len(last) == 1 and last.isalpha()) or "." in last.strip("."):
        return NUMERAL.match(last) is not None and len(words) > 1
    return not (NUMERAL.match(last) and len(words) == 1)
