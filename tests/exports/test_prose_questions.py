"""Questions in prose: chips while drafting, answers when read."""

from __future__ import annotations

from exports.prose import Answered, Words, inline, plain, render

LEAD = {"lead_ministry": Answered("Lead ministry", "Ministry of Culture & Sport", "the lead ministry")}
DEFAULT = {"lead_ministry": Answered("Lead ministry", " ", "the lead ministry")}
LABEL = {"lead_ministry": Answered("Lead ministry", "", "")}
TEXT = "The **{{lead_ministry}}** decides."


def test_reading_shows_the_answer_else_the_default_else_the_label_in_brackets():
    assert render(TEXT, answers=LEAD) == "<p>The <strong>Ministry of Culture &amp; Sport</strong> decides.</p>"
    assert render(TEXT, answers=DEFAULT) == "<p>The <strong>the lead ministry</strong> decides.</p>"
    assert render(TEXT, answers=LABEL) == "<p>The <strong>[Lead ministry]</strong> decides.</p>"
    assert render(TEXT) == "<p>The <strong>[lead ministry]</strong> decides.</p>"


def test_drafting_shows_a_chip_with_its_state_and_a_spoken_hint():
    chip = render("{{ lead_ministry }}", answers=LABEL, chips=True, words=Words(open="ждёт ответа"))
    assert chip == (
        '<p><span class="chip-q" data-state="open" data-key="lead_ministry">Lead ministry'
        '<span class="vh"> (ждёт ответа)</span></span></p>'
    )
    answered = inline("Led by {{lead_ministry}}", answers=LEAD, chips=True)
    assert 'data-state="answered" data-key="lead_ministry">Ministry of Culture &amp; Sport<span' in answered
    assert "Lead ministry" in answered


def test_an_answer_is_text_and_never_markup():
    answers = {"k": Answered("K", '<img src=x onerror="alert(1)"> **b** {{k}}', "")}
    for html in (render("{{k}}", answers=answers), render("{{k}}", answers=answers, chips=True)):
        assert "<img" not in html
        assert "**b** {{k}}" in html


def test_an_answer_never_becomes_an_address():
    answers = {"k": Answered("K", "javascript:alert(1)", "")}
    html = render("[a]({{k}}) [b](https://x.org/{{k}}) [{{k}}](https://x.org)", answers=answers)
    assert "javascript" not in html.replace(">javascript:alert(1)</a>", "")
    assert 'href="https://x.org/{{k}}"' in html


def test_questions_in_code_and_after_a_backslash_stay_as_typed():
    assert render("`{{k}}` \\{{k}}") == "<p><code>{{k}}</code> {{k}}</p>"
    assert render("```\n{{k}}\n```") == "<pre><code>{{k}}\n</code></pre>"


def test_underscores_of_a_key_are_no_emphasis():
    assert render("{{a_b}} and _{{c_}}_") == "<p>[a b] and <em>[c]</em></p>"


def test_an_imitated_chip_stays_text():
    assert "chip-q" not in render('<data value="k">x</data>', chips=True)
    assert "&lt;data" in render('[x](https://x.org "<data value=\'k\'>") <data value="k">x</data>')


def test_questions_stand_in_tables_titles_and_plain_text():
    assert "<td>Ministry of Culture &amp; Sport</td>" in render("|a|\n|-|\n|{{lead_ministry}}|", answers=LEAD)
    assert plain("By {{lead_ministry}}.", answers=LEAD) == "By Ministry of Culture & Sport."
