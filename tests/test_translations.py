"""Every sentence of the product is in every language it offers, whole, with the same places to fill in."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from exports.reading.edition import country_name
from roadmap_app.services.networks import FIRST_COUNTRIES
from roadmap_app.web.language import LANGUAGES
from tests.exports.sample_roadmap import subject

ROOT = Path(__file__).parent.parent
CATALOGS = ROOT / "roadmap_app/translations"
TRANSLATED = [language for language in LANGUAGES if language != "en"]  # the code itself is in English
PLACE = re.compile(r"%\(\w+\)[sd]|\{+\w+\}+")
TAG = re.compile(r"</?\w[^>]*>")
WORD = re.compile(r"[A-Za-z]{2,}")
LATIN_EVERYWHERE = {"PDF", "UTF", "Markdown", "Esc", "Ctrl", "Enter", "name", "example", "org", "lead", "ministry"}
"""Latin words that also stand in languages of another script: file formats, keys, and what has to be typed so."""


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
        return {(message.context, message.id) for message in read_po(source) if message.id}


def catalog(language):
    with (CATALOGS / language / "LC_MESSAGES/messages.po").open("rb") as source:
        return [message for message in read_po(source, locale=language) if message.id]


def forms(text):
    """Return the plural forms of a sentence; of most, one."""
    return (text,) if isinstance(text, str) else tuple(text)


def translations(language):
    """Return (sentence, one form of its translation) for every form."""
    return [(forms(message.id), form) for message in catalog(language) for form in forms(message.string)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalog_has_exactly_the_sentences_of_the_product(language, sentences):
    known = {(message.context, message.id) for message in catalog(language)}
    assert (sorted(map(str, sentences - known)), sorted(map(str, known - sentences))) == ([], []), "run `make catalogs`"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language):
    assert [message.id for message in catalog(language) if message.fuzzy or not all(forms(message.string))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_about_a_number_has_every_plural_form_of_the_language(language):
    many = get_plural(language).num_plurals
    counted = [message for message in catalog(language) if not isinstance(message.id, str)]
    assert counted
    assert [message.id for message in counted if len(forms(message.string)) != many] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_the_sentence_does(language):
    wrong = [
        (source, form)
        for source, form in translations(language)
        if sorted(PLACE.findall(form)) != sorted(PLACE.findall(source[-1]))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_percent_sign_stands_only_where_something_is_filled_in(language):
    assert [form for _source, form in translations(language) if "%" in PLACE.sub("", form)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_tags_and_the_spaces_at_the_ends(language):
    wrong = [
        (source, form)
        for source, form in translations(language)
        if TAG.findall(form) != TAG.findall(source[-1]) or _ends(form) != _ends(source[-1])
    ]
    assert wrong == []


def _ends(text):
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], text.endswith(("…", ":"))


def test_no_english_is_left_in_russian():
    wrong = [
        (source, form)
        for source, form in translations("ru")
        if form in source or set(WORD.findall(PLACE.sub("", form).replace("_", " "))) - LATIN_EVERYWHERE
    ]
    assert wrong == []


def test_russian_quotes_as_russian_does():
    assert [form for _source, form in translations("ru") if set(form) & set("“”\"'")] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_names_of_the_first_countries_are_translated(language):
    known = {message.id for message in catalog(language)}
    assert {country.name for country in FIRST_COUNTRIES} <= known


@pytest.mark.parametrize("language", TRANSLATED)
def test_files_call_countries_as_pages_do(language):
    words = {message.id: message.string for message in catalog(language)}
    files = subject(locale=language, translate=lambda text: words.get(text, text))
    called = {each.name: country_name(each.code, files) for each in FIRST_COUNTRIES}
    assert called == {name: words[name] for name in called}


def test_a_country_beyond_the_catalog_is_called_as_the_cldr_calls_it():
    assert country_name("JP", subject(locale="ru", translate=str)) == "Япония"
    assert country_name("JP", subject(locale="no-such", translate=str)) == "JP"
