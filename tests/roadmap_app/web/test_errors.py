"""What people see when something can't be done."""

import logging

import pytest
from factories import make_network, make_person, make_roadmap, signed_in
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import Conflict, NotFound, RequestEntityTooLarge, TooManyRequests

from roadmap_app.app import create_app
from roadmap_app.migrating import upgrade
from roadmap_app.web import errors
from roadmap_app.web.handles import db

INSIDE = "a secret of the inside"


class OddError(Exception):
    """Something that nobody foresaw."""


def raising(error):
    def view():
        raise error

    return view


@pytest.fixture
def broken(settings):
    """Give an application with addresses that fail in every way."""
    upgrade(settings)
    app = create_app(settings)
    app.config.update(WTF_CSRF_ENABLED=False)
    failures = {
        "odd": OddError(INSIDE),
        "busy": OperationalError("SELECT 1", {}, Exception(INSIDE)),
        "twice": IntegrityError("INSERT", {}, Exception(INSIDE)),
        "unfit": DataError("INSERT", {}, Exception(INSIDE)),
        "conflict": Conflict(),
        "large": RequestEntityTooLarge(),
        "many": TooManyRequests(),
    }
    for name, error in failures.items():
        app.add_url_rule(f"/fail/{name}", name, raising(error), methods=["GET", "POST"])
    return app


@pytest.mark.parametrize(
    ("address", "code", "says"),
    [
        ("/fail/odd", 500, "Something went wrong on our side"),
        ("/fail/busy", 503, "This can’t be done right now"),
        ("/fail/twice", 409, "Somebody else has changed this in the meantime"),
        ("/fail/unfit", 400, "This could not be understood"),
        ("/fail/conflict", 409, "Somebody else has changed this in the meantime"),
        ("/fail/large", 413, "This is too large"),
        ("/fail/many", 429, "Too many tries"),
        ("/nothing", 404, "There is nothing here"),
        ("/people", 303, ""),
    ],
)
def test_every_failure_is_told_in_plain_words(broken, address, code, says):
    answer = broken.test_client().get(address)
    assert answer.status_code == code
    assert says in answer.text
    assert INSIDE not in answer.text
    assert "Traceback" not in answer.text
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("address", ["/fail/odd", "/fail/conflict", "/nothing"])
def test_a_fragment_gets_a_fragment(broken, address):
    answer = broken.test_client().get(address, headers={"HX-Request": "true"})
    assert answer.status_code >= 400
    assert "<html" not in answer.text
    assert 'id="notice"' in answer.text


def test_a_failure_has_a_number_that_the_log_knows(broken, caplog):
    with caplog.at_level(logging.ERROR):
        answer = broken.test_client().get("/fail/odd")
    [said] = [each.getMessage() for each in caplog.records if each.name == errors.__name__]
    number = said.split()[1]
    assert f"this number: {number}" in answer.text


def test_a_wrong_method_says_which_would_do(broken):
    answer = broken.test_client().delete("/sign-in")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_five_megabytes_are_refused_in_words(client):
    answer = client.post("/sign-in", data={"email": "x" * 7_000_000})
    assert answer.status_code == 413
    assert "This is too large" in answer.text


def test_a_form_that_is_no_form_is_refused_in_words(client):
    answer = client.post("/sign-in", data=b"\xff\xfe{]", content_type="multipart/form-data")
    assert answer.status_code in {400, 422}


def test_without_a_database_there_is_still_a_page(broken, monkeypatch):
    def unreachable(*_args, **_more):
        raise OperationalError("SELECT 1", {}, Exception(INSIDE))

    monkeypatch.setattr(db.session, "execute", unreachable)
    answer = broken.test_client().get("/")
    assert answer.status_code == 503
    assert "Something went wrong on our side" in answer.text
    assert INSIDE not in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_a_failed_change_leaves_nothing_behind(broken):
    @broken.post("/half")
    def half():
        from roadmap_app.models import SignInAttempt  # noqa: PLC0415 -- belongs to this one request
        from roadmap_app.web.visitor import now  # noqa: PLC0415 -- as above

        db.session.add(SignInAttempt(email="half", at=now()))
        db.session.flush()
        raise OddError

    assert broken.test_client().post("/half").status_code == 500
    with broken.app_context():
        assert db.session.connection().exec_driver_sql("SELECT count(*) FROM sign_in_attempt").scalar() == 0


def test_an_error_inside_the_answer_to_an_error_keeps_its_meaning(broken):
    broken.register_error_handler(OddError, lambda _error: raising(NotFound())())
    assert broken.test_client().get("/fail/odd").status_code == 404


@pytest.fixture
def administrator(app, client):
    """Give a browser in which an administrator of a network with one roadmap is signed in."""
    with app.app_context():
        make_network(db.session)
        person = make_person(db.session, "Aigerim", admin=True)
        make_roadmap(db.session)
        db.session.commit()
        return signed_in(client, person)


def test_a_write_that_the_database_refuses_is_told_to_whoever_is_signed_in(app, administrator, caplog):
    @app.post("/twice")
    def twice():
        make_network(db.session, name=INSIDE)

    answer = administrator.post("/twice")
    assert answer.status_code == 409
    assert "Somebody else has changed this in the meantime" in answer.text
    assert "twice" in caplog.text


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/exports/{}"),
        ("GET", "/exports/{}/file"),
        ("GET", "/people/{}"),
        ("POST", "/exports/{}/cancel"),
        ("POST", "/account/devices/{}/end"),
        ("POST", "/roadmaps/creative-economy/master/update/undo/{}"),
        ("POST", "/roadmaps/creative-economy/master/nodes/grants/comments/{}/settle"),
        ("POST", "/roadmaps/creative-economy/master/nodes/grants/history/{}/restore"),
    ],
)
def test_a_number_that_no_row_can_have_is_an_unknown_address(administrator, method, address):
    assert administrator.open(address.format(10**25), method=method).status_code == 404


def test_what_was_typed_stays_out_of_the_log_when_a_statement_fails(app, administrator, caplog):
    @app.post("/typed")
    def typed():
        db.session.connection().exec_driver_sql("INSERT INTO no_such_table VALUES (?)", (INSIDE,))

    assert administrator.post("/typed").status_code == 503
    assert "no_such_table" in caplog.text
    assert INSIDE not in caplog.text
