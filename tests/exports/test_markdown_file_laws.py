"""Laws of the Markdown file: every document comes back exactly, and no line of a foreign file is lost."""

from __future__ import annotations

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adaptations import Document, Kind, Node, NodeId, Question, Setting
from adaptations.fields import FIELDS, Form
from exports.markdown_file import Unreadable, from_markdown, read_bytes, to_markdown

TRICKY = [
    "# heading",
    "## a {#id .goal}",
    "### b {.text}",
    "#",
    "#\ttab",
    "   ### indented",
    "    # code",
    "#no",
    "Title",
    "===",
    "---",
    "--",
    "=",
    "Title {.text}",
    "```",
    "````",
    "```python",
    "``` {.text}",
    "~~~",
    "~~~~ x",
    "    ```",
    "  ```",
    "```fields",
    "state: agreed",
    "title: x",
    "",
    "",
    " ",
    "  ",
    "- item",
    "1. item",
    "> # quoted",
    "| a | b |",
    "|---|---|",
    "* * *",
    "***",
    "{#x}",
    "{.text}",
    "text",
    "text  ",
    "a\tb",
    "[a]: b",
    "[^1]: note",
    "<!-- # -->",
    "\u2028",
    "\x85x",
    "{{lead_ministry}}",
    "ты",
]
free = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
line = st.one_of(st.sampled_from(TRICKY), free)
body = st.one_of(st.lists(line, max_size=9).map("\n".join), st.text(st.sampled_from("#`~=- \n{}.x"), max_size=30))
title = st.one_of(
    line,
    st.sampled_from(
        ["", " ", "x {#y}", "x {#y .goal}", "{#y .goal}", "a #", "a ##", " padded ", '"quoted"', "'", "|", ">-"]
    ),
    st.lists(line, min_size=2, max_size=3).map("\n".join),
)
cell = st.one_of(
    st.sampled_from(
        ["", "a", "a | b", "\\", "\\|", "a\\", " a ", "&#10;", "&#38;#10;", "&#0;", "|", "- a", "a\nb", "\n", "  "]
    ),
    free,
)
ids = st.text("abcdefXYZ0123456789-_.:#é", min_size=1, max_size=8)


def value_of(field):
    match field.form:
        case Form.ROWS:
            exact = st.lists(cell, min_size=len(field.columns), max_size=len(field.columns))
            row = st.one_of(exact, exact, st.lists(cell, max_size=5)).map(tuple)
            return st.lists(row, min_size=1, max_size=3).map(tuple)
        case Form.CHOICE:
            return st.sampled_from(field.choices)
        case Form.DATE:
            return st.sampled_from(["2027", "2027-03", "2027-03-15", "2027-Q1"])
        case Form.NUMBER:
            return st.sampled_from(["0", "12.5", "-3", "1500000"])
        case _:
            return st.one_of(body, title).filter(bool)


@st.composite
def nodes(draw):
    result, path = [], []
    names = draw(st.lists(ids, max_size=6, unique=True))
    for name in names:
        del path[draw(st.integers(0, len(path))) :]
        chosen = draw(st.lists(st.sampled_from(FIELDS), max_size=3, unique=True))
        fields = tuple(sorted((each.name, draw(value_of(each))) for each in chosen))
        kind, setting = draw(st.sampled_from(Kind)), draw(st.sampled_from(Setting))
        parent = path[-1] if path else None
        result.append(Node(NodeId(name), kind, draw(title), draw(body), parent, setting, fields))
        path.append(NodeId(name))
    return tuple(result)


documents = st.builds(
    Document,
    id=st.one_of(ids, st.sampled_from(["", " x", '"x"'])),
    title=title,
    subtitle=title,
    language=st.sampled_from(["en", "ru", "kk", ""]),
    country=st.sampled_from(["", "KZ"]),
    nodes=nodes(),
    questions=st.lists(st.builds(Question, cell, cell, cell, cell), max_size=3, unique_by=lambda each: each.key).map(
        tuple
    ),
    answers=st.dictionaries(cell, cell, max_size=3).map(lambda each: tuple(sorted(each.items()))),
)


def numbered():
    count = itertools.count(1)
    return lambda: f"new-{next(count)}"


@given(documents)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_document_comes_back_exactly_and_is_written_the_same_again(document):
    text = to_markdown(document)
    parsed = from_markdown(text, new_id=numbered())
    assert parsed.document == document
    assert parsed.notes == ()
    assert to_markdown(parsed.document) == text
    assert read_bytes(text.encode(), new_id=numbered()).document == document


def test_a_tree_deeper_than_markdown_can_mark_comes_back_too():
    chain = [
        Node(NodeId(f"n{n}"), Kind.SECTION, f"Level {n}", parent=NodeId(f"n{n - 1}") if n else None) for n in range(300)
    ]
    document = Document(id="deep", title="Deep", nodes=tuple(chain))
    assert from_markdown(to_markdown(document), new_id=numbered()).document == document


def said(document):
    """Return every line of a document's texts."""
    texts = [document.title, document.subtitle, document.id, document.language, document.country]
    for node in document.nodes:
        texts += [node.title, node.body]
        for _, value in node.fields:
            texts += [value] if isinstance(value, str) else [cell for row in value for cell in row]
    return "\n".join(texts)


foreign_lines = st.sampled_from(
    [
        "# One",
        "## Two {#two}",
        "#### Four ####",
        "Under",
        "-----",
        "=====",
        "text",
        "",
        "",
        "- item",
        "```",
        "~~~",
        "    code",
        "---",
        "author: somebody",
        "title: A title",
        "> quote",
        "# ",
        "|a|b|",
        "|-|-|",
        "Same",
        "# One",
        "## X {#two .goal}",
        "```fields",
        "state: agreed",
        "state: whatever",
        "lead: Somebody",
        "colour: red",
        "start: soon",
        "- a | b | c",
    ]
)


@given(st.lists(foreign_lines, max_size=25))
@settings(max_examples=400, deadline=None)
def test_every_line_of_a_foreign_file_is_found_in_the_document(lines):
    parsed = from_markdown("\n".join(lines), new_id=numbered())
    if isinstance(parsed, Unreadable):
        assert not any(each.strip() for each in lines)
        return
    kept = said(parsed.document)
    for each in lines:
        if each == "```fields":
            continue
        bare = each.split(" {#")[0].strip("#-=~` ")
        for part in bare.removeprefix("state:").removeprefix("lead:").removeprefix("title:").split("|"):
            assert part.strip(" -") in kept, each
    again = from_markdown(to_markdown(parsed.document), new_id=numbered())
    assert again.document == parsed.document


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_document_or_a_reason(data):
    found = read_bytes(data, new_id=numbered())
    assert isinstance(found, Unreadable) or to_markdown(found.document)
