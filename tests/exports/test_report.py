from __future__ import annotations

import dataclasses
import re
from functools import cache

import pypdfium2

from adaptations.document import Kind, NodeId
from exports.fonts import FACES
from exports.reading.edition import read
from exports.report import report_pdf
from exports.subject import Subject
from tests.exports.sample_roadmap import (
    ALPHABETS,
    LONG_WORD,
    adapted_subject,
    compared_subject,
    hostile,
    imported,
    node,
    roadmap,
    subject,
)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


@cache
def adapted() -> bytes:
    return report_pdf(adapted_subject())


@cache
def published() -> bytes:
    return report_pdf(small())


def small(**changes: object) -> Subject:
    master = roadmap()
    kept = tuple(each for each in master.nodes if each.id in {"intro", "letters", "goal-1", "indicator-1"})
    return subject(dataclasses.replace(master, nodes=kept), **changes)


def test_the_whole_text_of_an_edition_is_in_its_document() -> None:
    text = " ".join(pages(adapted()))
    for each in adapted_subject().document.nodes:
        assert " ".join(each.title.split()) in text
    for word in ("Form of completion", "Ministry of Culture and Information", "What differs here", "Contents"):
        assert word in text
    assert "{{" not in text


def test_the_contents_name_the_page_on_which_a_goal_stands() -> None:
    found = pages(adapted())
    title = "Own the tools, the data and the stage"
    opener = next(i for i, text in enumerate(found) if text.startswith("Goal 5 of 6"))
    contents = next(text for text in found if "Contents" in text)
    assert re.search(rf"{re.escape(title)}\W*{opener + 1}\b", contents)


def test_left_out_parts_are_listed_with_their_reason() -> None:
    text = next(text for text in pages(adapted()) if "Parts that differ Numbers" in text)
    assert re.search(r"Travelling restoration workshop Action Left out The national museum", text)


def test_the_document_uses_the_products_fonts_only() -> None:
    document = pypdfium2.PdfDocument(adapted())
    families = {face.family.replace(" ", "") for face in FACES}
    found = {
        item.get_font().get_base_name().partition("+")[2].replace("-", "")
        for page in document
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert found
    assert all(any(name.startswith(family) for family in families) for name in found), found


def test_the_same_subject_gives_identical_bytes() -> None:
    assert report_pdf(small()) == published()


def test_all_letters_of_the_seven_languages_can_be_read_back() -> None:
    text = "".join(" ".join(pages(published())).split())
    for alphabet in ALPHABETS.values():
        for word in alphabet.split():
            assert word in text


def test_a_draft_and_a_demonstration_say_so_on_every_page() -> None:
    for text in pages(report_pdf(small(version="", published=None, demo=True))):
        assert "Draft" in text or "draft" in text
        assert "Demonstration text" in text


def test_a_published_version_is_not_called_a_draft() -> None:
    text = " ".join(pages(published()))
    assert "Draft" not in text
    assert "Version 1.1" in text


def test_the_master_shows_how_the_countries_adopt_it() -> None:
    chosen = small()
    some = {each.id for each in chosen.document.nodes}
    editions = {
        code: {key: value for key, value in stances.items() if key in some}
        for code, stances in (compared_subject().editions or {}).items()
    }
    text = " ".join(pages(report_pdf(dataclasses.replace(chosen, editions=editions))))
    assert "The countries compared" in text
    assert "Kyrgyzstan" in text


def test_a_policy_of_sections_only_has_no_openers_and_no_empty_parts() -> None:
    text = " ".join(pages(report_pdf(subject(imported()))))
    assert "Goal 1 of" not in text
    assert "Delivery at a glance" not in text
    assert "National Policy on Culture" in text


def test_a_quote_of_several_paragraphs_is_set_as_text_and_a_short_saying_is_set_off() -> None:
    edition = read(subject())
    assert edition.html("> Crafts feed us.") == "<blockquote><p>Crafts feed us.</p></blockquote>"
    for text in ("> (a) One;\n>\n> (b) two.", "> **Clause 1**\n> One.", "> " + "Members meet. " * 30):
        assert edition.html(text).startswith('<blockquote class="clause">')


def test_a_rule_at_the_end_of_a_text_leaves_no_page_behind() -> None:
    def length(end: str) -> int:
        parts = [node(NodeId(f"s{at}"), Kind.SECTION, f"Part {at}", None, f"Words.{end}") for at in range(12)]
        return len(pages(report_pdf(subject(roadmap(nodes=tuple(parts))))))

    assert length("\n\n---") == length("")


def test_an_empty_roadmap_still_gives_a_document() -> None:
    assert "Untitled roadmap" in " ".join(pages(report_pdf(subject(roadmap(title="", subtitle="", nodes=())))))


def test_nothing_runs_off_the_page_whatever_is_written() -> None:
    document = pypdfium2.PdfDocument(report_pdf(subject(hostile(11), locale="kk")))
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            assert left >= 40
            assert right <= width - 40
            assert bottom >= 20
            assert top <= height - 20


def test_progress_grows_from_nothing_to_all() -> None:
    seen: list[float] = []
    report_pdf(small(), seen.append)
    assert seen == sorted(seen)
    assert 0 < seen[0] < 0.2
    assert seen[-1] == 1.0
    assert len(seen) > 5


def test_bookmarks_lead_to_goals_sections_and_actions() -> None:
    outline = [(item.level, item.get_title()) for item in pypdfium2.PdfDocument(adapted()).get_toc()]
    assert (0, "1 Make creative work a viable livelihood") in outline
    assert (1, "1.1 Finance for micro-enterprises") in outline
    assert (2, "1.1.1 Grants of up to EUR 5,000 for first orders") in outline


def test_unanswered_questions_stand_as_their_label() -> None:
    body = node("s", Kind.SECTION, "Led by {{lead_ministry}}", None, "Ask {{lead_ministry}} first.")
    question = dataclasses.replace(roadmap().questions[0], default="")
    text = " ".join(pages(report_pdf(subject(roadmap(nodes=(body,), questions=(question,))))))
    assert "Ask [Lead ministry] first." in text


def test_a_word_longer_than_the_line_is_broken_not_cut() -> None:
    body = node(NodeId("s"), Kind.SECTION, "Title", None, LONG_WORD * 5)
    text = (
        "".join(" ".join(pages(report_pdf(subject(roadmap(nodes=(body,)))))).split())
        .replace("-", "")
        .replace("\u2010", "")
    )
    assert LONG_WORD * 5 in text
