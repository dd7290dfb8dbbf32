"""Laws of every difference: it is well formed, and both texts can be read back from it."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from exports.prose import inline, render
from exports.redline import field_difference, inline_difference, text_difference

VOID = {"br", "hr", "img"}


class Text(HTMLParser):
    """Reads the words of a page without hidden ones, notes and one kind of mark; insists on balanced tags."""

    def __init__(self, without):
        super().__init__()
        self.without = without
        self.open = []
        self.words = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            look = dict(attrs).get("class") or ""
            away = tag == self.without or tag == "summary" or look in {"vh", "d-note"}
            self.open.append((tag, away))

    def handle_endtag(self, tag):
        assert tag not in VOID
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(away for _, away in self.open):
            self.words.append(data)


def words(html, without=""):
    reader = Text(without)
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return "".join("".join(reader.words).replace("↩", "").split())


pieces = st.sampled_from(
    [
        "*",
        "**",
        "~~",
        "`",
        "```\n",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "  ",
        "    ",
        "> ",
        "# ",
        "|",
        "\n|-|-|\n",
        "[a](https://b.c)",
        "[^1]",
        "[^1]: ",
        "<",
        "&",
        "{{k}}",
        "{{long_key}}",
        "---\n",
        "a",
        "word ",
        "Another sentence here. ",
        "The fund pays 5 %. ",
        "é",
        "\t",
        "{{",
        "![x](data:image/png;base64,AA==)",
        "<br>",
        "❤",
        "“q” ",
    ]
)
marked = st.lists(pieces, max_size=30).map("".join)
sentences = st.lists(
    st.sampled_from(
        [
            "The fund opens in spring. ",
            "Every ministry reports twice. ",
            "A council meets. ",
            "\n\n",
            "\n- ",
            "5 jobs.\n",
        ]
    ),
    max_size=14,
).map("".join)
texts = st.one_of(marked, sentences, st.text(max_size=60))


@given(texts, texts)
@settings(max_examples=400, deadline=None)
def test_without_insertions_a_difference_reads_as_the_old_text_and_without_deletions_as_the_new(old, new):
    for fold in (True, False):
        html = text_difference(old, new, fold=fold)
        assert words(html, without="ins") == words(render(old, chips=True))
        assert words(html, without="del") == words(render(new, chips=True))


@given(texts)
@settings(max_examples=100, deadline=None)
def test_a_text_does_not_differ_from_itself(text):
    html = text_difference(text, text)
    assert "<ins" not in html
    assert "<del" not in html
    assert "d-format" not in html


@given(texts, texts)
@settings(max_examples=150, deadline=None)
def test_lines_can_be_read_back_too(old, new):
    html = inline_difference(old, new)
    assert words(html, without="ins") == words(inline(old, chips=True))
    assert words(html, without="del") == words(inline(new, chips=True))


@given(
    st.lists(st.tuples(texts, texts), max_size=4).map(tuple), st.lists(st.tuples(texts, texts), max_size=4).map(tuple)
)
@settings(max_examples=60, deadline=None)
def test_rows_of_any_content_give_a_whole_list(old, new):
    assert words(field_difference(old, new)) is not None
