"""The program as one ASGI application."""

import asyncio
from contextvars import copy_context

import pytest

from roadmap_app import migrating
from roadmap_app.app import create_app
from roadmap_app.asgi import application
from roadmap_app.web.handles import db
from tests.factories import make_network, make_person, signed_in


def spoken(app, scope, *messages):
    """Talk to the application; return what it says."""
    said, waiting = [], list(messages)

    async def receive():
        return waiting.pop(0)

    async def send(message):
        said.append(message)

    asyncio.run(app(scope, receive, send))
    return said


@pytest.fixture
def app(settings):
    migrating.upgrade(settings)
    return application(settings)


def get(path):
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50000),
    }


def test_pages_are_served_with_their_headers(app):
    start, *rest = spoken(app, get("/livez"), {"type": "http.request", "body": b"", "more_body": False})
    assert start["status"] == 200
    assert dict(start["headers"])[b"x-content-type-options"] == b"nosniff"
    assert b"".join(each.get("body", b"") for each in rest) == b'{"live":true}\n'


def test_start_and_end_are_confirmed(app):
    said = spoken(app, {"type": "lifespan"}, {"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})
    assert [each["type"] for each in said] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_a_live_connection_that_nothing_answers_is_closed(app):
    said = spoken(app, {"type": "websocket", "path": "/live"}, {"type": "websocket.connect"})
    assert said == [{"type": "websocket.close", "code": 1008}]


def cookie_of(settings):
    """Return the cookie of somebody who is signed in."""
    pages = create_app(settings)
    with pages.app_context():
        make_network(db.session)
        somebody = make_person(db.session, "Botir Karimov", admin=True)
        db.session.commit()
    client = signed_in(pages.test_client(), somebody)
    return f"roadmap={client.get_cookie('roadmap').value}".encode()


def test_nobody_is_taken_for_the_person_who_sent_something_before_on_the_same_connection(app, settings):
    form = get("/import") | {"method": "POST"}
    form["headers"] = [
        (b"host", b"127.0.0.1"),
        (b"cookie", cookie_of(settings)),
        (b"content-type", b"application/x-www-form-urlencoded"),
        (b"content-length", b"3"),
    ]
    contexts = []

    async def receive():
        # A server that goes on reading from here keeps this context for all that follows on the connection.
        contexts.append(copy_context())
        return {"type": "http.request", "body": b"a=b", "more_body": False}

    said = []

    async def send(message):
        said.append(message)

    asyncio.run(app(form, receive, send))
    assert said[0]["status"] == 400
    page = b"".join(each.get("body", b"") for each in contexts[0].run(spoken, app, get("/account")))
    assert b"Botir Karimov" not in page
    assert not db.session.registry.registry
