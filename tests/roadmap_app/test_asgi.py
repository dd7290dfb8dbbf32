"""The program as one ASGI application."""

import asyncio

import pytest

from roadmap_app import migrating
from roadmap_app.asgi import application


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
