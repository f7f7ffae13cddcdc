"""What a public board lists: its pages followed, each posting once, nothing lost silently."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from rolewright.errors import VendorError, suggest
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Get = Callable[[str, str], Any]

SYSTEMS = ("ashby", "greenhouse", "lever", "smartrecruiters", "workable")


def system(name: str) -> dict[str, Any]:
    """What is known of a system. Raises VendorError for a name that is none."""
    if name not in SYSTEMS:
        raise VendorError(
            f"there is no system {name!r}", "rolewright ats", suggest(name, SYSTEMS, f"use one of {', '.join(SYSTEMS)}")
        )
    known: dict[str, Any] = shelf("vendors/vendors")[name]
    return known


def records(known: dict[str, Any], base: str, company: str, get: Get) -> Iterator[tuple[str, dict[str, Any]]]:
    """The postings of all pages by id, each once. Raises VendorError if there are fewer than the system says.

    `get(url, name)` gives the JSON at an address; `name` is the page's, as `page-0003`.
    """
    url = base + known["list"].format(company=quote(company, safe=""))
    keys: set[str] = set()
    for number in range(shelf("vendors/vendors")["door"]["pages"]):
        answer = get(_paged(known, url, len(keys)), f"page-{number:04}")
        listed = {_id(known, one, url): one for one in _items(known, answer, url)}
        fresh = {key: one for key, one in listed.items() if key not in keys}
        keys |= fresh.keys()
        yield from fresh.items()
        total = _total(known, answer)
        if "paging" not in known or not fresh or len(keys) == total:
            if total is not None and len(keys) < total:
                raise VendorError(f"it says {total} postings and gives {len(keys)}", url, "try again")
            return
    raise VendorError("its list doesn't end", url, "tell us")


def detail(known: dict[str, Any], base: str, company: str, key: str, get: Get) -> dict[str, Any]:
    """The whole posting of an id, for a system whose list has only its first lines (`detail` in its table)."""
    url = base + known["detail"].format(company=quote(company, safe=""), id=quote(key, safe=""))
    return _table(get(url, key), url)


def parsed(data: bytes, url: str) -> Any:
    """An answer's JSON. Raises VendorError if it isn't."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        start = data[:60].decode("utf-8", "replace")
        raise VendorError(f"its answer is not JSON: {start!r}", url, "look whether the board is up") from error


def _paged(known: dict[str, Any], url: str, start: int) -> str:
    """The address of the page from a record on. A server may give fewer a page than asked: `start` counts what came."""
    if "paging" not in known:
        return url
    skip, limit = known["paging"]
    return f"{url}{'&' if '?' in url else '?'}{urlencode({skip: start, limit: known['page_size']})}"


def _items(known: dict[str, Any], answer: Any, url: str) -> list[dict[str, Any]]:
    items = answer.get(known["items"]) if known["items"] and isinstance(answer, dict) else answer
    if not isinstance(items, list):
        raise VendorError("its answer holds no list of postings", url, "check the name of the company")
    return [_table(one, url) for one in items]


def _total(known: dict[str, Any], answer: Any) -> int | None:
    """How many postings the system says that there are."""
    value = answer
    for name in known.get("total", "").split("."):
        value = value.get(name) if name and isinstance(value, dict) else None
    return value if isinstance(value, int) else None


def _id(known: dict[str, Any], record: dict[str, Any], url: str) -> str:
    found = record.get(known.get("id", "id"))
    if not isinstance(found, (str, int)) or not str(found):
        raise VendorError("a posting has no id", url, "tell us: its records have changed")
    return str(found)


def _table(value: Any, url: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise VendorError("a posting isn't a record", url, "tell us: its records have changed")
    return value
