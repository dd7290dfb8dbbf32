"""The socket, and the server that answers on it until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import uvicorn

from roadmap_app.cli.refusals import MistakeError, RefusalError

PATIENCE_SECONDS = 6
"""How long open requests may take after the server was told to stop."""


def bound_socket(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address; end with one line when that can't be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as error:
        raise MistakeError(f"“{host}” is not an address of this machine.") from error
    found = socket.socket(family, kind, protocol)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(address)
    except OSError as error:
        found.close()
        raise RefusalError(f"can't listen on {host} port {port}: {error.strerror}. Choose another --port.") from error
    return found


def listen(found: socket.socket, application: Callable[..., Any], *, ready: Callable[[], None]) -> None:
    """Serve an ASGI application on the socket until the process is told to stop; call `ready` once it listens."""
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=PATIENCE_SECONDS,
    )
    _Server(config, ready).run(sockets=[found])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()
