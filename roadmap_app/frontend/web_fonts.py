"""Make small copies of the screen's fonts: the letters of this product's languages, the weights that it uses.

The full fonts stay beside them for every other letter. A changed font may not keep its reserved name, so the copies are
called Roadmap Serif and Roadmap Sans (SIL Open Font License 1.1, condition 3).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0©«»·–—‘’‚“”„†•…‹›€−→←↩×%°ÄäÇçÖöÜüÝý"
LETTERS = "ŇňŞşŽžĞğİıŌōŪūĀāĒēĪīʻʼ"
CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ЁёҰұ№"
CYRILLIC_LETTERS = "ҒғҚқҢңҮүҲҳҶҷҺһӘәӢӣӨөӮӯ"

FEATURES = ["calt", "ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "pnum", "tnum"]
NAME_IDS = (1, 3, 4, 6, 16, 25)
FOLDER = "@fontsource-variable/roadmap/files"


@dataclass(frozen=True, slots=True)
class Family:
    """One family of the screen: its package, its new name, and the lightest and boldest weight that styles ask for."""

    package: str
    name: str
    lightest: int
    boldest: int


FAMILIES = (Family("inter", "Roadmap Sans", 400, 600), Family("source-serif-4", "Roadmap Serif", 300, 600))
SUBSETS = {
    "latin": ("latin", LATIN),
    "letters": ("latin-ext", LETTERS),
    "cyrillic": ("cyrillic", CYRILLIC),
    "cyrillic-letters": ("cyrillic-ext", CYRILLIC_LETTERS),
}


def narrowed_files(packages: Path) -> list[Path]:
    """Return the paths that `narrow` writes."""
    return [packages / FOLDER / _file_name(family, name) for family in FAMILIES for name in SUBSETS]


def narrow(packages: Path) -> None:
    """Write the small copies of the fonts in node_modules beside them."""
    (packages / FOLDER).mkdir(parents=True, exist_ok=True)
    for family in FAMILIES:
        for name, (source, letters) in SUBSETS.items():
            path = packages / f"@fontsource-variable/{family.package}/files/{family.package}-{source}-wght-normal.woff2"
            _narrowed(path, family, letters).save(packages / FOLDER / _file_name(family, name))


def _file_name(family: Family, subset_name: str) -> str:
    return f"{family.name.lower().replace(' ', '-')}-{subset_name}.woff2"


def _narrowed(path: Path, family: Family, letters: str) -> TTFont:
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.name_IDs = [0, *NAME_IDS, 13, 14]
    chooser = subset.Subsetter(options)
    chooser.populate(unicodes=[code for code in font.getBestCmap() if chr(code) in letters])
    chooser.subset(font)
    # The weights can be limited only once the glyphs that were dropped are gone from the file, not just from its lists.
    written = io.BytesIO()
    font.flavor = None
    font.save(written)
    written.seek(0)
    limits = {"wght": (family.lightest, family.boldest)}
    narrow_font: TTFont = instancer.instantiateVariableFont(TTFont(written, recalcTimestamp=False), limits)
    for record in narrow_font["name"].names:
        if record.nameID in NAME_IDS:
            record.string = family.name.replace(" ", "") if record.nameID in {3, 6, 25} else family.name
    narrow_font.flavor = "woff2"
    return narrow_font
