"""Whatever is typed, the page that shows it stays safe and whole."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.prose import Answered, inline, plain, render

VOID = {"br", "hr", "img"}
ALLOWED = {
    "p": set(),
    "h4": set(),
    "h5": set(),
    "h6": set(),
    "ul": set(),
    "ol": {"start"},
    "li": {"class", "id"},
    "blockquote": set(),
    "pre": set(),
    "code": set(),
    "hr": set(),
    "br": set(),
    "em": set(),
    "strong": set(),
    "s": set(),
    "sup": {"id"},
    "sub": set(),
    "a": {"href", "title", "rel"},
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"class", "scope"},
    "td": {"class"},
    "img": {"src", "alt"},
    "section": set(),
    "span": {"class", "data-state", "data-key"},
}


class Checker(HTMLParser):
    """Insist on balanced tags from the list, with addresses that lead to the web, a mailbox or a note."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ALLOWED[tag], (tag, name)
            if name == "href":
                assert value.startswith(("http://", "https://", "mailto:", "#"))
            if name == "src":
                assert value.startswith("data:image/")
            if name == "class":
                assert value in {"task", "left", "right", "center", "chip-q", "vh"}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


def check(html):
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\\script:alert(1))",
    "[a](javascript\\:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](//evil.org)",
    "[a](/logout)",
    "[a](#main)",
    "<javascript:alert(1)>",
    "<a href='javascript:x'>a</a>",
    "![a](https://evil.org/x.png)",
    "![a](//evil.org/x.png)",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "[![a](javascript:x)](javascript:y)",
    "[a]: javascript:x\n\n[a]",
    '[a](https://x.org "onmouseover=alert(1) \\" x")',
    "<div hx-get=/x hx-trigger=load>",
    "<p style=position:fixed>",
    "<iframe src=//evil.org>",
    "</p></div><form action=//evil.org>",
    "`<script>`",
    "```\n</code></pre><script>\n```",
    "```js onload=x\n```",
    "[^<img src=x>]\n\n[^<img]: <script>",
    "https://x.org/<script>",
    "a@b.c<script>",
    "<<script>script>",
    '[a](https://x.org/"onclick=alert(1))',
    '!["onerror=x](data:image/png;base64,AA==)',
    "<sup><script>x</script></sup>",
    "{{k}}<script>",
    "|<img src=x>|\n|-|\n|<script>|",
    "&lt;script&gt;",
    "\\<script>",
    "<!-- --><script>-->",
    "\x02klzzwxh:0000\x03",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_reaches_the_page(payload):
    answers = {"k": Answered(payload, payload, payload)}
    for chips in (False, True):
        for html in (render(payload, answers=answers, chips=chips), inline(payload, answers=answers, chips=chips)):
            check(html)


def test_only_images_held_in_the_text_are_shown():
    html = render("![a](https://evil.org/x.png) ![b](data:image/png;base64,AA==)")
    assert html == '<p>a <img alt="b" src="data:image/png;base64,AA=="></p>'


pieces = st.sampled_from(
    [
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "  ",
        "    ",
        "> ",
        "# ",
        "|",
        "|-|-|\n",
        "[",
        "](",
        ")",
        "!",
        "[^1]",
        "[^1]: ",
        "[a]: /b",
        "<",
        ">",
        "&",
        "{{k}}",
        "\\",
        "---\n",
        "===\n",
        "a",
        "word ",
        "é",
        "https://x.org",
        "<b>",
        "\t",
    ]
)
marked = st.lists(pieces, max_size=40).map("".join)


@given(st.one_of(st.text(max_size=200), marked))
@settings(max_examples=400, deadline=None)
def test_any_text_at_all_gives_a_whole_and_safe_page(text):
    check(render(text))
    check(render(text, chips=True, prefix="x"))
    check(inline(text, chips=True))
    plain(text)


@given(st.lists(st.text("abcdefgh ", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=8), marked)
@settings(max_examples=100, deadline=None)
def test_plain_text_keeps_every_word_of_plain_paragraphs(paragraphs, other):
    assert plain("\n\n".join(paragraphs)).split() == " ".join(paragraphs).split()
    assert "<b>" not in render(other)
