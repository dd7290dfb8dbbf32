"""The program as one ASGI application: pages by way of WSGI in threads, live connections beside them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import Context
from typing import Any, cast

from a2wsgi import WSGIMiddleware

from roadmap_app.app import create_app
from roadmap_app.settings import Settings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Handler = Callable[[Message, Receive, Send], Awaitable[None]]

THREADS = 16
"""Pages that are made at once; with SQLite most of them read."""

NOT_HERE = 1008
"""The WebSocket status code for a connection that policy refuses."""


def application(settings: Settings) -> Handler:
    """Return the ASGI application for these settings."""
    app = create_app(settings)
    # The bridge's own types name the same shapes by other names.
    pages = cast("Handler", WSGIMiddleware(cast("Any", app), workers=THREADS))

    async def serve(scope: Message, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                # A server that went on reading inside a request keeps its context for all that follows on the
                # connection: who was signed in there, and a transaction that nobody would end any more.
                await asyncio.create_task(_answered(pages, scope, receive, send), context=Context())
            case "websocket":
                await receive()
                await send({"type": "websocket.close", "code": NOT_HERE})
            case "lifespan":
                await _live(receive, send)
            case unknown:
                raise ValueError(f"unknown connection type {unknown}")

    return serve


async def _answered(pages: Handler, scope: Message, receive: Receive, send: Send) -> None:
    await pages(scope, receive, send)


async def _live(receive: Receive, send: Send) -> None:
    """Answer the server's announcements of its start and end."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
