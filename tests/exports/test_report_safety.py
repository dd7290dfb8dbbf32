from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pypdfium2
import pytest

from adaptations.document import Kind
from exports.deck import deck_pdf
from exports.rendering import environment, render_pdf
from exports.report import report_pdf
from tests.exports.sample_roadmap import node, roadmap, subject


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("make", [report_pdf, deck_pdf])
def test_hostile_text_makes_no_request_and_embeds_no_file(make, canary, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    host, asked = canary
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    body = (
        f"![a](http://{host}/a.png) ![b](//{host}/b.png) ![c](file://{secret}) [link](http://{host}/link)\n\n"
        f'<img src="http://{host}/c.png"> <link rel=stylesheet href="http://{host}/d.css">\n\n'
        f'<a rel="attachment" href="file://{secret}">x</a> <style>@import url(http://{host}/e.css)</style>\n\n'
        f'<svg><image href="http://{host}/f.png"/></svg> <div style="background:url(http://{host}/g.png)">x</div>\n\n'
        "<script>alert(1)</script>"
    )
    nodes = (node("g", Kind.GOAL, f"![t](http://{host}/t.png)<img src=http://{host}/u.png>", None, body, message=body),)
    pdf = make(subject(roadmap(title=f"<img src=http://{host}/v.png>", nodes=nodes)))
    assert asked == []
    document = pypdfium2.PdfDocument(pdf)
    assert document.count_attachments() == 0
    assert all("TOPSECRET" not in page.get_textpage().get_text_range() for page in document)


def test_the_fetcher_itself_opens_data_addresses_only(
    canary: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    host, asked = canary
    html = f'<p><img src="http://{host}/x.png"><img src="file:///etc/hostname"><a rel=attachment href="http://{host}/y">y</a>'
    template = environment().from_string(html)
    monkeypatch.setattr(environment(), "get_template", lambda _name: template)
    pdf = render_pdf("any", {}, pages=1)
    assert asked == []
    assert pypdfium2.PdfDocument(pdf).count_attachments() == 0


def test_titles_are_shown_as_text_not_as_markup() -> None:
    title = 'Rules <b>& more</b> "quoted"'
    nodes = (node("a", Kind.ACTION, title, None), node("b", Kind.ACTION, title, None))
    document = pypdfium2.PdfDocument(report_pdf(subject(roadmap(title=title, nodes=nodes))))
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Rules" in text
    assert "& more" in text
