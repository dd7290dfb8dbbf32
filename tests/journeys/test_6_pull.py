"""Journey 6: a country takes over what the region changed, one decision at a time, and keeps its own words."""

import re

from playwright.sync_api import expect
from writing_in_forms import MASTER, change, publish

OURS = "/roadmaps/creative-economy/tj"
REASON = "Half is what a craft workshop needs to begin."


def card(page, node, part):
    return page.locator(f"#case-{node}-{part}")


def decide(page, node, part, choice, reason=""):
    """Choose one wording on a card and decide; return when the card is gone."""
    here = card(page, node, part)
    here.get_by_role("radio", name=choice).check()
    if reason:
        here.get_by_label("Why, in one sentence").fill(reason)
    here.get_by_role("button", name="Decide").click()
    expect(card(page, node, part)).to_have_count(0)


def test_the_page_says_what_waits_before_anything_happens(as_madina):
    page = as_madina
    page.goto(f"{OURS}/draft")
    page.get_by_role("link", name=re.compile("Update from region")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("7 passages need you")
    parts = page.get_by_role("navigation", name="Parts of this update").get_by_role("link").all_inner_texts()
    assert [int(part.split()[0]) for part in parts] == [7, 2, 15, 1]
    expect(page.get_by_text("0 of 25 dealt with").last).to_be_visible()


def test_what_needs_nobody_is_brought_in_and_can_be_taken_back(as_madina):
    page = as_madina
    page.goto(f"{OURS}/update")
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_text("16 changes were merged for you.")).to_be_visible()
    expect(page.get_by_text("16 of 25 dealt with").last).to_be_visible()

    merged = page.locator("#decided li", has_text="Regional micro-loan guarantee").filter(has=page.locator(".n"))
    merged.get_by_role("button", name="Undo").click()
    expect(card(page, "loan-guarantee", "body")).to_be_visible()
    expect(merged).to_contain_text("Undone")
    page.goto(f"{OURS}/draft/loan-guarantee")
    expect(page.locator("#main")).to_contain_text("up to twenty-four months")


def test_keeping_ours_needs_a_reason_that_the_region_can_read(as_madina, as_administrator):
    page = as_madina
    page.goto(f"{OURS}/update")
    here = card(page, "small-grants", "body")
    here.get_by_role("radio", name=re.compile("^Keep ours")).check()
    here.get_by_role("button", name="Decide").click()
    expect(here.get_by_text("Say in one sentence why")).to_be_visible()
    expect(here.get_by_role("radio", name=re.compile("^Keep ours"))).to_be_checked()
    decide(page, "small-grants", "body", re.compile("^Keep ours"), REASON)
    expect(page.locator("#decided")).to_contain_text(REASON)
    expect(page.get_by_role("heading", level=1)).to_have_text("6 passages need you")
    as_administrator.goto(f"{MASTER}/compare?node=small-grants&country=TJ")
    expect(as_administrator.locator("#row-small-grants .opened")).to_contain_text(REASON)


def test_combining_takes_both_changes_and_taking_theirs_takes_the_words_of_the_region(as_madina):
    page = as_madina
    page.goto(f"{OURS}/update")
    expect(card(page, "course-translation", "body").get_by_role("radio", name=re.compile("^Combine"))).to_be_checked()
    decide(page, "course-translation", "body", re.compile("^Combine"))
    decide(page, "shared-stand", "dates", re.compile("^Take the update"))
    page.goto(f"{OURS}/draft/course-translation")
    expect(page.locator("#n-course-translation")).to_contain_text("Courses in Dari and Persian")
    expect(page.locator("#n-course-translation")).to_contain_text("Translations are published under a licence")


def test_ones_own_wording_may_stand_instead_of_both(as_madina):
    page = as_madina
    page.goto(f"{OURS}/update")
    here = card(page, "apprentice-year", "body")
    here.locator("summary", has_text="Write your own").click()
    here.get_by_label("This wording shall stand").check()
    here.get_by_label("Your wording").fill("Nine in ten finish; in the mountains the year has two winters.")
    here.get_by_role("button", name="Decide").click()
    expect(card(page, "apprentice-year", "body")).to_have_count(0)
    page.goto(f"{OURS}/draft/apprentice-year")
    expect(page.locator("#n-apprentice-year")).to_contain_text("in the mountains the year has two winters")


def test_a_decision_can_wait_without_getting_lost(as_madina):
    page = as_madina
    page.goto(f"{OURS}/update")
    card(page, "hub-network", "body").get_by_role("button", name="Later").click()
    expect(card(page, "hub-network", "body")).to_contain_text("put off by Madina Rahimova")
    page.reload()
    expect(card(page, "hub-network", "body")).to_contain_text("put off by Madina Rahimova")


def test_a_declined_change_stays_quiet_until_the_region_touches_it_again(as_madina, as_administrator):
    page = as_madina
    page.goto(f"{OURS}/update")
    decide(page, "loan-guarantee", "body", re.compile("^Keep ours"), "Two years are enough for us.")
    publish_own(page)
    page.goto(f"{OURS}/update")
    expect(card(page, "loan-guarantee", "body")).to_have_count(0)

    change(as_administrator, MASTER, "tax-page", "body", ".", ", as agreed.")
    publish(as_administrator, MASTER, "Another passage.")
    page.goto(f"{OURS}/update")
    expect(card(page, "loan-guarantee", "body")).to_have_count(0)

    change(as_administrator, MASTER, "loan-guarantee", "body", "thirty-six months", "forty-eight months")
    publish(as_administrator, MASTER, "Loans run longer still.")
    page.goto(f"{OURS}/update")
    again = card(page, "loan-guarantee", "body")
    expect(again).to_contain_text("You declined this passage before")
    expect(again).to_contain_text("Two years are enough for us.")
    expect(again.locator("ins", has_text="forty-eight")).to_be_visible()


def test_a_passage_that_changed_meanwhile_is_not_decided_blindly(as_madina, visit):
    page, colleague = as_madina, visit("Madina Rahimova")
    page.goto(f"{OURS}/update")
    change(colleague, OURS, "start-associations", "body", ".", "!")
    here = card(page, "start-associations", "body")
    here.get_by_role("radio", name=re.compile("^Take the update")).check()
    here.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("has changed since you opened this page")).to_be_visible()
    colleague.goto(f"{OURS}/draft/start-associations")
    expect(colleague.locator("#n-start-associations")).to_contain_text("!")


def publish_own(page):
    publish(page, OURS, "In step with the region, with our own words where we need them.")
