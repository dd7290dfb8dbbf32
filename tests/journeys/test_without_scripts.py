"""Without JavaScript every page can be read and every form works; nobody needs more than a browser."""

import re

import pytest
from every_page import addresses
from playwright.sync_api import expect
from writing_in_forms import MASTER, change, publish

from roadmap_app.app import create_app
from roadmap_app.settings import read_settings

TJ = "/roadmaps/creative-economy/tj"


@pytest.fixture
def plain(visit):
    """Give a way to open somebody's browser without JavaScript."""
    return lambda name: visit(name, java_script_enabled=False)


def test_every_page_says_what_it_is(plain, tmp_path):
    app = create_app(read_settings({"ROADMAP_DATA": str(tmp_path)}))
    page = plain("administrator")
    for address in addresses([(each.endpoint, each.rule, each.methods) for each in app.url_map.iter_rules()]):
        assert page.goto(address).status == 200, address
        expect(page.locator("h1").first).not_to_be_empty()
        expect(page.locator("main")).to_be_visible()


def test_the_region_writes_arranges_and_publishes(plain):
    page = plain("administrator")
    page.goto(f"{MASTER}/draft/export-desk")
    page.locator("#part-export-desk-body").get_by_role("link", name=re.compile("^Edit the text")).click()
    text = page.get_by_role("textbox", name="Text")
    text.fill(text.input_value().replace("in plain writing", "in plain writing and by telephone"))
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".prose")).to_contain_text("by telephone")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()

    page.locator("#part-payments-state").get_by_role("link").first.click()
    page.get_by_label("Drafting state", exact=True).select_option("proposed")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{MASTER}/nodes/payments/move")
    page.get_by_role("button", name="Up").click()
    expect(page.get_by_text("was moved.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()

    page.goto(f"{MASTER}/draft/payments?panel=comments")
    page.get_by_label(re.compile("^New comment")).fill("Is that allowed everywhere?")
    page.get_by_role("button", name="Write to the group").click()
    expect(page.locator("#panel")).to_contain_text("Is that allowed everywhere?")
    publish(page, MASTER, "By telephone too.")
    expect(page.get_by_text("Version 1.2 is published.")).to_be_visible()


def test_a_country_decides_about_an_update(plain):
    page = plain("Madina Rahimova")
    page.goto(f"{TJ}/update")
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_text("changes were merged for you.")).to_be_visible()
    here = page.locator("#case-small-grants-body")
    here.get_by_role("radio", name=re.compile("^Keep ours")).check()
    here.get_by_role("button", name="Decide").click()
    expect(here.get_by_text("Say in one sentence why")).to_be_visible()
    here.get_by_label("Why, in one sentence").fill("Half is what we need.")
    here.get_by_role("button", name="Decide").click()
    expect(here).to_have_count(0)
    page.locator("#decided li").filter(has_text="Half is what we need.").get_by_role("button", name="Undo").click()
    expect(here).to_be_visible()


def test_a_country_begins_and_answers(plain):
    page = plain("Madina Rahimova")
    page.goto("/roadmaps/association-kit/fork")
    page.get_by_role("button", name="Begin with 1.0").click()
    page.get_by_label("Seat").fill("Dushanbe")
    page.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_text("The answers are saved.")).to_be_visible()
    expect(page.get_by_label("Seat")).to_have_value("Dushanbe")
    change(page, "/roadmaps/association-kit/tj", "kit-logo", "problem", "nothing", "nothing at all")


def test_a_file_is_asked_for(plain):
    page = plain("Helen Marsh")
    page.goto(f"{MASTER}/exports")
    page.get_by_role("button", name="Make it: Text file").click()
    expect(page.get_by_text("The file is being made.")).to_be_visible()
    for _ in range(30):
        if page.get_by_role("link", name="Download").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download").click()
    assert waiting.value.suggested_filename.endswith(".md")


def test_the_secretariat_imports_and_invites(plain):
    page = plain("administrator")
    page.goto("/import")
    text = b"# Festivals\n\nWhy they matter.\n\n## A law\n\nText.\n"
    page.get_by_label("File").set_input_files({"name": "a.md", "mimeType": "text/markdown", "buffer": text})
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("The file has been imported.")).to_be_visible()
    page.goto("/people/invite")
    page.get_by_label("E-mail").fill("new.person@example.org")
    page.get_by_label("Kazakhstan").select_option("editor")
    page.get_by_role("button", name="Make the invitation").click()
    expect(page.locator("#issued-link")).to_contain_text("/sign-in/link/")
