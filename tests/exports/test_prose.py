"""Prose is shown as its writer meant it: blocks, lines, headings, notes, tables."""

from __future__ import annotations

import re

import pytest

from exports.prose import MAX_LENGTH, Words, inline, plain, render


def seen(markdown: str) -> str:
    return re.sub(r' rel="[^"]*"| scope="col"', "", render(markdown))


PARAGRAPHS = {
    "one\ntwo": "<p>one\ntwo</p>",
    "one\n\n\ntwo": "<p>one</p><p>two</p>",
    "   one\n  two": "<p>one\ntwo</p>",
    "one  \ntwo": "<p>one<br>two</p>",
    "one\\\ntwo": "<p>one<br>two</p>",
    "one<br>two": "<p>one<br>two</p>",
    "5 < 6 & 7 > 3": "<p>5 &lt; 6 &amp; 7 &gt; 3</p>",
    "<b>as typed</b>": "<p>&lt;b&gt;as typed&lt;/b&gt;</p>",
    "CO<sub>2</sub> <!-- kept quiet -->": "<p>CO<sub>2</sub> </p>",
    "\\*stars\\* and \\# signs": "<p>*stars* and # signs</p>",
    "&copy; &amp; &#1179;": "<p>© &amp; қ</p>",
    "> quoted\nlazily": "<blockquote><p>quoted\nlazily</p></blockquote>",
    "> a\n\n> b": "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>",
    "> - a\n>\n>   b": "<blockquote><ul><li><p>a</p><p>b</p></li></ul></blockquote>",
    "a\n\n***\n\nb": "<p>a</p><hr><p>b</p>",
    "    # code\n\n    more": "<pre><code># code\n\nmore\n</code></pre>",
    "```text\n<x> **y**\n```": "<pre><code>&lt;x&gt; **y**\n</code></pre>",
    "~~~\nnever closed": "<pre><code>never closed\n</code></pre>",
    "text\n```\ncode\n```\ntext": "<p>text</p><pre><code>code\n</code></pre><p>text</p>",
    "#not a heading": "<p>#not a heading</p>",
    "####### seven": "<p>####### seven</p>",
}

EMPHASIS = {
    "*a* _b_": "<p><em>a</em> <em>b</em></p>",
    "**a** __b__": "<p><strong>a</strong> <strong>b</strong></p>",
    "**a *b* c**": "<p><strong>a <em>b</em> c</strong></p>",
    "*a **b** c*": "<p><em>a <strong>b</strong> c</em></p>",
    "snake_case_word": "<p>snake_case_word</p>",
    "in*side*word": "<p>in<em>side</em>word</p>",
    "5 * 3 * 2": "<p>5 * 3 * 2</p>",
    "** a **": "<p>** a **</p>",
    "*open": "<p>*open</p>",
    "(*a*), “**b**”.": "<p>(<em>a</em>), “<strong>b</strong>”.</p>",
    "**новый**текст": "<p><strong>новый</strong>текст</p>",
    "~~gone~~ ~5 and a~b~c": "<p><s>gone</s> ~5 and a~b~c</p>",
    "`a*b*` ``c`d``": "<p><code>a*b*</code> <code>c`d</code></p>",
    "*a `*` b*": "<p><em>a <code>*</code> b</em></p>",
}

LISTS = {
    "- a\n- b": "<ul><li>a</li><li>b</li></ul>",
    "text\n- a\n- b\ntext": "<p>text</p><ul><li>a</li><li>b\ntext</li></ul>",
    "text\n1. a\n2. b": "<p>text</p><ol><li>a</li><li>b</li></ol>",
    "born in\n1991. Then": "<p>born in\n1991. Then</p>",
    "1) a\n2) b": "<ol><li>a</li><li>b</li></ol>",
    "3. a\n4. b": '<ol start="3"><li>a</li><li>b</li></ol>',
    "- a\n  - b\n    - c\n- d": "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
    "1. a\n   - b\n2. c": "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    "1. a\n  - b\n2. c": "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    "- a\n    - four spaces": "<ul><li>a<ul><li>four spaces</li></ul></li></ul>",
    "- a\n\t- a tab": "<ul><li>a<ul><li>a tab</li></ul></li></ul>",
    "- a\n\n- b": "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
    "- a\n\n  more\n- b": "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>",
    "- a\n  - b\n\n    c\n- d": "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li><li>d</li></ul>",
    "- a\n* b": "<ul><li>a</li></ul><ul><li>b</li></ul>",
    "- a\n1. b": "<ul><li>a</li></ul><ol><li>b</li></ol>",
    "-\n- b": "<ul><li></li><li>b</li></ul>",
    "-not a list": "<p>-not a list</p>",
    "- a\nlazy": "<ul><li>a\nlazy</li></ul>",
    "- ```\n  code\n  ```": "<ul><li><pre><code>code\n</code></pre></li></ul>",
    "- [ ] to do\n- [x] done": '<ul><li class="task">☐ to do</li><li class="task">☑ done</li></ul>',
}

LINKS = {
    "[a](https://x.org)": '<p><a href="https://x.org">a</a></p>',
    '[a](https://x.org "t")': '<p><a href="https://x.org" title="t">a</a></p>',
    "[a](<https://x.org/a b>)": '<p><a href="https://x.org/a b">a</a></p>',
    "[**a**](https://x.org/(b))": '<p><a href="https://x.org/(b)"><strong>a</strong></a></p>',
    "*foo [bar*](https://x.org)": '<p>*foo <a href="https://x.org">bar*</a></p>',
    "[a][1] [a][]\n\n[1]: https://x.org\n[a]: https://y.org 't'": (
        '<p><a href="https://x.org">a</a> <a href="https://y.org" title="t">a</a></p>'
    ),
    "[unknown] [x][y]": "<p>[unknown] [x][y]</p>",
    "<https://x.org>": '<p><a href="https://x.org">https://x.org</a></p>',
    "See https://x.org/a_b_(c)).": '<p>See <a href="https://x.org/a_b_(c)">https://x.org/a_b_(c)</a>).</p>',
    "www.x.org, or a.b@x.org!": (
        '<p><a href="https://www.x.org">www.x.org</a>, or <a href="mailto:a.b@x.org">a.b@x.org</a>!</p>'
    ),
    "[a](mailto:a@x.org)": '<p><a href="mailto:a@x.org">a</a></p>',
    "`https://x.org`": "<p><code>https://x.org</code></p>",
}

TABLES = {
    "| a | b |\n|---|--:|\n| *1* | 2 |": (
        '<table><thead><tr><th>a</th><th class="right">b</th></tr></thead>'
        '<tbody><tr><td><em>1</em></td><td class="right">2</td></tr></tbody></table>'
    ),
    "a | b\n--|--\n1 \\| 2\n\ntext": (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1 | 2</td><td></td></tr></tbody></table><p>text</p>"
    ),
    "before\n| a |\n|---|\n| 1 | too many |\n- item": (
        "<p>before</p><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
        "<ul><li>item</li></ul>"
    ),
    "| a | b |\n|---|\n| 1 | 2 |": "<p>| a | b |\n|---|\n| 1 | 2 |</p>",
}


@pytest.mark.parametrize(("markdown", "html"), [*PARAGRAPHS.items(), *EMPHASIS.items(), *LISTS.items()])
def test_paragraphs_emphasis_and_lists_read_as_in_commonmark(markdown, html):
    assert seen(markdown) == html


@pytest.mark.parametrize(("markdown", "html"), [*LINKS.items(), *TABLES.items()])
def test_links_and_tables_read_as_on_the_web(markdown, html):
    assert seen(markdown) == html


def test_lines_under_a_bold_line_and_with_bold_labels_stay_lines():
    assert seen("**Adopted:** 2020\n**Kind:** a charter\nof cities") == (
        "<p><strong>Adopted:</strong> 2020<br><strong>Kind:</strong> a charter\nof cities</p>"
    )
    assert seen("> **Clause 1**\n> The board **meets:**\n> often.") == (
        "<blockquote><p><strong>Clause 1</strong><br>The board <strong>meets:</strong>\noften.</p></blockquote>"
    )


def test_a_body_never_brings_headings_above_its_place_on_the_page():
    assert seen("# a\n\n## b\n\n### c\n\n#### d") == "<h4>a</h4><h5>b</h5><h6>c</h6><h6>d</h6>"
    assert seen("a\n===\n\nb\n---") == "<h4>a</h4><h5>b</h5>"
    assert render("# a", top_level=1) == "<h3>a</h3>"


def test_the_highest_heading_of_a_body_takes_the_top_level_whatever_its_number():
    assert seen("### c ###\n\n#### d") == "<h4>c</h4><h5>d</h5>"


def test_notes_are_linked_both_ways_with_ids_that_differ_between_nodes():
    html = render("One[^a], two[^B], one again[^a].\n\n[^a]: First\n[^b]: Second", prefix="n7-", words=Words(back="Up"))
    assert html.count('href="#n7-fn-1"') == 2
    assert html.count('id="n7-fnref-1"') == 1
    assert '<li id="n7-fn-2"><p>Second<a href="#n7-fnref-2" rel="noopener noreferrer">↩' in html
    assert '<span class="vh">Up</span>' in html


def test_a_note_nobody_refers_to_is_still_shown_and_an_unknown_mark_stays_as_typed():
    html = render("Text[^x]\n\n[^y]: Alone")
    assert "Text[^x]" in html
    assert "<p>Alone</p>" in html


def test_plain_text_has_no_marks_and_a_line_for_every_paragraph_item_and_cell():
    text = (
        "## A *title*\n\nText[^1] with\na [link](https://x.org)<br>here & `there`\n\n- one\n- two\n\n"
        "|a|b|\n|-|-|\n|1|2|\n\n[^1]: Note"
    )
    assert plain(text).split("\n") == [
        "A title",
        "Text with a link",
        "here & there",
        "one",
        "two",
        "a",
        "b",
        "1",
        "2",
        "Note",
    ]


def test_a_title_keeps_emphasis_and_nothing_else():
    assert (
        inline("# 1. The *first* [step](https://x.org) <i>")
        == "# 1. The <em>first</em> [step](https://x.org) &lt;i&gt;"
    )
    assert inline("") == ""


def test_nothing_typed_gives_nothing():
    assert render("") == render(" \n\n ") == plain("") == ""


def test_a_text_beyond_all_measure_is_shown_as_typed_in_paragraphs():
    half = "*word* " * (MAX_LENGTH // 14)
    html = render(f"{half}\n\n{half}<b>")
    assert html.startswith("<p>*word* *word*")
    assert html.count("<p>") == 2
    assert html.endswith("&lt;b&gt;</p>")


def test_a_paragraph_too_full_of_marks_is_shown_as_typed_while_its_neighbours_are_not():
    html = render("a" + " *a" * 2000 + "\n\n**b**")
    assert html.startswith("<p>a *a *a")
    assert html.endswith("<p><strong>b</strong></p>")


@pytest.mark.parametrize(
    "text",
    [
        "*" * 1_000_000,
        ">" * 5000,
        "[" * 50_000,
        "- a\n" * 100_000,
        "![a" * 900 + "](b)" * 900,
        "|a" * 3000 + "\n" + "|-" * 3000,
        "<!--" * 20_000,
        "`" * 9000,
        "[a](" * 20_000,
        "# " + " " * 100_000 + "x",
        "**a *b " * 300 + "* **" * 300,
    ],
    ids=["stars", "quotes", "brackets", "items", "images", "columns", "comments", "ticks", "links", "spaces", "nested"],
)
def test_hostile_texts_come_back_as_something_to_read(text):
    assert render(text)
    assert plain(text) is not None
    assert inline(text) is not None


def test_notes_are_numbered_as_a_reader_meets_them():
    html = render("One.[^late] Two.[^early]\n\n[^early]: Written first.\n[^late]: Met first.")
    assert html.index("Met first.") < html.index("Written first.")
    assert html.index(">1</a>") < html.index(">2</a>")
