"""Journey 2, as far as forms go: leaders write the draft together, and nobody's words get lost."""

import re

import pytest
from playwright.sync_api import expect
from writing_in_forms import MASTER, text_of


@pytest.fixture
def begin_editing():
    """Give a way to open the text of a node in place."""

    def begin(page, node):
        page.goto(f"{MASTER}/draft/{node}")
        page.locator(f"#part-{node}-body").get_by_role("link", name=re.compile("Edit the text")).click()
        return page.locator(f"form#part-{node}-body").get_by_role("textbox")

    return begin


def test_a_text_is_edited_where_it_stands(as_administrator, begin_editing):
    page = as_administrator
    text = begin_editing(page, "payments")
    expect(text).to_be_focused()
    text.fill(text.input_value() + "\n\nA paragraph with **weight**.")
    text.press("Control+Enter")
    expect(page.locator("#part-payments-body strong")).to_have_text("weight")
    expect(page.locator("#saved")).to_contain_text("Saved")
    begin_editing(page, "payments").press("Escape")
    expect(page.locator("form#part-payments-body")).to_have_count(0)


def test_two_people_who_save_the_same_paragraph_both_keep_their_words(as_administrator, as_aigerim, begin_editing):
    hers, ours = begin_editing(as_aigerim, "export-desk"), begin_editing(as_administrator, "export-desk")
    before = hers.input_value()
    first, rest = before.split(" ", 1)
    hers.fill(f"{first} carefully {rest}")
    ours.fill(f"{before} Nobody pays for an answer.")
    as_aigerim.get_by_role("button", name="Save").click()
    expect(as_aigerim.locator("#part-export-desk-body .prose")).to_contain_text("carefully")
    as_administrator.get_by_role("button", name="Save").click()
    both = as_administrator.locator("#part-export-desk-body .prose")
    expect(both).to_contain_text("carefully")
    expect(both).to_contain_text("Nobody pays for an answer.")
    expect(as_administrator.get_by_text("Both changes are kept")).to_be_visible()


def test_two_different_values_of_one_field_are_put_to_a_person(as_administrator, as_aigerim):
    for page in (as_administrator, as_aigerim):
        page.goto(f"{MASTER}/draft/mentor-pool")
        page.locator("#part-mentor-pool-lead").get_by_role("link").first.click()
    as_aigerim.locator("[name=lead]").fill("the mentors")
    as_aigerim.get_by_role("button", name="Save").click()
    expect(as_aigerim.locator("#part-mentor-pool-lead")).to_contain_text("the mentors")
    as_administrator.locator("[name=lead]").fill("the secretariat")
    as_administrator.get_by_role("button", name="Save").click()
    expect(as_administrator.get_by_text("Which shall stand?")).to_be_visible()
    expect(as_administrator.locator("#part-mentor-pool-lead")).to_contain_text("Aigerim Sadykova wrote")
    as_administrator.get_by_role("button", name="Keep mine").click()
    expect(as_administrator.get_by_text("Which shall stand?")).to_have_count(0)
    expect(as_administrator.locator("#part-mentor-pool-lead")).to_contain_text("the secretariat")
    assert text_of(as_aigerim, MASTER, "mentor-pool", "lead") == "the secretariat"


def test_a_node_moves_by_keyboard_and_back(as_administrator):
    page = as_administrator
    page.goto(f"{MASTER}/draft/tax-page")
    page.locator("#n-tax-page").get_by_label(re.compile("^More for")).focus()
    page.keyboard.press("Enter")
    page.locator("#n-tax-page").get_by_role("button", name="Move up").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("was moved.")
    order = page.locator("#outline a, #main [id^=n-]").evaluate_all("all => all.map(each => each.id)")
    assert order.index("n-tax-page") < order.index("n-which-trades")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It is as it was before that change.")).to_be_visible()
    order = page.locator("#main [id^=n-]").evaluate_all("all => all.map(each => each.id)")
    assert order.index("n-tax-page") > order.index("n-which-trades")


def test_what_is_deleted_waits_in_the_trash(as_administrator):
    page = as_administrator
    page.goto(f"{MASTER}/draft/ten-cases")
    page.locator("#n-ten-cases").get_by_label(re.compile("^More for")).click()
    page.locator("#n-ten-cases").get_by_role("button", name="Delete").click()
    expect(page.locator("#toasts")).to_contain_text("was deleted.")
    expect(page.locator("#n-ten-cases")).to_have_count(0)
    page.goto(f"{MASTER}/trash")
    page.get_by_role("listitem").filter(has_text="Ten cases").get_by_role("button", name="Take it back in").click()
    expect(page.locator("#n-ten-cases")).to_be_visible()


def test_the_history_says_who_changed_what_and_brings_it_back(as_administrator, begin_editing):
    page = as_administrator
    text = begin_editing(page, "hub-census")
    before = text.input_value()
    text.fill("Something hasty.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#part-hub-census-body .prose")).to_have_text("Something hasty.")
    page.goto(f"{MASTER}/draft/hub-census?panel=history")
    newest = page.locator("#panel .history > li").first
    expect(newest).to_contain_text("Bermet K.")
    newest.get_by_role("button", name="Put it back as it was before").click()
    expect(page.get_by_text("It is as it was before that change.")).to_be_visible()
    assert text_of(page, MASTER, "hub-census", "body") == before


def test_somebody_who_may_only_read_sees_no_button_to_write(as_reader):
    as_reader.goto(f"{MASTER}/draft/payments")
    expect(as_reader.get_by_role("link", name=re.compile("Edit"))).to_have_count(0)
    expect(as_reader.get_by_role("button", name="Write to the group")).to_have_count(0)
