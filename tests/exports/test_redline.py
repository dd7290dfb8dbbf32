"""Differences are shown in the words that readers see, with marks that are also spoken."""

from __future__ import annotations

import re

from exports.prose import Answered
from exports.redline import Labels, NumberChange, change_facts, field_difference, inline_difference, text_difference


def seen(html):
    """Return the difference with short marks: [-gone-] {+new+}, <b for what moved, ~ for a new look."""
    html = re.sub(r'<span class="vh">[^<]*</span>', "", html)
    html = re.sub(r'<del class="d-out( d-moved)?">(.*?)</del>', lambda m: f"[{'<' if m[1] else '-'}{m[2]}-]", html)
    html = re.sub(r'<ins class="d-in( d-moved)?">(.*?)</ins>', lambda m: f"{{{'>' if m[1] else '+'}{m[2]}+}}", html)
    html = re.sub(r'<span class="d-(?:format|changed)">(.*?)</span>', r"~\1~", html)
    return re.sub(r' rel="[^"]*"| scope="col"', "", html)


def difference(old, new):
    return seen(text_difference(old, new, fold=False))


def test_a_changed_word_is_marked_where_it_stands():
    assert difference("Target is **80 %** by 2028.", "Target is **90 %** by 2028.") == (
        "<p>Target is [-<strong>80</strong>-]{+<strong>90</strong>+}<strong> %</strong> by 2028.</p>"
    )


def test_marks_are_spoken_in_the_language_of_the_reader():
    html = text_difference("a b c", "a x c", labels=Labels(inserted="добавлено", deleted="удалено"))
    assert '<del class="d-out"><span class="vh">[удалено: </span>b<span class="vh">]</span></del>' in html
    assert '<ins class="d-in"><span class="vh">[добавлено: </span>x<span class="vh">]</span></ins>' in html


def test_a_sentence_with_little_in_common_is_replaced_as_a_whole():
    old, new = "The fund pays grants to workshops.", "Every region opens one contact point in 2027."
    assert difference(old, new) == f"<p>[-{old}-]{{+{new}+}}</p>"


def test_a_sentence_that_went_or_came_leaves_its_neighbours_unmarked():
    assert difference("One stays here. Two goes away. Three stays too.", "One stays here. Three stays too.") == (
        "<p>One stays here. [-Two goes away.-] Three stays too.</p>"
    )


def test_a_moved_sentence_is_shown_in_both_places_and_a_number_changed_on_the_way_is_not_hidden():
    moved, changed = (
        "The ministry reports every 6 months on all of it.",
        "The ministry reports every 9 months on all of it.",
    )
    html = difference(
        f"{moved} The fund opens in spring. The council meets.",
        f"The fund opens in spring. The council meets. {changed}",
    )
    assert "[<The ministry reports every ~6~ months on all of it.-]" in html
    assert "{>The ministry reports every ~9~ months on all of it.+}" in html
    assert "The fund opens in spring. The council meets." in html


def test_new_emphasis_alone_is_dotted():
    assert difference("All of it stays.", "All *of it* stays.") == "<p>All ~<em>of it</em>~ stays.</p>"


def test_a_paragraph_made_a_list_item_is_a_change_of_looks():
    assert difference("Same words here.", "- Same words here.") == "<ul><li>~Same words here.~</li></ul>"


def test_a_link_that_leads_elsewhere_says_so():
    html = difference("See [the law](https://a.org).", "See [the law](https://b.org).")
    assert '~<a href="https://b.org">the law</a>~' in html
    assert "[link leads to https://b.org, formerly to https://a.org]" in html


def test_a_question_is_one_word():
    answers = {"lead_ministry": Answered("Lead ministry", "", ""), "co_lead": Answered("Co-lead", "", "")}
    html = text_difference("By {{lead_ministry}} now.", "By {{co_lead}} now.", answers=answers)
    assert re.search(
        r'<del class="d-out">.{20,40}<span class="chip-q" data-state="open" data-key="lead_ministry">Lead', html
    )
    assert re.search(
        r'<ins class="d-in">.{20,40}<span class="chip-q" data-state="open" data-key="co_lead">Co-lead', html
    )


def test_list_items_are_compared_item_by_item():
    assert difference(
        "- one thing\n- two things\n- three things", "- one thing\n- three things\n- four more things"
    ) == ("<ul><li>one thing</li><li>[-two things-]</li><li>three things</li><li>{+four more things+}</li></ul>")


def test_nested_items_keep_their_place():
    assert difference("- top item\n  - inner one", "- top item\n  - inner one\n  - inner two") == (
        "<ul><li>top item<ul><li>inner one</li><li>{+inner two+}</li></ul></li></ul>"
    )


def test_tables_are_compared_by_row_column_and_cell():
    old = "|Year|Sum|\n|-|-|\n|2027|10|\n|2028|20|"
    new = "|Year|Sum|Source|\n|-|-|-|\n|2027|15|budget|\n|2029|30|donors|"
    assert difference(old, new) == (
        "<table><thead><tr><th>Year</th><th>Sum</th><th>{+Source+}</th></tr></thead><tbody>"
        "<tr><td>2027</td><td>[-10-]{+15+}</td><td>{+budget+}</td></tr>"
        "<tr><td>[-2028-]{+2029+}</td><td>[-20-]{+30+}</td><td>{+donors+}</td></tr></tbody></table>"
    )


def test_a_row_taken_out_of_a_table_goes_as_a_row():
    old = "|a|b|\n|-|-|\n|first row|1|\n|second row|2|\n|third row|3|"
    new = "|a|b|\n|-|-|\n|first row|1|\n|third row|3|"
    assert "<tr><td>[-second row-]</td><td>[-2-]</td></tr>" in difference(old, new)
    assert difference("", "|a|\n|-|\n|b|") == (
        "<table><thead><tr><th>{+a+}</th></tr></thead><tbody><tr><td>{+b+}</td></tr></tbody></table>"
    )


def test_code_keeps_its_lines():
    assert difference("```\na = 1\nb = 2\n```", "```\na = 1\nb = 3\n```") == (
        "<pre><code>a = 1\nb = [-2-]{+3+}\n</code></pre>"
    )


def test_unchanged_passages_are_folded_and_counted_and_the_heading_above_a_change_is_not():
    old = "One.\n\nTwo.\n\n## Heading\n\nThree is here."
    html = text_difference(
        old, old.replace("Three", "Four"), labels=Labels(unchanged=lambda count: f"{count} без правок")
    )
    assert html.startswith('<details class="fold"><summary>2 без правок</summary><p>One.</p><p>Two.</p></details><h4>')
    assert "details" not in text_difference(old, old.replace("Three", "Four"), fold=False)


def test_what_did_not_change_in_a_long_quote_is_folded_inside_it():
    old = "> One.\n>\n> Two.\n>\n> Three.\n\nFour."
    html = seen(text_difference(old, old.replace("Three", "Ten")))
    assert html == (
        '<blockquote><details class="fold"><summary>2 unchanged passages</summary><p>One.</p><p>Two.</p></details>'
        "<p>[-Three-]{+Ten+}.</p></blockquote><p>Four.</p>"
    )
    assert text_difference(old, old).count("<details") == 1


def test_a_text_without_changes_is_folded_whole_and_nothing_gives_nothing():
    assert text_difference("One.\n\nTwo.", "One.\n\nTwo.").startswith('<details class="fold">')
    assert text_difference("", "") == ""


def test_new_and_removed_texts_are_marked_throughout():
    assert difference("", "# A\n\nB") == "<h4>{+A+}</h4><p>{+B+}</p>"
    assert difference("- a\n\n---", "") == "<ul><li>[-a-]</li></ul>[-<hr>-]"


def test_titles_are_compared_in_one_line():
    assert seen(inline_difference("# Raise *pay*", "# Raise *wages*")) == "# Raise [-<em>pay</em>-]{+<em>wages</em>+}"


def test_rows_are_compared_row_by_row_and_text_fields_as_lines():
    old = (("1500000", "EUR", "state"), ("200000", "EUR", "donors"))
    new = (("1600000", "EUR", "state"), ("200000", "EUR", "donors"), ("5", "USD", ""))
    assert seen(field_difference(old, new)) == (
        '<ul class="d-rows"><li>[-1500000-]{+1600000+} · EUR · state</li><li>200000 · EUR · donors</li>'
        "<li>{+5 · USD+}</li></ul>"
    )
    assert seen(field_difference("2027-03", "2027-06")) == "2027-[-03-]{+06+}"
    assert seen(field_difference("", new[2:])) == '<ul class="d-rows"><li>{+5 · USD+}</li></ul>'


def test_the_facts_name_the_numbers_that_changed():
    old = "Raise the share from 5 % to 80 % with EUR 1,500,000 until 2028-03."
    new = "Raise the share from 5 % to 90 % with EUR 1,600,000 until 2029-03."
    assert change_facts("body", old, new).numbers == (
        NumberChange("80 %", "90 %"),
        NumberChange("EUR 1,500,000", "EUR 1,600,000"),
        NumberChange("2028-03", "2029-03"),
    )


def test_the_facts_count_words_as_read_not_as_written():
    facts = change_facts("body", "One [two](https://a.org) three", "One **two** three four")
    assert (facts.part, facts.numbers, facts.words_added, facts.words_removed) == ("body", (), 1, 0)
    assert change_facts("costs", (("10", "EUR"),), (("20", "EUR"),)).numbers == (NumberChange("10", "20"),)
