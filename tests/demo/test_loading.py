"""The demo network is loaded through the services that people use, and looks as if people had used them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from adaptations import Stance
from roadmap_app.demo import content, loading, resetting
from roadmap_app.demo.moments import LAST, Calendar
from roadmap_app.models import Change, Comment, Country, Decision, Edition, Membership, Network, Person, Version
from roadmap_app.services import comments, drafting, networks
from roadmap_app.services.comparing import compare
from roadmap_app.services.keeping import verify
from roadmap_app.services.publishing import prospect
from roadmap_app.services.snapshots import version_document
from roadmap_app.services.updating import Group, update_of
from roadmap_app.services.versions import versions_of
from tests.factories import act_of, make_person, make_roadmap

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def edition(session, country=None, slug="creative-economy"):
    query = select(Edition).where(Edition.country_code == country, Edition.roadmap.has(slug=slug))
    return session.execute(query).scalar_one()


def test_the_network_says_that_it_is_a_demo(demo):
    assert demo.execute(select(Network)).scalar_one().is_demo
    assert [each.code for each in networks.countries(demo)] == ["KZ", "KG", "TJ", "TM", "UZ"]
    kg = demo.get(Country, "KG")
    assert kg.association == "Association of Creative Industries of the Kyrgyz Republic"


def test_every_edition_is_published(demo):
    numbers = {
        (each.roadmap.slug, each.country_code): [version.number for version in versions_of(demo, each)]
        for each in demo.execute(select(Edition)).scalars()
    }
    assert numbers == {
        ("creative-economy", None): ["1.1", "1.0"],
        ("creative-economy", "KG"): ["1.1", "1.0"],
        ("creative-economy", "KZ"): ["1.0"],
        ("creative-economy", "TJ"): ["1.0"],
        ("creative-economy", "TM"): ["1.0"],
        ("creative-economy", "UZ"): ["1.0"],
        ("association-kit", None): ["1.0"],
    }


def test_the_first_version_is_the_file(demo):
    first = versions_of(demo, edition(demo))[-1]
    assert version_document(first) == content.document("creative-economy-1.0.md")


@pytest.mark.parametrize("country", ["KG", "KZ", "TJ", "TM", "UZ"])
def test_every_update_stands_where_its_file_says(demo, country):
    update = update_of(demo, edition(demo, country))
    match content.adaptation(country.lower()).progress:
        case "finished":
            assert update.open == ()
        case "begun":
            assert update.dealt_with
            assert {each.group for each in update.open} <= {Group.NEEDS_YOU, Group.CHECK}
            assert len(update.open) >= 3
        case "untouched":
            assert update.decided == ()
            assert {each.group for each in update.open} == set(Group)
    assert edition(demo, country).open_changes == len(update.open)


def test_every_country_has_every_sort_of_difference_with_reasons(demo):
    matrix = compare(demo, edition(demo), lambda _edition: False)
    assert len(matrix.columns) == 5
    for column in matrix.columns:
        assert all(column.counts[each] for each in (Stance.AS_IS, Stance.ADAPTED, Stance.LEFT_OUT, Stance.ADDED))
        unexplained = [
            key
            for key, stance in column.stances.items()
            if stance in {Stance.ADAPTED, Stance.REPLACED, Stance.LEFT_OUT} and key not in column.reasons
        ]
        below_left_out = [key for key in unexplained if column.stances[key] is Stance.LEFT_OUT]
        assert unexplained == below_left_out


def test_drafts_could_be_published_as_they_are(demo):
    for each in demo.execute(select(Edition)).scalars():
        assert prospect(demo, each).missing == ()


def test_history_was_made_by_people_who_may_in_the_past_and_in_order(demo):
    changes = demo.execute(select(Change).order_by(Change.id)).scalars().all()
    for each in demo.execute(select(Edition)).scalars():
        moments = [change.at for change in changes if change.edition_id == each.id]
        assert moments == sorted(moments)
        assert moments[-1] < NOW
        writers = {change.person_id for change in changes if change.edition_id == each.id}
        place = Membership.country_code == each.country_code
        if each.country_code is None:
            place = Membership.roadmap_id == each.roadmap_id
        allowed = select(Membership.person_id).where(place, Membership.role.in_(["lead", "editor"]))
        assert writers <= set(demo.execute(allowed).scalars())


def test_several_people_have_written_and_decided(demo):
    assert demo.execute(select(func.count(func.distinct(Change.person_id)))).scalar_one() >= 9
    assert demo.execute(select(func.count(func.distinct(Decision.person_id)))).scalar_one() >= 4
    choices = set(demo.execute(select(Decision.choice).distinct()).scalars())
    assert choices >= {"merged", "accepted", "combined", "kept", "declined"}


def test_comments_stand_in_threads_and_some_are_settled(demo):
    assert demo.execute(select(func.count(Comment.id))).scalar_one() == len(content.remarks())
    threads = comments.threads(demo, edition(demo), "loan-guarantee")
    assert [len(each.replies) for each in threads] == [1]
    assert demo.execute(select(Comment).where(Comment.settled_at.is_not(None))).scalars().all()


def test_everything_in_it_is_as_it_was_written(demo):
    assert verify(demo) == ()


def test_a_clock_that_stands_earlier_moves_the_whole_story_back():
    early = datetime(2026, 10, 1, tzinfo=UTC)
    calendar = Calendar(early)
    assert calendar.at(LAST) < early
    assert calendar.at(LAST).weekday() == LAST.weekday()
    assert calendar.at(LAST) - calendar.at(date(2026, 9, 1)) == timedelta(days=80)
    assert Calendar(NOW).at(LAST).date() == LAST


@pytest.mark.parametrize("count", [0, 1, 3, 4, 17, 40])
def test_people_write_on_working_days_in_office_hours(count):
    moments = Calendar(NOW).spread(date(2026, 9, 3), date(2026, 10, 19), count)
    assert len(moments) == count
    assert moments == sorted(moments)
    assert all(each.weekday() < 5 and 4 <= each.hour < 13 for each in moments)


def test_nothing_is_loaded_beside_roadmaps_of_ones_own(session):
    make_roadmap(session, slug="our-own")
    with pytest.raises(loading.OccupiedError):
        loading.load(session, NOW)


def test_a_real_network_is_never_reset(session):
    networks.make_network(session)
    make_roadmap(session)
    with pytest.raises(resetting.NotADemoError):
        resetting.reset(session, NOW)
    assert session.execute(select(func.count(Edition.id))).scalar_one() == 1


def test_a_reset_brings_the_first_state_back_and_keeps_everything_else(session):
    loading.load(session, NOW)
    before = {key: len(versions_of(session, edition(session, key))) for key in (None, "KG", "TJ")}
    own = make_roadmap(session, slug="our-own", by=make_person(session, "Visitor"))
    drafting.set_part(session, edition(session), "park", "body", "Scribbled over.", act_of(None))
    people = session.execute(select(func.count(Person.id))).scalar_one()
    resetting.reset(session, NOW)
    session.expire_all()
    assert {key: len(versions_of(session, edition(session, key))) for key in before} == before
    assert prospect(session, edition(session)).changes == ()
    assert session.get(Edition, own.id) is not None
    assert session.execute(select(func.count(Person.id))).scalar_one() == people
    assert verify(session) == ()
    with pytest.raises(Exception, match="never changed or removed"):
        session.execute(Version.__table__.delete())
