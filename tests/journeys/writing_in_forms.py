"""What people do again and again in these journeys: write into a part, publish."""

MASTER = "/roadmaps/creative-economy/master"


def write(page, edition, node, part, text):
    """Replace a part of a node through its own page; return when it is saved."""
    page.goto(f"{edition}/nodes/{node}/edit/{part}")
    page.locator(f"[name={part}]").fill(text)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/draft/**")


def text_of(page, edition, node, part):
    """Return what the form of a part holds."""
    page.goto(f"{edition}/nodes/{node}/edit/{part}")
    return page.locator(f"[name={part}]").input_value()


def change(page, edition, node, part, old, new):
    """Replace some words in a part of a node."""
    text = text_of(page, edition, node, part)
    assert old in text
    page.locator(f"[name={part}]").fill(text.replace(old, new))
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/draft/**")


def publish(page, edition, note):
    """Publish a draft."""
    page.goto(f"{edition}/publish")
    page.get_by_label("What has changed").fill(note)
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_url("**/versions/**")
