"""Journeys: the whole product in a real browser, started as a person starts it, on the demo network.

Every file of journeys gets a copy of the demo of its own, so that the order of files doesn't matter. Each fixture
`as_...` is a page of that person's browser. Whatever a page complains about fails the test.
"""

import shutil

import pytest
from coming_in import come_in, link_for
from playwright.sync_api import expect, sync_playwright
from running_product import serving
from watched_browser import DESK, PATIENCE_MS, Watch, launch

PEOPLE = ("Aigerim Sadykova", "Madina Rahimova", "Helen Marsh")
"""Those who get a link from the administrator: leads of Kazakhstan and Tajikistan, and a reader."""

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser():
    """Give the one browser of all journeys."""
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


@pytest.fixture(scope="session")
def demo(browser, tmp_path_factory):
    """Start the product for the first time with its demo; return its folder and everybody's cookies.

    The administrator comes in by the printed link, makes links for the others in the browser, and they come in.
    """
    folder = tmp_path_factory.mktemp("demo") / "data"
    with serving(folder, "--demo") as product:
        cookies = {"administrator": come_in(browser, product.link)}
        secretariat = browser.new_context(base_url=product.url, storage_state=cookies["administrator"])
        page = secretariat.new_page()
        for name in PEOPLE:
            cookies[name] = come_in(browser, link_for(page, name))
        secretariat.close()
    return folder, cookies


@pytest.fixture(scope="module")
def product(demo, tmp_path_factory):
    """Give a running product with the demo network, as it is on the first day."""
    folder = tmp_path_factory.mktemp("product") / "data"
    shutil.copytree(demo[0], folder)
    with serving(folder) as found:
        yield found


@pytest.fixture
def open_browser(browser):
    """Give a way to open a browser at an address with somebody's cookies; faults of its pages fail the test."""
    watch, contexts = Watch(), []

    def open_at(url, cookies=None, **options):
        settings = {"base_url": url, "viewport": DESK, "storage_state": cookies, "locale": "en-GB", **options}
        context = watch.over(browser.new_context(**settings))
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield open_at
    for context in contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture
def visit(open_browser, product, demo):
    """Give a way to open somebody's browser: `visit("Madina Rahimova")`, or `visit(None)` for nobody signed in."""

    def open_for(name, **options):
        return open_browser(product.url, demo[1][name] if name else None, **options)

    return open_for


@pytest.fixture
def as_administrator(visit):
    return visit("administrator")


@pytest.fixture
def as_aigerim(visit):
    return visit("Aigerim Sadykova")


@pytest.fixture
def as_madina(visit):
    return visit("Madina Rahimova")


@pytest.fixture
def as_reader(visit):
    return visit("Helen Marsh")


@pytest.fixture
def as_nobody(visit):
    return visit(None)
