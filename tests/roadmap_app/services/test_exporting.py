"""Exports in their table: asked for once, taken by one worker, cancelled, given back, given up."""

from datetime import timedelta

import pytest
from region_and_country import make_world, minutes

from roadmap_app.services import exporting
from roadmap_app.services.exporting import LEASE, MOST_TRIES, State
from tests.factories import NOON, act_of


@pytest.fixture
def world(session):
    return make_world(session)


def ask(world, person=None, version=None, kind="report"):
    return exporting.ask(
        world.session,
        world.master,
        version,
        kind=kind,
        language="en",
        filename="roadmap.pdf",
        act=act_of(person or world.region),
    )


def test_the_same_file_is_made_once_for_who_asks_twice(world):
    job = ask(world)
    assert ask(world) is job
    others = [ask(world, world.nurlan), ask(world, version=world.first), ask(world, kind="deck")]
    assert len({job.id, *(each.id for each in others)}) == 4
    exporting.take(world.session, job.id, NOON)
    exporting.finish(job, State.READY, NOON, size=1, content_key="k")
    assert ask(world) is not job


def test_a_draft_that_may_have_changed_since_its_file_was_begun_is_made_anew(world):
    draft, published = ask(world), ask(world, version=world.first)
    for job in (draft, published):
        exporting.take(world.session, job.id, NOON)
    assert ask(world) is not draft
    assert ask(world, version=world.first) is published


def test_one_worker_gets_an_export(world):
    job = ask(world)
    assert exporting.take(world.session, job.id, NOON) is job
    assert (job.state, job.tries) == (State.RUNNING, 1)
    assert exporting.take(world.session, job.id, NOON) is None


def test_an_export_whose_worker_has_gone_silent_is_taken_again(world):
    job = ask(world)
    exporting.take(world.session, job.id, NOON)
    late = NOON + LEASE + timedelta(seconds=1)
    assert exporting.unattended(world.session, NOON) == []
    assert exporting.unattended(world.session, late) == [job.id]
    assert exporting.take(world.session, job.id, late) is job
    assert job.tries == 2


def test_a_lease_is_renewed_with_the_progress(world):
    job = ask(world)
    exporting.take(world.session, job.id, NOON)
    assert exporting.go_on(world.session, job.id, 40, minutes(1))
    assert exporting.go_on(world.session, job.id, 30, minutes(1))
    assert job.progress == 40
    assert exporting.unattended(world.session, minutes(1) + LEASE) == []


def test_what_failed_too_often_is_given_up(world):
    job = ask(world)
    for attempt in range(MOST_TRIES):
        assert exporting.take(world.session, job.id, minutes(5 * attempt)) is job
    assert exporting.take(world.session, job.id, minutes(60)) is None
    assert (job.state, job.problem) == (State.FAILED, "gave_up")


def test_a_cancelled_export_is_wanted_no_more(world):
    job = ask(world)
    exporting.take(world.session, job.id, NOON)
    assert exporting.is_wanted(world.session, job.id)
    assert exporting.cancel(job, NOON)
    world.session.flush()
    assert not exporting.is_wanted(world.session, job.id)
    assert not exporting.go_on(world.session, job.id, 90, NOON)
    assert not exporting.cancel(job, NOON)
    assert exporting.take(world.session, job.id, NOON) is None


def test_a_worker_that_ends_gives_back_without_counting_a_try(world):
    job = ask(world)
    exporting.take(world.session, job.id, NOON)
    exporting.let_go(world.session, job.id)
    assert (job.state, job.tries, job.leased_until) == (State.WAITING, 0, None)


def test_a_killed_rendering_is_tried_again_but_not_for_ever(world):
    job = ask(world)
    tried = 0
    while exporting.take(world.session, job.id, NOON):
        tried += 1
        if not exporting.try_again(world.session, job.id):
            break
    assert tried == MOST_TRIES


def test_everybody_sees_their_own_exports_newest_first(world):
    first, second = ask(world), ask(world, kind="deck")
    ask(world, world.nurlan)
    assert [each.id for each in exporting.exports_of(world.session, world.region.id)] == [second.id, first.id]
    assert list(exporting.exports_of(world.session, world.region.id, world.kg)) == []


def test_the_newest_finished_file_of_each_kind_belongs_to_a_version(world):
    for content_key in ("old", "new"):
        job = ask(world, version=world.first)
        exporting.take(world.session, job.id, NOON)
        exporting.finish(job, State.READY, NOON, size=1, content_key=content_key)
    world.session.flush()
    assert [each.content_key for each in exporting.ready_files(world.session, world.first)] == ["new"]
