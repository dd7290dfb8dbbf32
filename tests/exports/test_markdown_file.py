"""Markdown files: ours is readable and exact, and anybody's becomes a roadmap with nothing lost."""

from __future__ import annotations

import itertools

import pytest

from adaptations import Document, Kind, Node, NodeId, Question, Setting
from exports.markdown_file import MAX_BYTES, Note, Parsed, Reason, Unreadable, from_markdown, read_bytes, to_markdown

ROADMAP = Document(
    id="creative-economy",
    title="Creative Economy Roadmap",
    subtitle="What we do: 2027–2032",
    country="KZ",
    questions=(Question("lead_ministry", "Lead ministry", "Who answers | for it", ""),),
    answers=(("lead_ministry", "Ministry of Culture"),),
    nodes=(
        Node(NodeId("work"), Kind.GOAL, "Make creative work pay", "It must.\n\n## Why\n\n```sh\n# no heading\n```"),
        Node(
            NodeId("grants"),
            Kind.ACTION,
            "Grants up to EUR 5,000",
            "",
            NodeId("work"),
            Setting.MANDATORY,
            (
                ("completion", "The rules,\n\nsigned"),
                ("costs", (("1500000", "EUR", "budgets", "yes"),)),
                ("lead", "{{lead_ministry}}"),
                ("partners", (("Associations | unions", "juries"), ("UNDP", ""))),
                ("state", "agreed"),
            ),
        ),
        Node(NodeId("about"), Kind.SECTION, "About", "One page."),
    ),
)

FILE = """\
---
title: Creative Economy Roadmap
subtitle: What we do: 2027–2032
language: en
country: KZ
id: creative-economy
questions:
- lead_ministry | Lead ministry | Who answers \\| for it |
answers:
- lead_ministry | Ministry of Culture
---

# Make creative work pay {#work .goal}

It must.

## Why {.text}

```sh
# no heading
```

## Grants up to EUR 5,000 {#grants .action .mandatory}

```fields
state: agreed
completion: The rules,
<>
  signed
lead: {{lead_ministry}}
partners:
- Associations \\| unions | juries
- UNDP |
costs:
- 1500000 | EUR | budgets | yes
```

# About {#about .section}

One page.
""".replace("<>", "  ")


def numbered():
    count = itertools.count(1)
    return lambda: f"new-{next(count)}"


def read(text, **options):
    parsed = from_markdown(text, new_id=numbered(), **options)
    assert isinstance(parsed, Parsed)
    return parsed


def outline(document):
    tree = document.tree()
    return [(tree.depth(node.id), node.title, node.body) for node in document.nodes]


def test_a_roadmap_is_written_as_a_file_that_people_can_read():
    assert to_markdown(ROADMAP) == FILE


def test_the_file_is_read_back_as_the_same_roadmap():
    assert read(FILE) == Parsed(ROADMAP)
    assert read(FILE.replace("\n", "\r\n")) == Parsed(ROADMAP)


def test_a_file_whose_editor_dropped_spaces_at_line_ends_is_read_the_same():
    assert read("\n".join(line.rstrip() for line in FILE.split("\n"))) == Parsed(ROADMAP)


def test_the_only_first_heading_of_a_foreign_file_is_its_title():
    parsed = read("# Strategy\n\nForeword.\n\n## Aims\nBe good.\n\n\n### Means\n\n## Money #\n")
    assert parsed.document.title == "Strategy"
    assert outline(parsed.document) == [
        (0, "Introduction", "Foreword."),
        (0, "Aims", "Be good."),
        (1, "Means", ""),
        (0, "Money", ""),
    ]
    assert {node.kind for node in parsed.document.nodes} == {Kind.SECTION}
    assert [node.id for node in parsed.document.nodes] == ["new-1", "new-2", "new-3", "new-4"]


def test_two_first_headings_are_two_parts_and_the_name_of_the_file_is_the_title():
    parsed = read("# One\n\n# Two", name="strategy-2030")
    assert (parsed.document.title, outline(parsed.document)) == ("strategy-2030", [(0, "One", ""), (0, "Two", "")])
    assert read("# One\n\n# Two").document.title == "One"
    assert read("Just a text.").document.title == "Untitled"


def test_text_before_any_heading_becomes_a_section():
    assert outline(read("Just\na text.\n").document) == [(0, "Introduction", "Just\na text.")]
    assert outline(read("Before.\n\n## A\n\nIn.").document) == [(0, "Introduction", "Before."), (0, "A", "In.")]


def test_underlined_headings_are_headings_and_rules_and_tables_are_not():
    parsed = read(
        "Title\n=====\n\nPart one\n--------\n\ntext\n\n---\n\na | b\n--|--\n1 | 2\n\n- item\n---\n\ntwo\nlines\n---\n"
    )
    assert parsed.document.title == "Title"
    assert [node.title for node in parsed.document.nodes] == ["Part one"]
    assert "two\nlines\n---" in parsed.document.nodes[0].body


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python"])
def test_headings_in_code_are_not_headings(fence):
    closing = fence.rstrip("python")
    parsed = read(f"# A\n\n{fence}\n# comment\nTitle\n---\n{closing}\n\n    # indented\n\n#hashtag\n\n# B")
    assert [node.title for node in parsed.document.nodes] == ["A", "B"]
    assert "# comment" in parsed.document.nodes[0].body


def test_a_jump_in_levels_is_closed_up_and_the_new_file_shows_it():
    document = read("# A\n\n#### Deep\n\n## B\n\n# C").document
    assert [(depth, title) for depth, title, _ in outline(document)] == [(0, "A"), (1, "Deep"), (1, "B"), (0, "C")]
    assert "\n## Deep {#" in to_markdown(document)


def test_headings_of_the_same_name_stay_apart():
    document = read("# A\n\n## Same\n\n## Same\n\n# B\n\n## Same").document
    assert [node.title for node in document.nodes] == ["A", "Same", "Same", "B", "Same"]
    assert len({node.id for node in document.nodes}) == 5


def test_an_id_given_twice_is_replaced_where_it_comes_second_and_that_is_told():
    parsed = read("# A {#x}\n\n# B {#x .goal}\n\n# C {#new-1}")
    assert [node.id for node in parsed.document.nodes] == ["x", "new-2", "new-1"]
    assert parsed.notes == (Note.SAME_ID,)


def test_ids_are_given_even_by_a_maker_that_repeats_itself():
    parsed = from_markdown("# A\n\n# B\n\n# C", new_id=lambda: "same")
    assert len({node.id for node in parsed.document.nodes}) == 3


def test_an_unknown_kind_becomes_a_section_and_that_is_told():
    parsed = read("# A {#a .chapter}\n\n# B")
    assert (parsed.document.nodes[0].id, parsed.document.nodes[0].kind) == ("a", Kind.SECTION)
    assert parsed.notes == (Note.UNKNOWN_KIND,)


def test_what_fits_no_field_is_kept_in_the_text_and_told():
    block = "```fields\nstate: maybe\nlead: Ministry\ncolour: red\nstart: soon\nend: 2030\ncosts: a lot\n```\n\nBody."
    parsed = read(f"# A {{#a .action}}\n\n{block}\n")
    node = parsed.document.nodes[0]
    assert node.fields == (("end", "2030"), ("lead", "Ministry"))
    assert node.body == "Body.\n\nstate: maybe\ncolour: red\nstart: soon\ncosts: a lot"
    assert parsed.notes == (Note.WRONG_VALUE, Note.UNKNOWN_FIELD)


def test_rows_typed_by_hand_get_the_columns_of_their_field():
    parsed = read("# A {#a .action}\n\n```fields\npartners:\n- UNDP\n- A|b|c\ncosts:\n- 10|EUR\n```\n")
    assert parsed.document.nodes[0].rows("partners") == (("UNDP", ""), ("A", "b | c"))
    assert parsed.document.nodes[0].rows("costs") == (("10", "EUR", "", ""),)


def test_notes_and_addresses_from_the_end_of_a_foreign_file_come_to_the_parts_that_refer_to_them():
    parsed = read(
        "# A\n\nOne[^1] and [a law][law].\n\n# B\n\nTwo[^2], [law] again.\n\n# C\n\nLast.\n\n"
        "[^1]: First\n    note\n[^2]: Second\n[^3]: Third\n[law]: https://example.org 'Law'\n"
    )
    assert [node.body for node in parsed.document.nodes] == [
        "One[^1] and [a law][law].\n\n[^1]: First\n    note\n[law]: https://example.org 'Law'",
        "Two[^2], [law] again.\n\n[^2]: Second\n[law]: https://example.org 'Law'",
        "Last.\n\n[^3]: Third",
    ]


def test_properties_of_other_programs_are_kept_in_a_last_section_and_told():
    parsed = read('---\ntitle: "A: plan"\nlang: ru\nauthor: Somebody\ntags:\n- a\n- b\n---\n\n# One\n')
    assert (parsed.document.title, parsed.document.language) == ("A: plan", "ru")
    assert outline(parsed.document)[-1] == (0, "About this file", "```\nauthor: Somebody\ntags:\n- a\n- b\n```")
    assert parsed.notes == (Note.OTHER_PROPERTIES,)


def test_an_empty_head_of_a_foreign_file_leaves_nothing_behind():
    parsed = read("---\n---\n# The plan\n\nWhy.\n\n## One\n")
    assert parsed.document.title == "The plan"
    assert outline(parsed.document) == [(0, "Introduction", "Why."), (0, "One", "")]


def test_a_heading_that_repeats_the_title_in_the_head_is_no_part():
    assert outline(read("---\ntitle: The plan\n---\n# The plan\n\nWhy.\n\n## One\n").document) == [
        (0, "Introduction", "Why."),
        (0, "One", ""),
    ]
    other = read("---\ntitle: The plan\n---\n# Why a plan\n\n## One\n").document
    assert (other.title, outline(other)) == ("The plan", [(0, "Why a plan", ""), (1, "One", "")])


def test_what_stands_above_and_below_the_title_is_one_introduction():
    parsed = read("Adopted in May.\n\n# The plan\n\nWhy.\n\n## One\n")
    assert parsed.document.title == "The plan"
    assert outline(parsed.document)[0] == (0, "Introduction", "Adopted in May.\n\nWhy.")


def test_a_text_between_two_rules_is_text():
    parsed = read("---\n\nNot: a property, though\nit looks like one.\n\n---\n\n# One\n\n# Two")
    assert parsed.document.nodes[0].title == "Introduction"
    assert "it looks like one." in parsed.document.nodes[0].body


def test_a_question_defined_twice_keeps_its_first_definition():
    parsed = read("---\ntitle: T\nquestions:\n- k | One\n- k | Two\n---\n")
    assert parsed.document.questions == (Question("k", "One"),)
    assert "Two" in parsed.document.nodes[0].body
    assert parsed.notes == (Note.SAME_QUESTION,)


def test_what_is_no_text_is_refused_with_a_reason():
    def refused(data):
        return read_bytes(data, new_id=numbered())

    assert refused("Стратегия".encode("cp1251")) == Unreadable(Reason.NOT_UTF8, "0")
    assert refused("Стратегия".encode("utf-16")) == Unreadable(Reason.NOT_UTF8, "0")
    assert refused(b"PK\x03\x04\x00\x00") == Unreadable(Reason.BINARY, "4")
    assert refused(b"a" * (MAX_BYTES + 1)) == Unreadable(Reason.TOO_LARGE, str(MAX_BYTES + 1))
    assert refused(b"") == refused(b"\xef\xbb\xbf \n\t\n") == Unreadable(Reason.EMPTY)
    assert isinstance(refused("\ufeff# Стратегия".encode()), Parsed)


def test_an_id_that_no_heading_can_hold_is_misuse():
    with pytest.raises(ValueError, match="spaces and braces"):
        to_markdown(Document(id="d", title="T", nodes=(Node(NodeId("a b"), Kind.GOAL, "A"),)))
