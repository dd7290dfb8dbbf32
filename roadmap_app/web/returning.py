"""Ways back: to a page of this site only, whatever an address or a form asks for."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

LONGEST = 2000


def own_path(text: str) -> str:
    """Return the text when it is a path of this site that a browser can't take for anything else, else ""."""
    plain = text.isprintable() and "\\" not in text and len(text) <= LONGEST
    if not plain or not text.startswith("/") or text.startswith("//"):
        return ""
    parts = urlsplit(text)
    return "" if parts.scheme or parts.netloc else text


def wanted(default: str) -> str:
    """Return the page that `next` asks for, in the form or the address, if this site has such a page to look at."""
    path = own_path(request.form.get("next", "") or request.args.get("next", ""))
    return path if path and _is_a_page(path) else default


def page_before() -> str:
    """Return the path of the page that this request came from, or "" when that isn't one of this site."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return ""
    return own_path(parts.path + (f"?{parts.query}" if parts.query else ""))


def _is_a_page(path: str) -> bool:
    """Say whether the path can be opened; that of a form that was refused can't."""
    try:
        current_app.url_map.bind(request.host).match(urlsplit(path).path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
