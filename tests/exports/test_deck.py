from __future__ import annotations

import dataclasses
from functools import cache

import pypdfium2
import pytest

from adaptations.document import Kind, NodeId
from exports.deck import deck_pdf, outline
from exports.deck.slides import Agenda, Chart, Goal, Listing, Slide, Steps, Thanks, Title
from tests.exports.sample_roadmap import (
    adapted_subject,
    compared_subject,
    hostile,
    imported,
    node,
    roadmap,
    subject,
)

SUBJECTS = {
    "master": subject(),
    "adaptation": adapted_subject(version="", published=None, demo=True),
    "compared": compared_subject(),
    "hostile": subject(hostile(), locale="kk"),
    "imported": subject(imported(), locale="ru"),
    "empty": subject(roadmap(title="", subtitle="", nodes=())),
}
MILLIMETRE = 72 / 25.4


@cache
def made(name: str) -> bytes:
    return deck_pdf(SUBJECTS[name])


def kinds(slides: tuple[Slide, ...]) -> list[type]:
    return [type(slide) for slide in slides]


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_slide_is_one_page_and_nothing_leaves_it_or_touches_the_footer(name: str) -> None:
    document = pypdfium2.PdfDocument(made(name))
    slides = outline(SUBJECTS[name])
    assert len(document) == len(slides)
    for page, slide in zip(document, slides, strict=True):
        width, height = page.get_size()
        assert round(width / MILLIMETRE, 1) == 338.7
        assert round(height / MILLIMETRE, 1) == 190.5
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = (value / MILLIMETRE for value in text.get_rect(index))
            assert left >= 14, (slide.title, text.get_text_bounded(*text.get_rect(index)))
            assert right <= 338.67 - 12, (slide.title, text.get_text_bounded(*text.get_rect(index)))
            assert top <= 190.5 - 8
            in_footer = bottom < 12.2 and not isinstance(slide, Title | Thanks)
            assert not in_footer or top < 13, (slide.title, text.get_text_bounded(*text.get_rect(index)))


def test_the_outline_has_one_slide_per_goal_between_agenda_and_thanks() -> None:
    slides = outline(subject())
    assert isinstance(slides[0], Title)
    assert isinstance(slides[1], Agenda)
    assert isinstance(slides[-1], Thanks)
    assert [slide.number for slide in slides if isinstance(slide, Goal)] == ["1", "2", "3", "4", "5", "6"]


def test_a_goals_slide_shows_five_actions_at_most_and_counts_the_rest() -> None:
    for slide in outline(subject(hostile())):
        if isinstance(slide, Goal):
            assert len(slide.rows) <= 5
            assert slide.more == f"and {16 - len(slide.rows)} more"


def test_headline_and_message_of_a_node_are_used_where_there_are_any() -> None:
    master = roadmap()
    nodes = tuple(
        each.with_part("headline", "Artists can live from their work").with_part("message", "Small money, fast.")
        if each.id == "goal-1"
        else each
        for each in master.nodes
    )
    slide = next(each for each in outline(subject(dataclasses.replace(master, nodes=nodes))) if isinstance(each, Goal))
    assert (slide.title, slide.message) == ("Artists can live from their work", "Small money, fast.")


def test_an_adaptation_lists_what_differs_and_the_master_compares_the_countries() -> None:
    adapted, master = outline(adapted_subject()), outline(compared_subject())
    assert Listing in kinds(adapted)
    assert Listing not in kinds(master)
    titles = [slide.title for slide in master if isinstance(slide, Chart)]
    assert "Where editions agree and where they differ" in titles


def test_a_policy_of_sections_only_gets_slides_without_empty_charts() -> None:
    slides = outline(subject(imported()))
    assert Chart not in kinds(slides)
    assert Steps not in kinds(slides)
    assert Goal in kinds(slides)


@pytest.mark.parametrize(
    ("body", "points"),
    [
        ("- **Fairs** — one a year.\n- Courses begin. They end in May.", ("Fairs", "Courses begin. They end in May.")),
        ("| Law | Year |\n|---|---|\n| On museums | 2027 |\n| On festivals | 2028 |", ("On museums", "On festivals")),
        ("| No | Law |\n|---|---|\n| 1.2 | On museums |", ()),
    ],
)
def test_a_part_that_only_lists_shows_what_it_lists(body: str, points: tuple[str, ...]) -> None:
    part = node(NodeId("part"), Kind.SECTION, "What there is", None, body)
    [slide] = [each for each in outline(subject(roadmap(nodes=(part,)))) if isinstance(each, Goal)]
    assert slide.points == points


def test_the_lines_of_an_opening_text_are_words_apart() -> None:
    part = node(NodeId("part"), Kind.SECTION, "Charter", None, "**Adopted:** 2020\n**Kind:** voluntary")
    [slide] = [each for each in outline(subject(roadmap(nodes=(part,)))) if isinstance(each, Goal)]
    assert slide.message == "Adopted: 2020 Kind: voluntary"


def test_an_empty_roadmap_gives_a_title_and_thanks() -> None:
    assert kinds(outline(SUBJECTS["empty"])) == [Title, Thanks]


def test_a_draft_and_a_demonstration_say_so_on_every_slide() -> None:
    for text in texts(made("adaptation")):
        assert "Draft" in text
        assert "Demonstration text" in text


def test_the_same_subject_gives_identical_bytes() -> None:
    assert deck_pdf(SUBJECTS["imported"]) == made("imported")


def test_labels_pass_through_the_translation() -> None:
    few = subject(imported(), translate=lambda text: "Рахмет" if text == "Thank you" else text)
    assert texts(deck_pdf(few))[-1].startswith("Рахмет")


def test_a_period_that_is_too_long_for_its_column_is_told_in_years() -> None:
    goal = next(each for each in outline(subject(locale="kk")) if isinstance(each, Goal))
    assert goal.rows[0].period == "2027 \u2013 2030"
