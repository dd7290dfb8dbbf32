"""Fields are saved one by one: different fields never clash, the same field asks."""

import pytest

from adaptations.completeness import Gap
from roadmap_app.services import changes, draft_rows, drafting, texts
from roadmap_app.services.drafting import Clash, Saved
from roadmap_app.services.field_values import Fault, Refused, UnknownPartError, read_value
from roadmap_app.services.snapshots import draft_document
from tests.factories import act_of, make_adaptation, make_network, make_person, make_roadmap, small_document


@pytest.fixture
def draft(session):
    make_network(session)
    return make_roadmap(session)


def node_in(session, edition, node_id):
    return draft_document(session, edition).tree().by_id[node_id]


def save(session, edition, part, value, *, seen=None, node="grants", by=None):
    seen = changes.newest(session, edition, node, part) if seen is None else seen
    return drafting.save_part(session, edition, node, part, value, seen=seen, act=act_of(by))


def test_a_saved_field_is_in_the_document_and_in_the_history(session, draft):
    before = draft.revision
    assert save(session, draft, "priority", "high") == Saved()
    session.flush()
    assert node_in(session, draft, "grants").value("priority") == "high"
    assert draft.revision == before + 1


def test_two_people_on_one_field_are_asked_and_nothing_is_lost(session, draft):
    nurlan = make_person(session, "Nurlan")
    seen = changes.newest(session, draft, "grants", "lead")
    save(session, draft, "lead", "Ministry of Culture", seen=seen, by=nurlan)
    answer = save(session, draft, "lead", "Ministry of Economy", seen=seen)
    assert isinstance(answer, Clash)
    assert (answer.mine, answer.theirs, answer.by) == ("Ministry of Economy", "Ministry of Culture", "Nurlan")
    assert node_in(session, draft, "grants").value("lead") == "Ministry of Culture"
    assert save(session, draft, "lead", "Ministry of Economy", seen=answer.seen) == Saved()
    assert node_in(session, draft, "grants").value("lead") == "Ministry of Economy"


def test_different_fields_of_one_form_never_clash(session, draft):
    seen = drafting.seen_fields(session, draft, "grants", ("start", "end", "permanent"))
    first = {"start": "2027-05", "end": "2030-12", "permanent": ""}
    second = {"start": "2027-03", "end": "2031", "permanent": ""}
    drafting.save_fields(session, draft, "grants", first, seen=seen, act=act_of(None))
    answer = drafting.save_fields(session, draft, "grants", second, seen=seen, act=act_of(None))
    assert answer == Saved()
    node = node_in(session, draft, "grants")
    assert (node.value("start"), node.value("end")) == ("2027-05", "2031")


def test_two_people_who_write_the_same_do_not_clash(session, draft):
    save(session, draft, "lead", "Ministry of Culture")
    assert save(session, draft, "lead", "Ministry of Culture") == Saved()


def test_a_saved_text_merges_where_a_field_would_clash(session, draft):
    row = draft_rows.find(session, draft, "grants")
    seen = texts.seen(session, row)
    save(session, draft, "completion", "The fund's rules, signed and published", seen=seen)
    answer = save(session, draft, "completion", "The fund's new rules, signed", seen=seen)
    assert answer == Saved(merged=True)
    assert node_in(session, draft, "grants").value("completion") == "The fund's new rules, signed and published"


@pytest.mark.parametrize(
    ("part", "raw", "value"),
    [
        ("start", "2027", "2027"),
        ("start", "3.2027", "2027-03"),
        ("start", "2027-3", "2027-03"),
        ("start", "15.03.2027", "2027-03-15"),
        ("due", "q3 2027", "2027-Q3"),
        ("due", "2027-Q4", "2027-Q4"),
        ("due", "1-й кв. 2027 г.", "2027-Q1"),
        ("target", " 1 500,50 ", "1500.50"),
        ("target", "-3", "-3"),
        ("percent", "40", "40"),
        ("lead", "  Ministry\n of  Culture ", "Ministry of Culture"),
        ("body", "Text \x00here\r\n\r\n", "Text here"),
        ("partners", [["Guild", "juries"], ["", " "]], (("Guild", "juries"),)),
        ("costs", [["1 500 000,5", "EUR", "donors", "yes"]], (("1500000.5", "EUR", "donors", "yes"),)),
    ],
)
def test_what_people_type_is_understood(part, raw, value):
    assert read_value(part, raw) == value


@pytest.mark.parametrize(
    ("part", "raw", "fault"),
    [
        ("title", " \n", Fault.EMPTY),
        ("title", "x" * 301, Fault.TOO_LONG),
        ("body", "x" * 100_001, Fault.TOO_LONG),
        ("lead", "x" * 501, Fault.TOO_LONG),
        ("start", "soon", Fault.NOT_A_DATE),
        ("start", "2027-13", Fault.NOT_A_DATE),
        ("start", "2027-02-30", Fault.NOT_A_DATE),
        ("start", "0000", Fault.NOT_A_DATE),
        ("target", "many", Fault.NOT_A_NUMBER),
        ("percent", "140", Fault.NOT_A_SHARE),
        ("state", "done", Fault.NOT_A_CHOICE),
        ("setting", "", Fault.NOT_A_CHOICE),
        ("costs", [["much", "EUR", "", ""]], Fault.NOT_A_NUMBER),
        ("partners", [["a", "b"]] * 101, Fault.TOO_MANY_ROWS),
    ],
)
def test_what_can_not_be_kept_is_refused_with_a_reason(part, raw, fault):
    answer = read_value(part, raw)
    assert isinstance(answer, Refused)
    assert (answer.part, answer.fault) == (part, fault)


def test_an_end_before_the_start_is_refused(session, draft):
    assert save(session, draft, "end", "2026") == Refused("end", Fault.REVERSED)
    assert save(session, draft, "start", "2031-Q1") == Refused("start", Fault.REVERSED)
    assert save(session, draft, "end", "2027-Q1") == Saved()
    assert save(session, draft, "end", "2027") == Saved()


def test_an_action_is_agreed_only_with_lead_dates_and_form_of_completion(session, draft):
    answer = save(session, draft, "state", "agreed", node="loans")
    assert answer == Refused("state", Fault.NOT_READY, gaps=(Gap.NO_LEAD, Gap.NO_DATES, Gap.NO_COMPLETION))
    for part, value in (("lead", "The guild"), ("start", "2027"), ("permanent", "yes")):
        assert save(session, draft, part, value, node="loans") == Saved()
    drafting.set_part(session, draft, "loans", "completion", "A law", act_of(None))
    assert save(session, draft, "state", "agreed", node="loans") == Saved()


def test_what_the_region_set_is_not_for_a_country_to_change(session, draft):
    country = make_adaptation(session, draft, small_document(country="KG"))
    assert save(session, country, "setting", "mandatory") == Refused("setting", Fault.SET_BY_REGION)
    assert save(session, draft, "setting", "mandatory") == Saved()


def test_a_part_that_the_kind_does_not_have_is_unknown(session, draft):
    with pytest.raises(UnknownPartError):
        save(session, draft, "costs", [], node="livelihood")
    with pytest.raises(UnknownPartError):
        save(session, draft, "node_id", "x")


def test_setting_a_part_overrides_texts_fields_setting_and_kind(session, draft):
    for part, value in (
        ("title", "New title"),
        ("problem", "Banks don't lend"),
        ("costs", (("1", "EUR", "", ""),)),
        ("setting", "mandatory"),
        ("lead", ""),
    ):
        drafting.set_part(session, draft, "grants", part, value, act_of(None))
        assert node_in(session, draft, "grants").part(part) == value
    drafting.set_part(session, draft, "loans", "kind", "section", act_of(None))
    assert node_in(session, draft, "loans").kind == "section"


def test_a_date_of_a_file_that_is_none_can_be_put_right(session, draft):
    drafting.set_part(session, draft, "grants", "start", "2027-99", act_of(None))
    assert save(session, draft, "end", "2029-06") == Saved()
    assert save(session, draft, "start", "2027-09") == Saved()
    assert save(session, draft, "end", "2026-01") == Refused("end", Fault.REVERSED)
