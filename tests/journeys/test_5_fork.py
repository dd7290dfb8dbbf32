"""Journey 5: an association begins its country's adaptation and makes it its own."""

import re

from playwright.sync_api import expect
from writing_in_forms import change

KIT = "/roadmaps/association-kit"
OURS = f"{KIT}/kz"
REASON = "Our associations have their own calendar, set by law."


def test_an_association_forks_answers_edits_adds_and_leaves_out(as_aigerim):
    page = as_aigerim
    page.goto(f"{KIT}/master/compare")
    page.get_by_role("link", name="Country adaptations").first.click()
    expect(page.get_by_role("row", name="Tajikistan").get_by_role("button")).to_have_count(0)
    page.get_by_role("button", name="Begin with 1.0").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Questions")
    page.get_by_label("Name of the association").fill("the Creative Guild of Kazakhstan")
    page.get_by_label("Seat").fill("Almaty")
    page.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_text("The answers are saved.")).to_be_visible()
    page.goto(f"{OURS}/draft/kit-logo")
    expect(page.locator("#main")).to_contain_text("the Creative Guild of Kazakhstan")

    change(page, OURS, "kit-founding", "body", "\n", "\n\nBegin with a lawyer of the country.\n\n")
    page.goto(f"{OURS}/nodes/new?kind=action&parent=kit-checklists&after=kit-founding")
    page.get_by_label("Title").fill("Register with the tax office")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Register with the tax office").first).to_be_visible()

    page.goto(f"{OURS}/draft/kit-year")
    page.goto(f"{OURS}/nodes/kit-year/leave-out")
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_label("Why")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Why").fill(REASON)
    page.get_by_role("button", name="Leave it out").click()
    page.wait_for_url("**/draft/**")
    page.goto(f"{OURS}/trash")
    expect(page.get_by_text(REASON)).to_be_visible()


def test_every_difference_can_be_seen_and_picked_out(as_aigerim):
    page = as_aigerim
    page.goto(f"{OURS}/draft")
    chips = page.get_by_role("navigation", name=re.compile("stance|Stance|Show"))
    for stance, count in (("Adapted", 1), ("Left out", 1), ("Added here", 1)):
        expect(chips.get_by_role("link", name=re.compile(rf"{stance}\s*{count}\b"))).to_be_visible()
    chips.get_by_role("link", name=re.compile("Added here")).click()
    outline = page.locator("#outline")
    expect(outline.get_by_role("link", name=re.compile("Register with the tax office"))).to_be_visible()
    expect(outline.get_by_role("link", name=re.compile("Founding in twelve steps"))).to_have_count(0)


def test_a_country_begins_only_once(as_aigerim):
    as_aigerim.goto(f"{KIT}/fork")
    expect(as_aigerim.get_by_role("button", name="Begin with 1.0")).to_have_count(0)
    expect(as_aigerim.get_by_role("row", name="Kazakhstan").get_by_role("link", name="Open")).to_be_visible()


def test_another_country_does_not_see_the_draft(as_madina):
    as_madina.goto(f"{OURS}/draft")
    expect(as_madina.get_by_role("heading", level=1)).to_have_text("There is nothing here")


def test_the_region_sees_the_answers_of_nobody_in_its_own_text(as_administrator):
    as_administrator.goto(f"{KIT}/master/versions/1.0")
    expect(as_administrator.locator("#main")).not_to_contain_text("Creative Guild of Kazakhstan")
