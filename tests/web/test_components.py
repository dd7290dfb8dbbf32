from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

TEMPLATES = Path(__file__).parents[2] / "templates"
STANCES = {"as_is": 31, "adapted": 11, "replaced": 1, "left_out": 2, "added": 3}


@pytest.fixture(scope="module")
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"], trim_blocks=True
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.globals["ui"] = made.get_template("components/ui.html").module
    return made


@pytest.fixture
def ui(environment: Environment) -> Any:
    return environment.globals["ui"]


def rendered(environment: Environment, source: str, **values: Any) -> str:
    return environment.from_string(source).render(**values)


def attribute(markup: str, element: str, name: str) -> str:
    found = re.search(rf'<{element}[^>]*? {name}="([^"]*)"', markup)
    assert found, f"{element} without {name}: {markup}"
    return found[1]


def test_every_macro_of_the_components_is_offered_under_ui(ui: Any) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (TEMPLATES / "components").glob("*.html")]
    macros = {name for source in sources for name in re.findall(r"{% macro ([a-z]\w*)\(", source)}
    assert {name for name in macros - {"error"} if not hasattr(ui, name)} == set()


def test_the_list_of_macros_names_each_with_its_own_arguments(ui: Any) -> None:
    contract = (TEMPLATES / "components" / "ui.html").read_text(encoding="utf-8").split("#}")[0]
    offered = [name for name in vars(ui) if not name.startswith("_")]
    for name in offered:
        written = re.search(rf"(?<![.\w]){name}\(([^)]*)\)", contract)
        assert written, f"{name} is not described"
        named = re.findall(r"(?:^|, )(\w+)", written[1].replace("csrf_token", "token"))
        assert named == list(getattr(ui, name).arguments), name


def test_no_template_carries_a_style_or_a_script_of_its_own() -> None:
    for path in TEMPLATES.joinpath("components").glob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<script|<style|javascript:", source), path.name


def test_what_people_typed_is_shown_and_never_becomes_markup(ui: Any) -> None:
    nasty = '"><img src=x onerror=alert(1)>'
    for markup in (
        ui.field("title", nasty, nasty, error=nasty, hint=nasty, attrs={"data-x": nasty}),
        ui.text_area("body", nasty, nasty),
        ui.editable(nasty, "#", nasty),
        ui.person(nasty, "KZ"),
        ui.question_chip(nasty, nasty),
        ui.toast(nasty, nasty),
        ui.timeline("2027", "2030", label=nasty),
        ui.opener("id", "1", nasty),
    ):
        assert "<img" not in markup
        assert "alert(1)" in markup


def test_a_text_area_keeps_an_empty_first_line(ui: Any) -> None:
    assert ">\n\nsecond</textarea>" in ui.text_area("body", "Text", "\nsecond")


def test_a_wrong_field_says_so_in_words_that_are_tied_to_it(ui: Any) -> None:
    markup = ui.field("share", "Share, %", "140", hint="0 to 100", error="A share is between 0 and 100.")
    assert attribute(markup, "input", "aria-invalid") == "true"
    assert attribute(markup, "input", "aria-describedby") == "share-error share-hint"
    assert 'id="share-error"' in markup
    assert "A share is between 0 and 100." in markup


def test_a_good_field_claims_no_error(ui: Any) -> None:
    markup = ui.field("share", "Share, %", 0)
    assert 'value="0"' in markup
    assert "aria-invalid" not in markup
    assert "aria-describedby" not in markup


def test_a_password_is_never_sent_back(ui: Any) -> None:
    assert "secret" not in ui.field("password", "Password", "secret", type="password")


def test_a_choice_is_selected_whatever_its_type(ui: Any) -> None:
    assert '<option value="2" selected>' in ui.select("n", "Number", ((1, "one"), (2, "two")), "2")


@pytest.mark.parametrize("stance", STANCES)
def test_a_stance_is_told_by_word_and_glyph_even_when_the_word_is_hidden(ui: Any, stance: str) -> None:
    shown, hidden = ui.stance(stance), ui.stance(stance, word=False)
    word = str(ui.stance_word(stance))
    assert f'href="#g-{stance}"' in shown
    assert f"<span>{word}</span>" in shown
    assert f'<span class="vh">{word}</span>' in hidden


def test_every_glyph_and_icon_that_is_used_is_in_the_sprite() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")}
    sprite = next(text for path, text in sources.items() if path.name == "sprite.html")
    drawn = set(re.findall(r'<symbol id="([gi]-\w+)"', sprite))
    whole = "".join(sources.values())
    icons = {f"i-{name}" for name in re.findall(r'\b(?:ui\.)?icon\("(\w+)"', whole)}
    icons |= {f"i-{name}" for name in re.findall(r'icon_name="(\w+)"', whole)}
    glyphs = {f"g-{name}" for name in re.findall(r'\bglyph\("(\w+)"', whole)}
    glyphs |= {f"g-{name}" for name in re.findall(r'_mark\("[\w-]+", "(\w+)"', whole)}
    assert (icons | glyphs) - drawn == set()


def test_a_stacked_bar_gives_each_stance_its_share(ui: Any) -> None:
    markup = ui.stack({"as_is": 3, "adapted": 1})
    assert re.findall(r'data-stance="(\w+)" x="([\d.]+)" width="([\d.]+)"', markup) == [
        ("as_is", "0", "149.0"),
        ("adapted", "150.0", "49.0"),
    ]


def test_an_empty_stacked_bar_is_no_error(ui: Any) -> None:
    assert "<rect" not in ui.stack({})
    assert "0 as is" in ui.stack_words({})


@pytest.mark.parametrize(
    ("start", "end", "x", "width"),
    [
        ("2026", "2032", 0, 220),
        ("2027-01", "2027-12", 31.4, 31.4),
        ("2027-Q1", "2027-Q4", 31.4, 31.4),
        ("2020", "2040", 0, 220),
    ],
)
def test_a_timeline_reaches_from_the_start_to_the_end_of_the_last_unit(
    ui: Any, start: str, end: str, x: float, width: float
) -> None:
    markup = ui.timeline(start, end, first=2026, last=2032)
    assert float(attribute(markup, "rect", "x")) == pytest.approx(x, abs=0.1)
    assert float(attribute(markup, "rect", "width")) == pytest.approx(width, abs=0.1)


def test_an_action_that_ends_before_it_starts_still_has_a_picture(ui: Any) -> None:
    assert float(attribute(ui.timeline("2030", "2027"), "rect", "width")) > 0


def test_a_dumbbell_runs_leftwards_where_lower_is_better(ui: Any) -> None:
    rising, falling = ui.dumbbell(58, 80), ui.dumbbell(80, 58)
    for markup, rises in ((rising, True), (falling, False)):
        baseline = float(attribute(markup, 'circle class="from"', "cx"))
        target = float(attribute(markup, 'line class="to"', "x1"))
        assert (baseline < target) is rises


def test_a_dumbbell_without_a_difference_stays_within_its_frame(ui: Any) -> None:
    assert attribute(ui.dumbbell(5, 5, 5), 'circle class="from"', "cx") == "90.0"


def test_progress_never_leaves_its_track(ui: Any) -> None:
    assert float(attribute(ui.progress(7, 5, "done"), 'rect class="ok"', "width")) == 100
    assert float(attribute(ui.progress(2, 5, "on the way"), 'rect class="done"', "width")) == 40
    assert "<svg" in ui.progress(0, 0, "nothing to do")


@pytest.mark.parametrize(("position", "colour"), [(1, "1"), (6, "6"), (7, "1"), (13, "1")])
def test_goals_beyond_the_sixth_take_the_colours_again(ui: Any, position: int, colour: str) -> None:
    assert str(ui.goal_number(position)) == colour
    assert attribute(ui.opener("g", position, "Title", position), "section", "data-goal") == colour


@pytest.mark.parametrize(("name", "letters"), [("Madina Rahimova", "MR"), ("Айгерим", "А"), ("", "?"), ("a b c", "AC")])
def test_a_face_shows_the_initials_of_first_and_last_name(ui: Any, name: str, letters: str) -> None:
    assert str(ui.initials(name)) == letters


def test_a_cell_without_the_node_leads_nowhere(ui: Any) -> None:
    markup = ui.cell("", "KZ", "Kazakhstan", "/cell")
    assert "<a" not in markup
    assert "Not in this adaptation" in markup


def test_the_current_tab_says_so_and_counts_are_spoken(ui: Any) -> None:
    tabs = [
        {"key": "draft", "label": "Draft", "href": "/draft"},
        {"key": "update", "label": "Update", "href": "/update", "count": 3, "count_label": "need you", "alert": True},
    ]
    markup = ui.subnav(tabs, "This roadmap", "draft")
    assert '<a href="/draft" aria-current="page">Draft</a>' in markup
    assert '3</span><span class="vh">need you</span>' in markup


def test_one_page_has_no_pager(ui: Any) -> None:
    assert str(ui.pager(1, 1)) == ""


def test_macros_with_a_body_show_it(environment: Environment) -> None:
    source = (
        '{% call ui.fact("Lead") %}<b>ministry</b>{% endcall %}'
        '{% call ui.banner("Title", kind="warn") %}<i>body</i>{% endcall %}'
        '{% call ui.option("choice", "kept", "Keep ours", "Tajikistan", checked=True) %}text{% endcall %}'
    )
    markup = rendered(environment, source)
    assert "<dd><b>ministry</b></dd>" in markup
    assert "banner-warn" in markup
    assert "<i>body</i>" in markup
    assert 'value="kept" checked' in markup


def test_an_error_summary_leads_to_the_fields(ui: Any) -> None:
    markup = ui.errors([("email", "Write your e-mail address.")])
    assert '<a class="link" href="#email">Write your e-mail address.</a>' in markup
    assert str(ui.errors([])).strip() == ""
