"""A browser that is watched: what a page complains about, fetches from elsewhere or fails to fetch is a fault."""

import os
import re
from urllib.parse import urlsplit

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
)
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
EXPECTED = re.compile(
    r"Failed to load resource: the server responded with a status of 4\d\d"
    r"|Response Status Error Code 4\d\d"
    r"|net::ERR_INTERNET_DISCONNECTED"
    r"|^htmx:(afterRequest|sendError)"
)
"""A form refused with 4xx is an answer, not a fault, and a line is cut on purpose only; a style or script that is
missing is found by its own rule."""

PATIENCE_MS = 15_000


def launch(playwright):
    """Start the browser."""
    program = os.environ.get("ROADMAP_CHROMIUM", "/usr/bin/chromium")
    return playwright.chromium.launch(executable_path=program, args=list(FLAGS))


class Watch:
    """Collects the faults of every page of the contexts it watches."""

    def __init__(self):
        self.faults = []

    def over(self, context):
        context.on("page", self._page)
        context.on("request", self._request)
        context.on("response", self._response)
        return context

    def _page(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))

    def _console(self, message):
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname != "127.0.0.1":
            self.faults.append(f"went to another host: {request.url}")

    def _response(self, response):
        asked = f"{response.request.method} {response.url} answered {response.status}"
        is_page = response.request.resource_type in {"document", "xhr", "fetch"}
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.faults.append(asked)
