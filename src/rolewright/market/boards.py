"""Job boards saved as files that `market read` reads: an answer a file, those that are there already not asked for again."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rolewright.boards import lists
from rolewright.boards.door import BoardError, Door
from rolewright.engine.files import write_whole
from rolewright.errors import ConfigError, VendorError, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAME = re.compile(r"[\w.-]{1,100}")


def fetch(
    boards: Sequence[str],
    folder: str,
    *,
    gateway: str = "",
    door: Door | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> tuple[int, list[str]]:
    """Save `system:name` boards under a folder; how many postings, and what went wrong, board by board.

    A board is asked again only for what isn't there; remove its folder to have it anew. `gateway` is an address of your own
    that passes requests on: `GATEWAY/host/path`. Raises ConfigError for a board of an unknown kind.
    """
    named = [_named(board) for board in boards]
    door = door or Door()
    count, wrong = 0, []
    for system, name in named:
        try:
            found = _board(system, name, os.path.join(folder, system, name), gateway, door)
            count += found
            told(f"{system}:{name}: {found:,} postings")
        except VendorError as error:
            wrong.append(f"{system}:{name}: {error}")
    return count, wrong


def _named(board: str) -> tuple[str, str]:
    system, _, name = board.partition(":")
    if system not in lists.SYSTEMS:
        raise ConfigError(
            f"there is no board {system!r}",
            board,
            suggest(system, lists.SYSTEMS, f"write one of {', '.join(lists.SYSTEMS)}, then :name"),
        )
    if not _NAME.fullmatch(name) or not name.strip("."):
        raise ConfigError(f"{name!r} is no name of a board", board, f"write {system}:NAME as in the board's address")
    return system, name


def _board(system: str, name: str, folder: str, gateway: str, door: Door) -> int:
    """How many postings a board has; each answer is a file of the folder."""
    known = lists.system(system)
    base = f"{gateway.rstrip('/')}/{urlsplit(known['board']).netloc}" if gateway else known["board"]
    os.makedirs(folder, exist_ok=True)
    found = 0

    def get(url: str, name: str) -> Any:
        if not _NAME.fullmatch(name):
            raise BoardError("a posting of its list has no id", url, "try again later")
        return _saved(os.path.join(folder, name), url, door, listing="detail" in known and name.startswith("page-"))

    for key, _ in lists.records(known, base, name, get):
        if "detail" in known:
            lists.detail(known, base, name, key, get)
        found += 1
    return found


def _saved(path: str, url: str, door: Door, *, listing: bool) -> Any:
    """The answer in a file, asked for if it isn't there; only whole JSON is kept.

    A list without the postings' texts, or an empty one, ends in `.list`: `market read` passes it over.
    """
    for ending in (".json", ".list"):
        if os.path.exists(path + ending):
            with open(path + ending, "rb") as file:
                return lists.parsed(file.read(), path + ending)
    data = door.get(url)
    value = lists.parsed(data, url)
    try:
        write_whole(path + (".list" if listing or not value else ".json"), data)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", path, "choose another folder") from error
    return value
