from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any

import pytest

from adaptations.completeness import PLACEHOLDER, missing
from adaptations.document import Document, Kind, Node
from adaptations.fields import FIELD, PROSE_PARTS, Form, fields_of
from adaptations.judgement import Level, Reason
from adaptations.updates.merging import merge_document
from roadmap_app.demo import content

COUNTRIES = ("kz", "kg", "tj", "tm", "uz")
DATE = re.compile(r"\d{4}(-(Q[1-4]|\d\d(-\d\d)?))?")
WORD = re.compile(r"[^\W_][\w’'-]*")


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((content.FOLDER / name).read_text(encoding="utf-8"))


def running_text(node: Node) -> str:
    text = "\n".join(node.text(part) for part in PROSE_PARTS)
    lines = [line for line in text.splitlines() if not line.startswith("[^")]
    return re.sub(r"\[\^[^]]+\]", "", "\n".join(lines))


def words(document: Document) -> int:
    return sum(len(WORD.findall(running_text(node))) for node in document.nodes)


def assert_well_formed(document: Document) -> None:
    known = {each.key for each in document.questions}
    for node in document.nodes:
        allowed = {each.name for each in fields_of(node.kind)}
        for name, value in node.fields:
            form = FIELD[name]
            assert name in allowed, f"{node.id} may not have {name}"
            match form.form:
                case Form.DATE:
                    assert DATE.fullmatch(str(value)), f"{node.id}: {name} is not a date: {value}"
                case Form.NUMBER:
                    assert re.fullmatch(r"\d+(\.\d+)?", str(value)), f"{node.id}: {name} is not a number: {value}"
                case Form.CHOICE:
                    assert value in form.choices, f"{node.id}: {name} can't be {value}"
                case Form.ROWS:
                    assert all(len(row) == len(form.columns) for row in node.rows(name)), f"{node.id}: {name}"
                case Form.PROSE | Form.LINE:
                    assert isinstance(value, str)
        assert "\t" not in node.body
        assert node.body == node.body.strip()
        defined = re.findall(r"(?m)^\[\^([^]]+)\]:", node.body)
        cited = set(re.findall(r"\[\^([^]]+)\](?!:)", node.body))
        assert len(defined) == len(set(defined))
        assert set(defined) == cited, f"{node.id}: footnotes {set(defined) ^ cited} lack their other half"
        for part in (*PROSE_PARTS, "lead"):
            assert set(PLACEHOLDER.findall(node.text(part))) <= known, f"{node.id}: {part}"


def test_the_first_version_is_well_formed_and_can_be_published(master: Document) -> None:
    assert_well_formed(master)
    assert missing(master) == ()


def test_the_second_version_is_well_formed_and_can_be_published(second: Document) -> None:
    assert_well_formed(second)
    assert missing(second) == ()


def test_the_association_kit_is_well_formed_and_can_be_published(kit: Document) -> None:
    assert_well_formed(kit)
    assert missing(kit) == ()
    assert 800 <= words(kit) <= 1_100


def test_the_roadmap_has_the_size_of_a_real_one(master: Document) -> None:
    kinds = Counter(node.kind for node in master.nodes)
    assert kinds[Kind.GOAL] == 6
    assert kinds[Kind.ACTION] >= 30
    assert kinds[Kind.INDICATOR] >= 10
    assert kinds[Kind.MILESTONE] >= 10
    assert 7_500 <= words(master) <= 9_500


def test_every_goal_has_a_headline_and_two_or_three_sections_with_actions(master: Document) -> None:
    tree = master.tree()
    for goal in (node for node in master.nodes if node.kind is Kind.GOAL):
        sections = tree.children[goal.id]
        assert goal.text("headline")
        assert goal.text("message")
        assert len(sections) in {2, 3}
        for section in sections:
            assert any(tree.by_id[each].kind is Kind.ACTION for each in tree.children[section])


def test_every_action_says_what_is_wrong_and_what_will_be_better(master: Document) -> None:
    for action in (node for node in master.nodes if node.kind is Kind.ACTION):
        assert action.text("problem"), action.id
        assert action.text("result"), action.id
        assert 55 <= len(WORD.findall(action.body.partition("\n\n[^")[0])) <= 150, action.id


def test_every_indicator_has_a_unit_a_direction_and_a_way_to_check_it(master: Document) -> None:
    for indicator in (node for node in master.nodes if node.kind is Kind.INDICATOR):
        for part in ("unit", "better", "verification", "target", "target_year"):
            assert indicator.text(part), (indicator.id, part)
        if not indicator.text("baseline"):
            assert "measured" in indicator.body, indicator.id


def test_the_legal_steps_of_the_park_stand_in_their_order(master: Document) -> None:
    steps = [node for node in master.nodes if node.id.startswith("park-m")]
    dates = [step.text("due") for step in steps]
    assert [step.id for step in steps] == [f"park-m{number}" for number in range(1, 9)]
    assert dates == sorted(dates)
    assert dates[0] == "2022-04-21"
    assert dates[1] == "2022-08-08"
    assert dates[-1] == "2024-07"


@pytest.mark.parametrize(
    ("node", "figure"),
    [
        ("business-database", "8 per cent"),
        ("business-database", "4 per cent"),
        ("course-catalogue", "45 per cent"),
        ("course-catalogue", "1 per cent"),
        ("park", "KGS 500 million"),
        ("park", "130 members"),
        ("competitions", "27 applications"),
        ("competitions", "ten creative companies"),
        ("which-trades", "thirteen sectors"),
        ("m-presented", "30 March"),
    ],
)
def test_the_figures_of_the_network_are_quoted_as_they_are(master: Document, node: str, figure: str) -> None:
    assert figure in next(each.body for each in master.nodes if each.id == node)


def test_footnote_labels_are_used_by_one_node_only(master: Document) -> None:
    labels = Counter(label for node in master.nodes for label in re.findall(r"(?m)^\[\^([^]]+)\]:", node.body))
    assert [label for label, times in labels.items() if times > 1] == []


def test_the_second_version_shows_every_kind_of_change(master: Document, second: Document) -> None:
    edits = read("creative-economy-1.1.toml")["edit"]
    assert 15 <= len(edits) <= 27
    before, after = master.tree().by_id, second.tree().by_id
    assert after.keys() - before.keys() == {"rights-desk", "m-rights-desk", "house-evenings"}
    assert before.keys() - after.keys() == {"house-rooms"}
    assert after["crosswalk"].parent == "shared-indicators"
    assert all(edit["reason"] for edit in edits if "add" not in edit)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_adaptation_fits_the_first_version_and_gives_its_reasons(
    master: Document, country: str, adaptations: dict[str, Document]
) -> None:
    source = read(f"adaptations/{country}.toml")
    local = adaptations[country]
    assert_well_formed(local)
    assert missing(local) == ()
    assert 12 <= len(source["edit"]) <= 24
    assert all(edit["reason"].strip() for edit in source["edit"])
    assert source["answers"].keys() <= {each.key for each in master.questions}


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_adapts_adds_and_leaves_out(
    master: Document, country: str, adaptations: dict[str, Document]
) -> None:
    local = adaptations[country]
    before, here = master.tree().by_id, local.tree().by_id
    added = here.keys() - before.keys()
    assert added
    assert all(each.startswith(f"{country}-") for each in added)
    assert before.keys() - here.keys()
    assert any(before[each] != here[each] for each in before.keys() & here.keys())


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_uses_the_letters_of_its_language(
    master: Document, country: str, adaptations: dict[str, Document]
) -> None:
    letters = {"kz": "ӨөҚқҰұІі", "kg": "үҮңҢ", "tj": "ҲҳҶҷҚқ", "tm": "ýÝňŇşŞžŽ", "uz": "ʻ"}
    before = {node.body + node.title for node in master.nodes}
    own = "".join(node.body + node.title for node in adaptations[country].nodes if node.body not in before)
    assert set(letters[country]) & set(own)


def test_updating_shows_every_level_and_nearly_every_reason(
    master: Document, second: Document, adaptations: dict[str, Document]
) -> None:
    cases = [case for country in COUNTRIES for case in merge_document(master, second, adaptations[country]).cases]
    assert {case.level for case in cases} == set(Level)
    assert {case.reason for case in cases} >= {
        Reason.ONLY_UPSTREAM,
        Reason.MERGED,
        Reason.BOTH_INSERTED,
        Reason.SAME_SENTENCE,
        Reason.SAME_WORDS,
        Reason.NUMBER,
        Reason.REMOVED_AND_CHANGED,
        Reason.SAME_CELL,
        Reason.SAME_FIELD,
        Reason.LINKED_FIELDS,
        Reason.LEFT_OUT_HERE,
        Reason.ADAPTED_HERE,
    }


@pytest.mark.parametrize("country", COUNTRIES)
def test_decisions_leave_work_where_they_should(
    master: Document, second: Document, country: str, adaptations: dict[str, Document]
) -> None:
    source = read(f"adaptations/{country}.toml")
    cases = merge_document(master, second, adaptations[country]).cases
    settled = {(each["node"], each["part"]) for each in source.get("decision", []) if each["choice"] != "later"}
    asking = {(case.node, case.part) for case in cases if case.level in {Level.REVIEW, Level.CONFLICT}}
    assert settled <= {(case.node, case.part) for case in cases}
    match source["update"]:
        case "finished":
            assert asking <= settled
        case "begun":
            assert settled & asking
            assert len(asking - settled) >= 3
        case "untouched":
            assert not settled
            assert len(asking) >= 8
        case unknown:
            pytest.fail(f"unknown state {unknown}")


def test_one_country_has_looked_at_nothing_and_one_has_finished() -> None:
    states = {country: read(f"adaptations/{country}.toml")["update"] for country in COUNTRIES}
    assert states["tj"] == "untouched"
    assert states["kg"] == "finished"
    assert {states[country] for country in ("kz", "tm", "uz")} == {"begun"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_decisions_speak_about_changes_of_the_second_version(master: Document, second: Document, country: str) -> None:
    old, new = master.tree().by_id, second.tree().by_id
    for decision in read(f"adaptations/{country}.toml").get("decision", []):
        node, part = decision["node"], decision["part"]
        assert decision["choice"] in {"accepted", "combined", "kept", "declined", "later"}
        assert decision["reason"].strip()
        match part:
            case "added":
                assert node in new.keys() - old.keys()
            case "removed":
                assert node in old.keys() - new.keys()
            case "place":
                assert old[node].parent != new[node].parent
            case "dates" | "measure" | "delivery" | "legal":
                group = [name for name, field in FIELD.items() if field.group == part]
                assert any(old[node].part(name) != new[node].part(name) for name in group)
            case _:
                assert old[node].part(part) != new[node].part(part), (country, node, part)


def test_people_and_comments_point_to_things_that_exist(master: Document, adaptations: dict[str, Document]) -> None:
    people = read("people.toml")["person"]
    ids = {person["id"] for person in people}
    assert len(ids) == len(people)
    for person in people:
        assert person["email"].endswith("@example.org")
        assert set(person["roadmaps"]) <= {"creative-economy", "association-kit"}
        assert set(person["roadmaps"].values()) <= {"lead", "editor", "commenter", "reader", "facilitator"}
        assert set(person.get("countries", {})) <= set(COUNTRIES)
        assert set(person.get("countries", {}).values()) <= {"association_lead", "editor", "reader"}
    comments = read("comments.toml")["comment"]
    for comment in comments:
        edition = master if comment["edition"] == "master" else adaptations[comment["edition"]]
        assert comment["person"] in ids
        assert comment["node"] in edition.tree().by_id
        assert comment.get("answers", "pledge") in {each["id"] for each in comments}
