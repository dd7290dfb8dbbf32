"""Journey 9: the document and the slides, from the same source, whenever they are wanted."""

import pypdfium2
import pytest
from playwright.sync_api import expect
from writing_in_forms import MASTER

MAKING_MS = 90_000
DRAFT = ""


@pytest.fixture
def fetch(tmp_path):
    """Give a way to ask for a file in the browser, wait for it, and return it as a PDF."""

    def ask(page, edition, what, of):
        page.goto(f"{edition}/exports")
        page.get_by_label("Of what?").select_option(of)
        page.get_by_role("button", name=f"Make it: {what}").click()
        newest = page.locator(".file").first
        expect(newest.get_by_role("link", name="Download")).to_be_visible(timeout=MAKING_MS)
        with page.expect_download() as waiting:
            newest.get_by_role("link", name="Download").click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    return ask


def words(path):
    """Return the text of every page of a PDF, in one line each."""
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_a_version_becomes_a_document(as_reader, fetch):
    path = fetch(as_reader, MASTER, "Document, PDF", "1.1")
    pages = words(path)
    assert path.name.endswith(".pdf")
    assert len(pages) > 20
    assert "Creative Economy Roadmap for Central Asia" in pages[0]
    assert any("Demonstration" in page for page in pages[:3])
    assert not any("Draft of" in page for page in pages[:2])


def test_a_draft_is_marked_as_a_draft(as_administrator, fetch):
    pages = words(fetch(as_administrator, MASTER, "Slides, PDF", DRAFT))
    assert len(pages) > 8
    assert "draft" in pages[0].lower()


def test_an_adaptation_becomes_slides_in_its_own_name(as_madina, fetch):
    pages = words(fetch(as_madina, "/roadmaps/creative-economy/tj", "Slides, PDF", "1.0"))
    assert "Tajikistan" in pages[0]


def test_somebody_watches_a_file_being_made_and_stops_another(as_aigerim):
    page = as_aigerim
    page.goto("/roadmaps/creative-economy/kz/exports")
    page.get_by_role("button", name="Make it: Document, PDF").click()
    expect(page.get_by_text("The file is being made.")).to_be_visible()
    page.get_by_label("Of what?").select_option("")
    page.get_by_role("button", name="Make it: Slides, PDF").click()
    second = page.locator(".file").first
    second.get_by_role("button", name="Cancel").click()
    expect(second).to_contain_text("cancelled")
    first = page.locator(".file").nth(1)
    expect(first.get_by_role("link", name="Download")).to_be_visible(timeout=MAKING_MS)
    page.get_by_role("link", name="My exports of all editions").click()
    expect(page.locator(".file")).to_have_count(2)


def test_a_text_file_says_everything_again(as_administrator, fetch):
    path = fetch(as_administrator, MASTER, "Text file", "1.1")
    assert "# Enterprise and finance {#enterprise .goal}" in path.read_text(encoding="utf-8")


def test_a_file_is_for_the_person_who_asked_for_it(as_reader, as_madina, as_nobody, fetch):
    fetch(as_reader, MASTER, "Data file", "1.1")
    address = as_reader.locator(".file").first.get_by_role("link", name="Download").get_attribute("href")
    as_madina.goto(address)
    expect(as_madina.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    as_nobody.goto(address)
    expect(as_nobody.get_by_role("button", name="Sign in")).to_be_visible()
