"""Running the studio: the store opened, the address printed, a browser sent there."""

from __future__ import annotations

import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

from rolewright.errors import ConfigError
from rolewright.store import people, roles
from rolewright.store.engine import open_store, reading, writing
from rolewright.studio.app import create_app
from rolewright.studio.example import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    import sqlalchemy as sa

    from rolewright.studio.config import Config


def serve(config: Config, url: str, host: str, port: int, *, opens: bool, tell: Callable[[str], None]) -> int:
    """Serve until interrupted; 0. Raises StoreError, and ConfigError for a port that is taken."""
    import uvicorn

    engine = open_store(url)
    if config.alone:
        begin(engine)
    listener = _listener(host, port)
    address = f"http://{host}:{listener.getsockname()[1]}/"
    opened = f"{address}enter?token={config.token}" if config.token else address
    tell(f"the studio is at {opened}")
    if opens:
        threading.Timer(0.5, webbrowser.open, [opened]).start()
    settings = uvicorn.Config(create_app(engine, config), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(settings).run(sockets=[listener])
    engine.dispose()
    return 0


def begin(engine: sa.Engine) -> None:
    """The owner and the worked example, in a store that has neither."""
    with reading(engine) as connection:
        if people.everyone(connection) or roles.visible(connection):
            return
    with writing(engine) as connection:
        fill(connection, people.owner(connection)["id"])


def _listener(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ConfigError if the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise ConfigError(
            f"can't listen there ({error.strerror})", f"{host}:{port}", "choose another --port"
        ) from error
    made.listen(128)
    return made
