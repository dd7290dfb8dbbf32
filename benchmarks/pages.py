"""Time the draft's pages and fragments on a roadmap of 500 nodes, and weigh what a first view loads.

Prints server time (middle and 95th percentile, in ms) and size (kB, compressed as a proxy would). Promised: a page
under 60 ms and 150 kB, any fragment under 30 ms. Run with `python -m benchmarks.pages`. On a busy machine look at
the computing time, which does not count waiting for others.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from adaptations import Document, Kind, Node, NodeId, Question
from roadmap_app.app import create_app
from roadmap_app.database import make_engine
from roadmap_app.models import Base, Network, Person, SignIn
from roadmap_app.services import comments, planting
from roadmap_app.services.actor import Act
from roadmap_app.settings import read_settings
from roadmap_app.web.sessions import token_hash

ROUNDS = 40
DRAFT = "/roadmaps/big/master"
HTMX = {"HX-Request": "true"}
TEXT = (
    "Banks lend against land, stock and machines, and **few** know what a studio owns. The region shares the first "
    "risk with {{lead_ministry}}, so that a small loan needs no mortgage.[^1]\n\n- One window in each country\n"
    "- An answer within fifteen working days\n\n[^1]: A source of 2026.\n"
)


def big_document() -> Document:
    """Return six goals of eight sections with nine actions and milestones each: 492 nodes, about 60,000 words."""
    nodes = []
    for goal in range(6):
        nodes.append(Node(NodeId(f"g{goal}"), Kind.GOAL, f"Goal number {goal}", TEXT))
        for section in range(8):
            place = NodeId(f"g{goal}s{section}")
            nodes.append(
                Node(place, Kind.SECTION, f"Section {section} of goal {goal}", TEXT, parent=NodeId(f"g{goal}"))
            )
            nodes += [action(place, number) for number in range(7)]
            nodes += [milestone(place, number) for number in range(2)]
    question = Question("lead_ministry", "Lead ministry", "Who signs?", "Ministry of Culture")
    return Document("big", "A large roadmap", nodes=tuple(nodes), questions=(question,))


def action(parent: NodeId, number: int) -> Node:
    fields = {
        "state": "agreed",
        "lead": "{{lead_ministry}}",
        "start": "2027-03",
        "end": "2030-12",
        "completion": "The rules of the fund, signed and published.",
        "problem": "Small studios are refused before their orders are read.",
        "partners": (("Local associations", "juries"), ("Development banks", "guarantors")),
        "costs": (("1500000", "EUR", "national budgets", "yes"), ("900000", "EUR", "donors", "")),
    }
    title = f"Grants of round {number}, twice a year"
    return Node(NodeId(f"{parent}a{number}"), Kind.ACTION, title, TEXT, parent, fields=tuple(sorted(fields.items())))


def milestone(parent: NodeId, number: int) -> Node:
    return Node(
        NodeId(f"{parent}m{number}"), Kind.MILESTONE, f"Law {number} in force", "", parent, fields=(("due", "2028-Q1"),)
    )


def open_browser(folder: str) -> FlaskClient:
    """Return a client signed in as an editor of a new installation with the large roadmap."""
    settings = read_settings({"ROADMAP_DATA": folder})
    engine = make_engine(settings.database_url)
    Base.metadata.create_all(engine)
    now = datetime.now(UTC)
    with Session(engine) as session:
        session.add(Network(name="Network", region="Central Asia", is_demo=False))
        person = Person(name="Botir Karimov", email="b@example.org", language="en", is_admin=True, created_at=now)
        session.add(SignIn(token_hash=token_hash("token"), person=person, device="", created_at=now, seen_at=now))
        session.flush()
        act = Act(person.id, now)
        begin = time.perf_counter()
        edition = planting.start_roadmap(session, slug="big", document=big_document(), act=act)
        print(f"{'planting the roadmap':28} {(time.perf_counter() - begin) * 1000:8.1f} ms once")
        for number in range(5):
            comments.add(session, edition, "g0s0a0", f"Remark {number}", act)
        session.commit()
    app = create_app(settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = "token", True
    return client


def measure(name: str, call, rounds: int = ROUNDS) -> None:  # noqa: ANN001 -- a call that gives a response
    """Time a request many times after its first answer, and print middle, 95th percentile and size."""
    first = time.perf_counter()
    answer = call()
    first = (time.perf_counter() - first) * 1000
    assert answer.status_code == HTTPStatus.OK, (name, answer.status_code)
    times, computing = [], time.process_time()
    for _ in range(rounds):
        begin = time.perf_counter()
        answer = call()
        times.append((time.perf_counter() - begin) * 1000)
    computing = (time.process_time() - computing) / rounds * 1000
    p95 = statistics.quantiles(times, n=20)[-1]
    weight = len(gzip.compress(answer.data, 6)) / 1024
    print(
        f"{name:28} middle {statistics.median(times):6.1f} ms  p95 {p95:6.1f} ms  computing {computing:6.1f} ms  "
        f"first {first:6.1f} ms  {weight:6.1f} kB"
    )


def saving(client: FlaskClient):  # noqa: ANN201 -- a call that gives a response
    """Return a call that saves another wording of one paragraph each time, as a form does."""
    form = client.get(f"{DRAFT}/nodes/g0s0a0/edit/body").get_data(as_text=True)
    seen = re.search(r'name="seen" value="(\d+)"', form)
    assert seen
    numbers = itertools.count()

    def call():  # noqa: ANN202 -- a response
        data = {"seen": seen[1], "body": TEXT.replace("fifteen", str(next(numbers)))}
        return client.post(f"{DRAFT}/nodes/g0s0a0/edit/body", data=data, headers=HTMX)

    return call


def weigh_files(client: FlaskClient) -> None:
    """Print what a first view loads besides the page."""
    static = Path(client.application.static_folder or "")
    names = json.loads((static / "manifest.json").read_text(encoding="utf-8"))
    page = client.get(f"{DRAFT}/draft").data
    total = len(gzip.compress(page, 6)) / 1024
    for name in ("main.css", "main.js"):
        weight = len(gzip.compress((static / names[name]).read_bytes(), 6)) / 1024
        total += weight
        print(f"{name:28} {weight:8.1f} kB")
    print(f"{'page, styles and script together':28} {total:8.1f} kB")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        client = open_browser(folder)
        measure("page of a folded goal", lambda: client.get(f"{DRAFT}/draft"))
        measure("page of a section", lambda: client.get(f"{DRAFT}/draft/g3s4"))
        measure("outline, searched", lambda: client.get(f"{DRAFT}/draft/g0s0a0?q=round", headers=HTMX))
        for panel in ("comments", "history", "fields"):
            path = f"{DRAFT}/draft/g0s0a0?panel={panel}"
            measure(f"panel: {panel}", lambda path=path: client.get(path, headers=HTMX))
        measure("form of a text", lambda: client.get(f"{DRAFT}/nodes/g0s0a0/edit/body", headers=HTMX))
        measure("form of costs", lambda: client.get(f"{DRAFT}/nodes/g0s0a0/edit/costs", headers=HTMX))
        measure("preview", lambda: client.post(f"{DRAFT}/preview", data={"body": TEXT}, headers=HTMX))
        measure("save of a text", saving(client))
        measure("history after many saves", lambda: client.get(f"{DRAFT}/draft/g0s0a0?panel=history", headers=HTMX))
        weigh_files(client)
    return 0


if __name__ == "__main__":
    sys.exit(main())
