"""The fonts of the product: which files they are, and how documents see these and no others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
CONFIGURATION = Path(__file__).parent / "fonts.conf"

SERIF = "Source Serif 4"
DISPLAY = "Source Serif 4 Display"
SANS = "Inter"

SERIF_PACKAGE = "source-serif"
SANS_PACKAGE = "@expo-google-fonts/inter"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its family as style sheets name it, CSS weight, and where it comes from.

    `source` is the path inside the npm package `package`; `file` is the name in `FOLDER`. The files are shipped as they
    are ("Source" is a reserved font name: a changed file would need another name).
    """

    family: str
    weight: int
    package: str
    source: str
    italic: bool = False

    @property
    def file(self) -> str:
        """Return the file's name in `FOLDER`."""
        return self.source.rpartition("/")[2]

    @property
    def path(self) -> Path:
        """Return where the file is expected."""
        return FOLDER / self.file


FACES: tuple[Face, ...] = (
    Face(SERIF, 400, SERIF_PACKAGE, "TTF/SourceSerif4-Regular.ttf"),
    Face(SERIF, 400, SERIF_PACKAGE, "TTF/SourceSerif4-It.ttf", italic=True),
    Face(SERIF, 600, SERIF_PACKAGE, "TTF/SourceSerif4-Semibold.ttf"),
    Face(SERIF, 600, SERIF_PACKAGE, "TTF/SourceSerif4-SemiboldIt.ttf", italic=True),
    Face(SERIF, 700, SERIF_PACKAGE, "TTF/SourceSerif4-Bold.ttf"),
    Face(SERIF, 700, SERIF_PACKAGE, "TTF/SourceSerif4-BoldIt.ttf", italic=True),
    Face(DISPLAY, 300, SERIF_PACKAGE, "TTF/SourceSerif4Display-Light.ttf"),
    Face(DISPLAY, 300, SERIF_PACKAGE, "TTF/SourceSerif4Display-LightIt.ttf", italic=True),
    Face(DISPLAY, 600, SERIF_PACKAGE, "TTF/SourceSerif4Display-Semibold.ttf"),
    Face(SANS, 400, SANS_PACKAGE, "400Regular/Inter_400Regular.ttf"),
    Face(SANS, 400, SANS_PACKAGE, "400Regular_Italic/Inter_400Regular_Italic.ttf", italic=True),
    Face(SANS, 500, SANS_PACKAGE, "500Medium/Inter_500Medium.ttf"),
    Face(SANS, 600, SANS_PACKAGE, "600SemiBold/Inter_600SemiBold.ttf"),
    Face(SANS, 600, SANS_PACKAGE, "600SemiBold_Italic/Inter_600SemiBold_Italic.ttf", italic=True),
    Face(SANS, 700, SANS_PACKAGE, "700Bold/Inter_700Bold.ttf"),
    Face(SANS, 700, SANS_PACKAGE, "700Bold_Italic/Inter_700Bold_Italic.ttf", italic=True),
)
"""Every face that a document may use; the build step copies exactly these files into `FOLDER`."""

LICENCES: tuple[tuple[str, str, str], ...] = (
    (SERIF_PACKAGE, "LICENSE.md", "OFL-SourceSerif4.txt"),
    (SANS_PACKAGE, "LICENSE_FONT", "OFL-Inter.txt"),
)
"""The licence texts (package, path in it, name in `FOLDER`) that travel with the fonts."""


class FontsMissingError(RuntimeError):
    """The font files are not in place."""


def isolate() -> None:
    """Let this process see the product's fonts only; call it before anything loads Pango.

    Raises FontsMissingError, naming the missing files, when the build step has not put them in place.
    """
    absent = [face.file for face in FACES if not face.path.is_file()]
    if absent:
        raise FontsMissingError(
            f"Document fonts are missing from {FOLDER} ({', '.join(absent)}): `make run` and `make test` fetch them."
        )
    os.environ["FONTCONFIG_FILE"] = str(CONFIGURATION)
