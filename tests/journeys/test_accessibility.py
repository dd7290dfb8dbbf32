"""Every page, full, empty and in error, can be used by everybody: checked by rules, by width and by keyboard."""

import re
from pathlib import Path

import pytest
from every_page import addresses
from playwright.sync_api import expect
from running_product import serving
from writing_in_forms import MASTER

from roadmap_app.app import create_app
from roadmap_app.settings import read_settings

AXE = Path(__file__).parents[2] / "roadmap_app/frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations.map(
    each => each.id + ": " + each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")))"""
WIDTHS = [360, 1440]
TJ = "/roadmaps/creative-economy/tj"


@pytest.fixture(scope="module")
def every_address(tmp_path_factory):
    """Give every address of the product that can be opened, filled in for the demo."""
    app = create_app(read_settings({"ROADMAP_DATA": str(tmp_path_factory.mktemp("rules"))}))
    return addresses([(each.endpoint, each.rule, each.methods) for each in app.url_map.iter_rules()])


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """Give a running product with a network and nothing in it."""
    with serving(tmp_path_factory.mktemp("empty") / "data") as found:
        yield found


def violations(page):
    """Return what the rules say about the page that is open."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(ASK, RULES)


def size(width):
    return {"width": width, "height": 900}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_breaks_a_rule(visit, every_address, width):
    page, found = visit("administrator", viewport=size(width)), {}
    for address in every_address:
        assert page.goto(address).status == 200, address
        found[address] = violations(page)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_every_page_fits_a_screen_320_pixels_wide(visit, every_address):
    page, too_wide = visit("administrator", viewport=size(320)), {}
    for address in every_address:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            too_wide[address] = width
    assert too_wide == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_strangers_find_no_page_that_breaks_a_rule(visit, width):
    page, found = visit(None, viewport=size(width)), {}
    for address in ("/", "/sign-in", f"{MASTER}/versions", f"{MASTER}/versions/compare", "/sign-in/link/unknown"):
        page.goto(address)
        found[address] = violations(page)
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_an_empty_network_breaks_no_rule(open_browser, empty, width):
    page, found = open_browser(empty.url, viewport=size(width)), {}
    page.goto("/sign-in")
    found["/sign-in"] = violations(page)
    if empty_door := page.get_by_text("Nobody has come in yet").count():
        page.goto(empty.link)
        found["the first link"] = violations(page)
        page.get_by_label("Your name, as the others know you").fill("Bermet K.")
        page.get_by_role("button", name="Come in").click()
        page.get_by_role("link", name="Not now").click()
        page.goto("/")
        found["/"] = violations(page)
    assert empty_door == (width == WIDTHS[0])
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_roadmap_with_nothing_in_it_breaks_no_rule(visit, width):
    page, found = visit("administrator", viewport=size(width)), {}
    page.goto("/import")
    page.get_by_label("Title of the roadmap").fill("An empty one")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/draft*")
    where = page.url.split("/draft", maxsplit=1)[0]
    for address in ("draft", "trash", "publish", "versions", "versions/compare", "questions", "compare", "exports"):
        page.goto(f"{where}/{address}")
        found[address] = violations(page)
    page.goto(where.removesuffix("/master") + "/fork")
    found["fork"] = violations(page)
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_refused_forms_and_error_pages_break_no_rule(visit, width):
    page, found = visit("administrator", viewport=size(width)), {}

    def look(name):
        page.wait_for_load_state()
        found[name] = violations(page)

    page.goto("/nowhere")
    look("an unknown address")
    page.goto("/people/invite")
    page.get_by_role("button", name="Make the invitation").click()
    look("an invitation without an address")
    page.goto("/account/password")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Set the password").click()
    look("a weak password")
    page.goto(f"{MASTER}/nodes/new?kind=action&parent=law")
    page.get_by_role("button", name="Add it").click()
    look("a node without a title")
    page.goto(f"{MASTER}/questions")
    page.get_by_role("button", name="Save the question").last.click()
    look("a question without words")
    page.goto(f"{TJ}/nodes/small-grants/leave-out")
    page.get_by_role("button", name="Leave it out").click()
    look("left out without a reason")
    page.goto(f"{TJ}/update")
    page.locator("#case-small-grants-body").get_by_role("radio", name=re.compile("^Keep ours")).check()
    page.locator("#case-small-grants-body").get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Say in one sentence why")).to_be_visible()
    look("kept without a reason")
    page.goto(f"{MASTER}/draft/tax-page")
    page.locator("#part-tax-page-dates").get_by_role("link").first.click()
    page.locator("[name=start]").fill("2030-01")
    page.locator("[name=end]").fill("2027-01")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The end lies before the start.")).to_be_visible()
    look("dates out of order")
    page.goto(f"{MASTER}/draft/tax-page?panel=comments#context")
    page.get_by_role("button", name="Write to the group").click()
    expect(page.locator("#new-comment")).to_have_attribute("aria-invalid", "true")
    look("an empty comment")
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_an_update_is_decided_by_keyboard_alone(as_madina):
    page = as_madina
    page.goto(f"{TJ}/update")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    first = page.locator("#case-small-grants-body")
    first.get_by_role("radio", name=re.compile("^Keep ours")).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(first.get_by_role("radio", name=re.compile("^Take the update"))).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(first.get_by_role("radio", name=re.compile("^Keep ours"))).to_be_checked()
    tab_to(page, first.get_by_label("Why, in one sentence"))
    page.keyboard.type("Half is what a workshop needs.")
    tab_to(page, first.get_by_role("button", name="Later"))
    tab_to(page, first.get_by_role("button", name="Decide"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("6 passages need you")
    expect(page.get_by_role("heading", name="The region changed 80 to 90.")).to_be_focused()


def tab_to(page, target):
    """Press Tab until it is reached, with nothing on the way that is not seen."""
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.checkVisibility()"), "something hidden has the focus"
        if target.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("Tab does not lead there")
