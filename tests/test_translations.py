"""Every sentence of the product is in every language it offers, with the same places to fill in."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from roadmap_app.web.language import LANGUAGES

ROOT = Path(__file__).parent.parent
CATALOGS = ROOT / "roadmap_app/translations"
TRANSLATED = [language for language in LANGUAGES if language != "en"]  # the code itself is in English
PLACE = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def sentences(tmp_path_factory):
    """Collect the sentences of code and templates, as `make catalogs` does."""
    collected = tmp_path_factory.mktemp("sentences") / "messages.pot"
    [recipe] = re.findall(r"pybabel -q extract (.+) --output-file", (ROOT / "Makefile").read_text(encoding="utf-8"))
    options = shlex.split(recipe)
    command = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "-q",
        "extract",
        *options,
        f"--output-file={collected}",
        ".",
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with collected.open("rb") as source:
        return {message.id for message in read_po(source) if message.id}


def catalog(language):
    with (CATALOGS / language / "LC_MESSAGES/messages.po").open("rb") as source:
        return [message for message in read_po(source, locale=language) if message.id]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalog_has_exactly_the_sentences_of_the_product(language, sentences):
    known = {message.id for message in catalog(language)}
    assert (sorted(map(str, sentences - known)), sorted(map(str, known - sentences))) == ([], []), "run `make catalogs`"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language):
    open_ = [message.id for message in catalog(language) if message.fuzzy or not all(forms(message.string))]
    assert open_ == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_the_sentence_does(language):
    wrong = [
        (message.id, form)
        for message in catalog(language)
        for form in forms(message.string)
        if form and set(PLACE.findall(form)) != set(PLACE.findall(" ".join(forms(message.id))))
    ]
    assert wrong == []


def forms(text):
    """Return the plural forms of a sentence; of most, one."""
    return (text,) if isinstance(text, str) else text
