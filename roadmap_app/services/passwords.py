"""Passwords: which are good enough, how they are kept, how they are checked."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 5
SHORTEST_OWN_WORD = 4

# OWASP's first choice for argon2id where memory is scarce: 30 people signing in at once stay below 600 MiB.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked instead of a password that doesn't exist, so that the answer takes as long as for one that does.
_NOBODYS = _HASHER.hash("nobody has this password")

_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "абвгдежзийклмнопрстуфхцчшщ",
)
_RUN_LENGTH = 4
_COMMON_WORDS = """
password passphrase passwd pass parol пароль admin administrator root user login welcome letmein iloveyou secret
master dragon monkey football baseball sunshine princess superman batman trustno correcthorsebattery
correcthorsebatterystaple changeme default temporary temp test testing example qwerty azerty hello access
whatever starwars pokemon freedom shadow michael jennifer computer internet samsung google facebook
roadmap creative creativeeconomy creativecentralasia centralasia association network kazakhstan kyrgyzstan
tajikistan turkmenistan uzbekistan almaty astana bishkek dushanbe ashgabat tashkent samarkand
казахстан кыргызстан таджикистан туркменистан узбекистан
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_LEET = str.maketrans("013457@$!", "oieastasi")


class Weakness(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    OWN_NAME = "own_name"


def weakness(password: str, *, email: str, name: str) -> Weakness | None:
    """Return why this person shouldn't use this password, or None when it will do."""
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    folded = unicodedata.normalize("NFKC", password).casefold()
    own = [each for each in re.split(r"[\W_]+", f"{email} {name}".casefold()) if len(each) >= SHORTEST_OWN_WORD]
    if _is_made_of(folded, own):
        return Weakness.OWN_NAME
    return Weakness.COMMON if _is_common(folded) else None


def hashed(password: str) -> str:
    """Return the form in which a password is kept."""
    return _HASHER.hash(unicodedata.normalize("NFKC", password))


def matches(kept: str, password: str) -> bool:
    """Say whether this is the password kept; "" (no password) takes as long and matches nothing."""
    if len(password) > LONGEST:
        # Nobody has one so long, and bringing megabytes into normal form takes seconds.
        kept, password = "", ""
    try:
        _HASHER.verify(kept or _NOBODYS, unicodedata.normalize("NFKC", password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def is_outdated(kept: str) -> bool:
    """Say whether a kept password should be hashed anew, because the parameters have been raised since."""
    return _HASHER.check_needs_rehash(kept)


def _is_common(folded: str) -> bool:
    if len(set(folded)) < FEWEST_DIFFERENT or len(_without_runs(folded)) < _RUN_LENGTH:
        return True
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    return any(_is_made_of(each, _COMMON) for each in (folded, core.translate(_LEET)))


def _is_made_of(folded: str, words: frozenset[str] | list[str]) -> bool:
    """Say whether nothing is left besides these words, digits, signs and runs such as 1234 or qwerty."""
    for word in sorted(words, key=len, reverse=True):
        folded = folded.replace(word, " ")
    return " " in folded and re.sub(r"[\W\d_]+", "", _without_runs(folded)) == ""


def _without_runs(folded: str) -> str:
    """Return the text without pieces of four or more neighbours on a keyboard or in the alphabet."""
    rest, at = "", 0
    while at < len(folded):
        length = next((n for n in range(len(folded) - at, _RUN_LENGTH - 1, -1) if _is_run(folded[at : at + n])), 0)
        rest += "" if length else folded[at]
        at += length or 1
    return rest


def _is_run(piece: str) -> bool:
    return any(piece in run or piece[::-1] in run for run in _RUNS)
