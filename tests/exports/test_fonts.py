from __future__ import annotations

import os
from pathlib import Path

import pytest

from exports import fonts
from exports.measuring import Lettering, clamp, fit, largest, width, wrap
from tests.exports.sample_roadmap import ALPHABETS, LONG_WORD


def test_every_face_and_its_licence_is_in_place() -> None:
    absent = [face.file for face in fonts.FACES if not face.path.is_file()]
    assert not absent, f"The font files are missing from {fonts.FOLDER}: `make test` fetches them ({absent})"
    assert [name for _, _, name in fonts.LICENCES if not (fonts.FOLDER / name).is_file()] == []


def test_isolation_shows_this_process_the_products_fonts_only() -> None:
    fonts.isolate()
    assert Path(os.environ["FONTCONFIG_FILE"]) == fonts.CONFIGURATION
    assert '<dir prefix="relative">fonts</dir>' in fonts.CONFIGURATION.read_text()


def test_a_missing_face_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FACES", (fonts.Face("Other", 400, "other", "TTF/Other-Regular.ttf"),))
    with pytest.raises(fonts.FontsMissingError, match=r"Other-Regular\.ttf.*make run"):
        fonts.isolate()


@pytest.mark.parametrize("face", [face for face in fonts.FACES if not face.italic], ids=lambda face: face.file)
def test_every_upright_face_has_the_letters_of_all_seven_languages(face: fonts.Face) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- slow import

    letters = {ord(each) for text in ALPHABETS.values() for each in text}
    with TTFont(face.path, lazy=True) as font:
        assert letters <= set(font.getBestCmap())


def test_fitted_text_is_never_wider_than_its_room() -> None:
    lettering = Lettering(2.5)
    for room in (3, 10, 40):
        assert width(fit("Шығармашылық экономика өңірі", room, lettering), lettering) <= room
    assert fit("Short", 100, lettering) == "Short"


def test_wrapped_lines_fit_and_lose_no_letter() -> None:
    lettering = Lettering(4)
    lines = wrap(f"Two words and {LONG_WORD * 3} more", 50, lettering)
    assert all(width(line, lettering) <= 50 for line in lines)
    assert "".join(lines).replace(" ", "") == f"Twowordsand{LONG_WORD * 3}more"


def test_clamped_text_takes_no_more_lines_than_asked_and_says_that_it_was_cut() -> None:
    lettering = Lettering(4)
    cut = clamp("word " * 50, 60, 3, lettering)
    assert len(wrap(cut, 60, lettering)) == 3
    assert cut.endswith("…")


def test_the_largest_type_is_chosen_that_keeps_words_whole() -> None:
    sizes = tuple(Lettering(size) for size in (20, 10, 5))
    assert largest("One", 100, 1, sizes) == 0
    assert largest("Internationalisation", 100, 1, sizes) == 1
    assert largest(LONG_WORD * 9, 100, 1, sizes) == 2
