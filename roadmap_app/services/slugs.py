"""Names of roadmaps in addresses, and the keys of editions."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmap_app.models import Edition, Roadmap

LONGEST = 48

# ISO 9-like letters for the Cyrillic alphabets of the region, so that an address can be typed on any keyboard.
PAIRS = (
    "аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya "
    "әa ғgh қq ңng өo ұu үu һh іi ӣi ӯu ҳh ҷj"
)
CYRILLIC = {pair[0]: pair[1:] for pair in PAIRS.split()}


def slug_of(title: str) -> str:
    """Return a title as small Latin letters, digits and hyphens; "roadmap" when nothing of it can be written so."""
    letters = "".join(CYRILLIC.get(sign, sign) for sign in title.lower())
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:LONGEST].rstrip("-") or "roadmap"


def free_slug(session: Session, title: str) -> str:
    """Return a slug for the title that no roadmap has yet."""
    return _free(slug_of(title), set(session.execute(select(Roadmap.slug)).scalars()))


def free_key(session: Session, wanted: str) -> str:
    """Return the wanted key of an edition, or one like it that no edition has yet."""
    return _free(wanted, set(session.execute(select(Edition.key)).scalars()))


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    return next(name for count in range(2, len(taken) + 3) if (name := f"{wanted}-{count}") not in taken)
