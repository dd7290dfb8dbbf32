"""Journey 4: a changed draft becomes a numbered version, and everybody knew beforehand what it does."""

import re

from playwright.sync_api import expect
from writing_in_forms import MASTER, change, write

NOTE = "Export desks answer by telephone too."


def test_nothing_new_is_nothing_to_publish(as_administrator):
    as_administrator.goto(f"{MASTER}/publish")
    expect(as_administrator.get_by_role("heading", level=1)).to_contain_text("Nothing has changed since 1.1")
    expect(as_administrator.get_by_role("button", name="Publish", exact=True)).to_be_disabled()


def test_what_is_missing_is_listed_with_the_way_to_it(as_administrator):
    page = as_administrator
    page.goto(f"{MASTER}/nodes/enterprise/edit/body")
    text = page.locator("[name=body]").input_value()
    page.locator("[name=body]").fill(text + "\n\nAsk {{nobody_defined_this}} first.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/draft/**")
    page.goto(f"{MASTER}/publish")
    page.get_by_label("What has changed").fill(NOTE)
    missing = page.get_by_role("alert").filter(has_text="One thing is missing")
    expect(missing).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_disabled()
    missing.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"{MASTER}/draft/enterprise"))
    write(page, MASTER, "enterprise", "body", text)


def test_a_changed_draft_becomes_version_1_2_and_reaches_the_countries(as_administrator, as_madina, as_nobody):
    page = as_administrator
    change(page, MASTER, "export-desk", "body", "in plain writing", "in plain writing and by telephone")
    page.goto(f"{MASTER}/draft/export-desk")
    page.get_by_role("link", name="Publish…").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("One change since 1.1")
    expect(page.locator("ins")).to_contain_text("by telephone")
    for country in ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"):
        numbers = page.get_by_role("row", name=country).get_by_role("cell").all_inner_texts()
        assert sum(map(int, numbers)) == 1, f"{country}: {numbers}"

    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("#note")).to_be_focused()
    page.get_by_label("What has changed").fill(NOTE)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page).to_have_url(re.compile(f"{MASTER}/versions/1\\.2$"))
    expect(page.get_by_text("Version 1.2 is published.")).to_be_visible()
    page.get_by_role("link", name="What changed").click()
    expect(page.locator("ins")).to_contain_text("by telephone")
    expect(page.get_by_text(NOTE)).to_be_visible()

    as_nobody.goto(f"{MASTER}/versions")
    expect(as_nobody.get_by_role("listitem").filter(has_text=NOTE)).to_contain_text("1.2")
    as_nobody.goto(f"{MASTER}/versions/1.1")
    expect(as_nobody.get_by_text("by telephone")).to_have_count(0)
    as_madina.goto("/")
    expect(as_madina.get_by_text("Version 1.2 of the region waits for you")).to_be_visible()
    as_madina.goto("/roadmaps/creative-economy/tj/update")
    expect(as_madina.get_by_text(NOTE)).to_be_visible()


def test_only_a_lead_may_publish(as_aigerim):
    as_aigerim.goto(f"{MASTER}/draft")
    expect(as_aigerim.get_by_role("link", name="Publish…")).to_have_count(0)
    as_aigerim.goto(f"{MASTER}/publish")
    expect(as_aigerim.get_by_role("heading", level=1)).to_have_text("This is not open to you")
