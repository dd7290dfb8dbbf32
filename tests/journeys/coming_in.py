"""How people come in: by links that the administrator makes in the browser."""


def come_in(browser, link):
    """Open a sign-in link in a new browser and go through the door; return the cookies."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    if page.get_by_label("Your name").count():
        page.get_by_label("Your name").fill("Bermet K.")
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Not now").click()
    page.get_by_role("heading", name="Good day").wait_for()
    state = context.storage_state()
    context.close()
    return state


def link_for(page, name):
    """Let the administrator make a sign-in link for somebody in the browser; return its address."""
    page.goto("/people")
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Make a sign-in link").click()
    return page.locator("#issued-link").inner_text()
