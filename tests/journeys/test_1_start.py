"""Journey 1: from an empty machine to the first page."""

import re

import pytest
from playwright.sync_api import expect
from running_product import run, serving

WORDS = "four quiet rivers meet"


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """Give a product that was started on a machine on which nothing is."""
    with serving(tmp_path_factory.mktemp("empty") / "data") as found:
        yield found


def test_a_newcomer_gets_from_the_printed_link_to_the_first_page(open_browser, started):
    page = open_browser(started.url)
    page.goto("/sign-in")
    expect(page.get_by_text("Nobody has come in yet")).to_be_visible()
    page.goto(started.link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Administrator")
    page.get_by_label("Your name, as the others know you").fill("Bermet K.")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a password")
    page.get_by_label("New password").fill("password")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_label("New password")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("New password").fill(WORDS)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Good day, Bermet")
    expect(page.get_by_text("Nothing here yet")).to_be_visible()

    page.locator("summary", has_text="Your account: Bermet K.").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in")
    page.get_by_label("Your e-mail").fill("administrator@localhost")
    page.get_by_label("Your password").fill(WORDS)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Good day, Bermet")

    page.goto(started.link)
    expect(page.get_by_role("button", name="Come in")).to_have_count(0)


def test_an_empty_network_leads_to_the_first_roadmap(open_browser, started):
    page = open_browser(started.url)
    page.goto(re.search(r"http\S+", run(started, "invite", "--admin", "second@example.org")).group())
    page.get_by_label("Your name, as the others know you").fill("Second Person")
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Not now").click()
    page.get_by_role("link", name="Start a roadmap").click()
    page.get_by_label("Title of the roadmap").fill("A roadmap for festivals")
    page.get_by_role("button", name="Start").click()
    expect(page).to_have_url(f"{started.url}/roadmaps/a-roadmap-for-festivals/master/draft")
    expect(page.get_by_role("link", name="A roadmap for festivals")).to_be_visible()
    page.get_by_role("link", name="Creative Central Asia Network, home").click()
    expect(page.get_by_role("link", name="A roadmap for festivals")).to_be_visible()


def test_the_demo_shows_two_roadmaps_and_five_adaptations_to_everybody(as_nobody):
    as_nobody.goto("/")
    expect(as_nobody.get_by_text("There are 2 roadmaps. 5 adaptations follow the region.")).to_be_visible()
    for country in ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"):
        expect(as_nobody.get_by_role("row", name=country)).to_be_visible()


def test_what_is_not_published_leads_strangers_to_the_door_and_then_to_where_they_wanted(as_nobody, product):
    as_nobody.goto("/roadmaps/creative-economy/master/draft/small-grants")
    expect(as_nobody.get_by_role("button", name="Sign in")).to_be_visible()
    expect(as_nobody).to_have_url(f"{product.url}/sign-in?next=/roadmaps/creative-economy/master/draft/small-grants")
