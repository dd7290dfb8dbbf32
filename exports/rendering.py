"""From a template and its values to the bytes of a PDF: the only place that talks to WeasyPrint."""

from __future__ import annotations

import base64
import gc
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from exports.fonts import isolate
from exports.measuring import Lettering, fit

Progress = Callable[[float], None]

ROOT = Path(__file__).parent.parent
PLACES = (ROOT / "templates" / "documents", ROOT / "roadmap_app" / "templates" / "documents")
"""Where the templates are: in a checkout, and beside the installed packages."""

POINT = 0.3528
PARSED, FIRST_PAGE, LAID_OUT = 0.1, 0.15, 0.85


class TemplatesMissingError(RuntimeError):
    """The document templates are not in place."""


def silent(_share: float) -> None:
    """Ignore progress."""


def render_pdf(template: str, values: Mapping[str, object], *, pages: int, progress: Progress = silent) -> bytes:
    """Return the PDF (tagged, PDF/UA-1) of a template; equal values give equal bytes.

    Nothing is fetched: only `data:` addresses are opened. `pages` is a guess of the length, for progress from 0 to 1.
    Raises FontsMissingError or TemplatesMissingError when the product is not built.
    """
    isolate()
    html = environment().get_template(template).render(values)
    progress(PARSED)
    from weasyprint import HTML  # noqa: PLC0415 -- slow import, and it must come after the fonts are set
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 -- slow import

    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    with _collected_later(), _reported(progress, pages):
        pdf = HTML(string=html, url_fetcher=fetcher, base_url=None).write_pdf(pdf_variant="pdf/ua-1")
    progress(1.0)
    if not isinstance(pdf, bytes):
        raise TypeError("WeasyPrint returned no bytes")
    return pdf


def data_uri(svg: str) -> str:
    """Return an SVG as a `data:` address, for decorative backgrounds."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@cache
def environment() -> Environment:
    """Return the environment of the document templates; values are escaped unless they are Markup."""
    folder = next((each for each in PLACES if each.is_dir()), None)
    if folder is None:
        raise TemplatesMissingError(
            f"The document templates are missing: none of {', '.join(map(str, PLACES))} exists."
        )
    found = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters["safe_html"] = Markup
    found.filters["fitted"] = _fitted
    return found


def _fitted(text: str, room: float, points: float) -> str:
    """Shorten a line of sans type of a size in points to `room` millimetres."""
    return fit(text, room, Lettering(points * POINT))


@contextmanager
def _collected_later() -> Iterator[None]:
    """Switch the cyclic garbage collector off: layout makes millions of objects that live to the end."""
    was_on = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        gc.unfreeze()


@contextmanager
def _reported(progress: Progress, pages: int) -> Iterator[None]:
    """Turn WeasyPrint's log of steps and pages into progress."""
    logger = logging.getLogger("weasyprint.progress")
    handler = _Steps(progress, pages)
    before, passed_on = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        logger.propagate = passed_on


class _Steps(logging.Handler):
    """Reports a share that only grows: pages while laying out, then the drawing."""

    def __init__(self, progress: Progress, pages: int) -> None:
        super().__init__(logging.INFO)
        self._progress = progress
        self._pages = max(pages, 1)
        self._seen = 0
        self._share = PARSED

    def emit(self, record: logging.LogRecord) -> None:
        text = str(record.msg)
        if "Page" in text:
            self._seen += 1
            done = min(1.0, self._seen / (2 * self._pages))
            self._report(FIRST_PAGE + (LAID_OUT - FIRST_PAGE) * done)
        elif text.startswith("Step 6"):
            self._report(LAID_OUT)

    def _report(self, share: float) -> None:
        if share > self._share:
            self._share = share
            self._progress(share)
