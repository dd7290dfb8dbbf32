"""Journey 8: who adopted, adapted, replaced, left out (and why) or added what."""

import re

from playwright.sync_api import expect
from writing_in_forms import MASTER


def test_the_matrix_shows_every_node_against_every_country(as_reader):
    page = as_reader
    page.goto(f"{MASTER}/compare")
    heads = page.get_by_role("columnheader").all_inner_texts()
    assert [head.split()[0] for head in heads[1:]] == ["KZ", "KG", "TJ", "TM", "UZ"]
    row = page.locator("#row-small-grants")
    words = [cell.inner_text() for cell in row.get_by_role("cell").all()]
    assert all("Adapted" in word for word in words[:3])
    assert all("As is" in word for word in words[3:])


def test_a_filter_leaves_only_the_rows_that_have_it(as_reader):
    page = as_reader
    page.goto(f"{MASTER}/compare")
    page.get_by_role("navigation", name="Show only one stance").get_by_role("link", name="Left out").click()
    expect(page.locator("#row-fair-pay")).to_be_visible()
    expect(page.locator("#row-small-grants")).to_have_count(0)
    expect(page.locator("#row-skills")).to_have_count(0)
    page.get_by_role("link", name="Only where countries differ").click()
    expect(page.locator("#row-small-grants")).to_be_visible()
    expect(page.locator("#row-how-to-read")).to_be_visible()


def test_a_cell_opens_both_texts_and_the_reason(as_reader):
    page = as_reader
    page.goto(f"{MASTER}/compare")
    page.locator("#row-small-grants").get_by_role("link", name=re.compile("Tajikistan")).click()
    opened = page.locator("#row-small-grants .opened")
    expect(opened).to_contain_text("A third of the sum is paid on signature")
    expect(opened.locator("ins")).to_contain_text(["Half"])
    expect(opened).to_contain_text("The region has changed this since")
    expect(opened).not_to_contain_text("1,200,000")
    page.locator("#row-small-grants").get_by_role("link", name=re.compile("Tajikistan")).click()
    expect(opened).to_have_count(0)

    page.locator("#row-fair-pay").get_by_role("link", name=re.compile("Tajikistan")).click()
    opened = page.locator("#row-fair-pay .opened")
    expect(opened).to_contain_text("Not in this adaptation.")
    expect(opened).to_contain_text("Procurement rules would have to change first.")


def test_an_opened_cell_has_an_address_of_its_own(as_reader):
    as_reader.goto(f"{MASTER}/compare?node=fair-pay&country=TJ#row-fair-pay")
    expect(as_reader.locator("#row-fair-pay .opened")).to_contain_text("Procurement rules")
