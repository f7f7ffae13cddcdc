"""Job boards saved as files that `market read` reads: an answer a file, those that are there already not asked for again."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson

from rolewright.engine.files import write_whole
from rolewright.errors import ConfigError, suggest
from rolewright.knowledge.shelf import shelf
from rolewright.market.web import BoardError, Door

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
            found = sum(1 for _ in _board(system, name, os.path.join(folder, system, name), gateway, door))
            count += found
            told(f"{system}:{name}: {found:,} postings")
        except BoardError as error:
            wrong.append(f"{system}:{name}: {error}")
    return count, wrong


def _named(board: str) -> tuple[str, str]:
    system, _, name = board.partition(":")
    known = shelf("corpus/boards")["board"]
    if system not in known:
        raise ConfigError(
            f"there is no board {system!r}",
            board,
            suggest(system, known, f"write one of {', '.join(known)}, then :name"),
        )
    if not _NAME.fullmatch(name) or not name.strip("."):
        raise ConfigError(f"{name!r} is no name of a board", board, f"write {system}:NAME as in the board's address")
    return system, name


def _board(system: str, name: str, folder: str, gateway: str, door: Door) -> Iterator[Any]:
    """The postings of a board, page by page."""
    kind = shelf("corpus/boards")["board"][system]
    root = f"{gateway.rstrip('/')}/{kind['host']}" if gateway else f"https://{kind['host']}"
    os.makedirs(folder, exist_ok=True)
    for page in range(shelf("corpus/boards")["manners"]["pages"]):
        skip = page * kind.get("page", 0)
        url = root + kind["path"].format(name=quote(name), skip=skip)
        shown = "" if "detail" in kind else ".json"
        value = _saved(os.path.join(folder, f"page-{page:04}{shown or '.list'}"), url, door)
        jobs = value.get(kind.get("jobs", "")) if isinstance(value, dict) else value
        if not isinstance(jobs, list):
            raise BoardError("its answer holds no list of jobs", url, "check the board's name")
        for job in jobs:
            yield _detail(kind, name, job, root, folder, door) if "detail" in kind else job
        if not kind.get("page") or len(jobs) < kind["page"]:
            return


def _detail(kind: dict[str, Any], name: str, job: Any, root: str, folder: str, door: Door) -> Any:
    """The whole posting of a line in a list."""
    number = str(job.get("id", "")) if isinstance(job, dict) else ""
    if not _NAME.fullmatch(number):
        raise BoardError("a posting of its list has no id", root, "try again later")
    url = root + kind["detail"].format(name=quote(name), id=quote(number))
    return _saved(os.path.join(folder, f"{number}.json"), url, door)


def _saved(path: str, url: str, door: Door) -> Any:
    """The answer in a file, asked for if it isn't there; only whole JSON is kept."""
    if os.path.exists(path):
        with open(path, "rb") as file:
            return orjson.loads(file.read())
    data = door.get(url)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise BoardError(f"its answer is not JSON ({str(error)[:80]})", url, "try again later") from error
    try:
        write_whole(path, data)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", path, "choose another folder") from error
    return value
