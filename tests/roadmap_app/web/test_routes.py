"""Every route against every role: tests/routes.txt says who may, and nobody else does."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from people_of_the_network import client_of, settle, sign_everybody_in
from sqlalchemy.orm import Session

from roadmap_app.app import create_app
from roadmap_app.database import make_engine
from roadmap_app.migrating import upgrade
from roadmap_app.settings import read_settings
from roadmap_app.web.handles import db, limiter

TABLE = Path(__file__).parents[2] / "routes.txt"
UNASKED = {"HEAD", "OPTIONS"}
ANSWERED = {200, 201, 202, 204, 303, 304, 400, 409, 410, 422}


@dataclass(frozen=True)
class Line:
    endpoint: str
    method: str
    audiences: tuple[str, ...]
    values: dict[str, str]


def read_table():
    audiences, lines = {"-": frozenset()}, []
    for text in TABLE.read_text(encoding="utf-8").splitlines():
        words = text.partition("#")[0].split()
        if words and words[0].startswith("@"):
            audiences[words[0][1:]] = frozenset(words[1:])
        elif words:
            who = tuple(each for each in words[2:] if "=" not in each)
            values = dict(each.split("=", 1) for each in words[2:] if "=" in each)
            lines.append(Line(words[0], words[1], who, values))
    return audiences, lines


AUDIENCES, LINES = read_table()


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Give the application, who there is, what stands in addresses, and a way to undo everything."""
    # Limits of speed are tested elsewhere; here a whole network asks from one address within a second.
    limiter.enabled = False
    data = tmp_path_factory.mktemp("world")
    settings = read_settings({"ROADMAP_DATA": str(data)})
    upgrade(settings)
    engine = make_engine(settings.database_url)
    with Session(engine, expire_on_commit=False) as session:
        people, identifiers = settle(session)
        sign_everybody_in(session, people)
        session.commit()
    engine.dispose()
    kept = data / "kept.db"
    shutil.copy(data / "roadmap.db", kept)
    app = create_app(settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)

    def restore():
        with app.app_context():
            db.engine.dispose()
        for name in ("roadmap.db-wal", "roadmap.db-shm"):
            (data / name).unlink(missing_ok=True)
        shutil.copy(kept, data / "roadmap.db")

    yield app, people, identifiers, restore
    limiter.enabled = True


def rules_of(app, line):
    return [rule for rule in app.url_map.iter_rules(line.endpoint) if line.method in rule.methods]


def test_every_route_has_one_line_and_every_line_a_route(world):
    app = world[0]
    routes = {(rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods - UNASKED}
    lines = [(line.endpoint, line.method) for line in LINES]
    assert sorted(routes - set(lines)) == [], "say in tests/routes.txt who may go there"
    assert sorted(set(lines) - routes) == [], "take these lines out of tests/routes.txt"
    assert len(lines) == len(set(lines))


def test_the_audiences_are_of_people_who_exist(world):
    people = set(world[1])
    assert {name: who - people for name, who in AUDIENCES.items() if who - people} == {}
    assert {who for line in LINES for who in line.audiences} <= set(AUDIENCES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.method} {line.endpoint}")
def test_only_those_who_may_get_in(world, line):
    app, people, identifiers, restore = world
    if line.endpoint not in app.view_functions:
        pytest.fail("there is no such route")
    for rule in rules_of(app, line):
        places = ("master", "country") if "where" in rule.arguments else ("master",)
        assert len(line.audiences) == len(places), f"{rule.rule} takes {len(places)} audiences"
        for place, audience in zip(places, line.audiences, strict=True):
            if audience == "-":
                continue
            address = address_of(rule, identifiers[place] | line.values)
            found, expected = {}, {}
            for role in people:
                found[role] = ask(app, role, line.method, address, restore)
                expected[role] = expectation(role, line, place if "where" in rule.arguments else "", audience)
            assert found == expected, f"{line.method} {address}"


def address_of(rule, identifiers):
    unknown = rule.arguments - set(identifiers)
    assert not unknown, f"say in people_of_the_network.identifiers what {unknown} may be"
    return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", lambda found: str(identifiers[found[1]]), rule.rule)


def ask(app, role, method, address, restore):
    answer = client_of(app, role).open(address, method=method)
    answer.close()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if method not in UNASKED | {"GET"}:
        restore()
    if answer.status_code == 401 or (answer.status_code == 303 and "/sign-in?" in f"{answer.location}?"):
        went_out = address in {"/account/devices/end", "/sign-out"}
        return "in" if went_out and role != "nobody" else "door"
    if answer.status_code in {403, 404}:
        return "forbidden" if answer.status_code == 403 else "missing"
    return "in" if answer.status_code in ANSWERED else answer.status_code


def expectation(role, line, place, audience):
    if role in AUDIENCES[audience]:
        return "in"
    if role == "nobody":
        return "door"
    readers = {"master": "members", "country": "country-readers", "": "signed-in"}[place]
    return line.values.get("refused") or ("forbidden" if role in AUDIENCES[readers] else "missing")


def test_no_form_is_taken_without_its_token(world):
    app, _people, identifiers, _restore = world
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        taken = [
            rule.rule
            for rule in app.url_map.iter_rules()
            for method in rule.methods - UNASKED - {"GET"}
            if client_of(app, "admin").open(address_of(rule, identifiers["country"]), method=method).status_code != 400
        ]
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert taken == []
