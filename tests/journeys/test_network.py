"""What travels: little at the first view, nothing to or from other hosts, and enough on a slow line."""

import pytest
from playwright.sync_api import expect
from running_product import database_of
from writing_in_forms import MASTER

from adaptations import Document, Kind, Node, NodeId
from roadmap_app.services.actor import Act
from roadmap_app.services.planting import start_roadmap

FIRST_VIEW_BYTES = 150_000
TEXT = "The desk answers in writing. It knows customs codes for instruments, costumes and prints, and model contracts. "
BIG = "/roadmaps/big/master"


@pytest.fixture
def big_roadmap(product):
    """Write a roadmap of 500 nodes into the running product, as an import does."""
    with database_of(product) as (session, now):
        start_roadmap(session, slug="big", document=big_document(), act=Act(None, now))


def big_document():
    """Return six goals with eight sections of nine actions each, and texts of ordinary length."""
    nodes = []
    for goal in range(6):
        nodes.append(Node(NodeId(f"g{goal}"), Kind.GOAL, f"Goal {goal} of a long roadmap", body=TEXT * 3))
        for section in range(8):
            parent = f"g{goal}s{section}"
            nodes.append(
                Node(NodeId(parent), Kind.SECTION, f"Section {section}", body=TEXT * 4, parent=NodeId(f"g{goal}"))
            )
            nodes += [
                Node(
                    NodeId(f"{parent}a{action}"),
                    Kind.ACTION,
                    f"Action {action} to take",
                    body=TEXT * 5,
                    parent=NodeId(parent),
                )
                for action in range(9)
            ]
    return Document("big", "A long roadmap", nodes=tuple(nodes))


@pytest.mark.usefixtures("big_roadmap")
def test_the_first_view_of_a_long_draft_is_light(visit):
    page = visit("administrator")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    sizes = []
    line.on("Network.loadingFinished", lambda found: sizes.append(found["encodedDataLength"]))
    page.goto(f"{BIG}/draft", wait_until="networkidle")
    expect(page.get_by_role("heading", name="Goal 0 of a long roadmap").first).to_be_visible()
    assert len(sizes) > 3
    assert sum(sizes) < FIRST_VIEW_BYTES, sizes


def test_a_slow_line_is_enough_to_read_and_write(visit):
    page = visit("administrator")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    line.send("Network.emulateNetworkConditions", slow)
    page.goto(f"{MASTER}/draft/payments")
    page.locator("#part-payments-body").get_by_role("link", name="Edit the text").click()
    text = page.locator("form#part-payments-body").get_by_role("textbox")
    text.fill(text.input_value() + "\n\nA slow line is enough.")
    text.press("Control+Enter")
    expect(page.locator("#part-payments-body .prose")).to_contain_text("A slow line is enough.")


def test_a_lost_line_is_told_and_loses_nothing(visit):
    page = visit("administrator")
    page.goto(f"{MASTER}/draft/residencies")
    page.locator("#part-residencies-body").get_by_role("link", name="Edit the text").click()
    text = page.locator("form#part-residencies-body").get_by_role("textbox")
    text.fill(text.input_value() + "\n\nWritten on a train.")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    nothing = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", {"offline": True, **nothing})
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("There is no connection.")).to_be_visible()
    line.send("Network.emulateNetworkConditions", {"offline": False, **nothing})
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#part-residencies-body .prose")).to_contain_text("Written on a train.")
