"""Files are made in processes of their own, which can be cancelled, killed and survived."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from exports.markdown_file import Parsed, read_bytes
from roadmap_app import migrating
from roadmap_app.database import make_engine, reading, transaction
from roadmap_app.jobs import making
from roadmap_app.jobs.queue import Queue, last_seen, seen_lately
from roadmap_app.models import Edition, ExportJob, Person
from roadmap_app.services import drafting, exporting, publishing
from roadmap_app.services.exporting import State
from tests.factories import act_of, make_network, make_person, make_roadmap, small_document

PATIENCE_SECONDS = 60


@pytest.fixture
def engine(settings):
    """Give an installation with a roadmap that has a version 1.0."""
    migrating.upgrade(settings)
    engine = make_engine(settings.database_url)
    with transaction(engine) as session:
        make_network(session)
        person = make_person(session, "Nurlan")
        master = make_roadmap(session, by=person)
        publishing.publish(session, master, note="First", bigger_step=False, act=act_of(person))
    yield engine
    engine.dispose()


def ask(engine, kind, *, of_version=False, by="Nurlan"):
    with transaction(engine) as session:
        person = session.execute(select(Person).where(Person.name == by)).scalar_one_or_none()
        person = person or make_person(session, by)
        edition = session.execute(select(Edition)).scalar_one()
        version = publishing.latest_version(session, edition) if of_version else None
        act = act_of(person)
        return exporting.ask(session, edition, version, kind=kind, language="en", filename="x", act=act).id


def job_of(engine, job_id):
    with reading(), transaction(engine) as session:
        return session.get_one(ExportJob, job_id)


def eventually(found):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        value = found()
        if value:
            return value
        time.sleep(0.05)
    pytest.fail("it has not happened")


def making_beside(engine, settings, job_id):
    """Make a file in a thread; return the thread, the rendering process and where the outcome will stand."""
    outcome = []
    thread = threading.Thread(target=lambda: outcome.append(making.make(engine, settings, job_id)))
    thread.start()
    process = eventually(multiprocessing.active_children)[0]
    return thread, process, outcome


def start_worker(settings):
    environment = os.environ | {"ROADMAP_DATA": str(settings.data)}
    return subprocess.Popen([sys.executable, "-m", "roadmap_app.cli", "worker"], env=environment)


def test_a_file_says_what_the_draft_says(engine, settings):
    job_id = ask(engine, "markdown")
    assert making.make(engine, settings, job_id) is False
    job = job_of(engine, job_id)
    assert (job.state, job.progress) == (State.READY, 100)
    content = making.file_of(settings, job).read_bytes()
    assert len(content) == job.size
    parsed = read_bytes(content, new_id=lambda: "x")
    assert isinstance(parsed, Parsed)
    assert parsed.document.nodes == small_document().nodes


def test_an_unchanged_file_is_not_made_again(engine, settings):
    first, second = ask(engine, "json", of_version=True), ask(engine, "json", of_version=True, by="Helen")
    making.make(engine, settings, first)
    path = making.file_of(settings, job_of(engine, first))
    path.write_bytes(b"made before")
    making.make(engine, settings, second)
    assert making.file_of(settings, job_of(engine, second)).read_bytes() == b"made before"


def test_a_changed_draft_makes_another_file(engine, settings):
    first = ask(engine, "json")
    making.make(engine, settings, first)
    with transaction(engine) as session:
        edition = session.execute(select(Edition)).scalar_one()
        drafting.set_part(session, edition, "finance", "title", "Money", act_of(None))
    second = ask(engine, "json")
    making.make(engine, settings, second)
    assert job_of(engine, first).content_key != job_of(engine, second).content_key


def test_a_cancelled_file_is_not_made(engine, settings):
    job_id = ask(engine, "report")
    thread, process, outcome = making_beside(engine, settings, job_id)
    with transaction(engine) as session:
        exporting.cancel(session.get_one(ExportJob, job_id), act_of(None).at)
    thread.join(PATIENCE_SECONDS)
    assert outcome == [False]
    assert not process.is_alive()
    assert job_of(engine, job_id).state == State.CANCELLED
    assert not list(settings.files.glob("*"))


def test_a_rendering_that_was_killed_is_tried_again(engine, settings):
    job_id = ask(engine, "report")
    thread, process, outcome = making_beside(engine, settings, job_id)
    process.kill()
    thread.join(PATIENCE_SECONDS)
    assert outcome == [True]
    assert job_of(engine, job_id).state == State.WAITING


def test_a_rendering_that_fails_by_itself_is_told(engine, settings):
    job_id = ask(engine, "no such kind")
    assert making.make(engine, settings, job_id) is False
    job = job_of(engine, job_id)
    assert (job.state, job.problem) == (State.FAILED, "crashed")


def test_a_worker_makes_what_waits_and_ends_when_told(engine, settings):
    waiting = ask(engine, "json")
    worker = start_worker(settings)
    try:
        eventually(lambda: job_of(engine, waiting).state == State.READY)
        asked_later = ask(engine, "markdown")
        Queue(settings).send(asked_later)
        eventually(lambda: job_of(engine, asked_later).state == State.READY)
        assert seen_lately(settings)
        worker.terminate()
        assert worker.wait(PATIENCE_SECONDS) == 0
    finally:
        worker.kill()
        worker.wait()


def test_what_a_killed_worker_had_under_way_is_made_by_the_next(engine, settings):
    job_id = ask(engine, "report")
    worker = start_worker(settings)
    try:
        eventually(lambda: job_of(engine, job_id).state == State.RUNNING)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    with transaction(engine) as session:
        job = session.get_one(ExportJob, job_id)
        assert job.state == State.RUNNING
        job.leased_until -= timedelta(hours=1)
    worker = start_worker(settings)
    try:
        eventually(lambda: job_of(engine, job_id).state == State.READY)
        assert job_of(engine, job_id).tries == 2
    finally:
        worker.terminate()
        worker.wait()


def test_nobody_was_seen_where_no_worker_ran(settings):
    assert last_seen(settings) is None
    assert not seen_lately(settings)
