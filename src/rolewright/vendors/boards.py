"""The public job boards: all open postings of a company, as the records that `rolewright check` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from rolewright.errors import VendorError, suggest
from rolewright.knowledge.shelf import shelf
from rolewright.vendors.door import clean, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SYSTEMS = ("ashby", "greenhouse", "lever", "smartrecruiters", "workable")


def system(name: str) -> dict[str, Any]:
    """What is known of a system. Raises VendorError for a name that is none."""
    if name not in SYSTEMS:
        raise VendorError(
            f"there is no system {name!r}", "rolewright ats", suggest(name, SYSTEMS, f"use one of {', '.join(SYSTEMS)}")
        )
    known: dict[str, Any] = shelf("vendors/vendors")[name]
    return known


def pull(
    name: str, company: str, at: str = "", seen: Callable[[int], None] = lambda _: None
) -> dict[str, dict[str, Any]]:
    """Every listed posting by its id; {} if there is none, which some systems answer for an unknown company, too.

    `at` is another host of the same API. Raises VendorError, and then nothing of the list is lost silently.
    """
    known = system(name)
    base = at.rstrip("/") or known["board"]
    found: dict[str, dict[str, Any]] = {}
    for record in _records(known, base, company):
        key = _id(known, record, base)
        if record.get(known.get("listed", ""), True):
            found[key] = record
            seen(1)
    if "detail" in known:
        for key in found:
            path = known["detail"].format(company=quote(company, safe=""), id=quote(key, safe=""))
            found[key] = _table(fetch("GET", base + path).json(base + path), base + path)
    return found


def one(name: str, company: str, key: str, at: str = "") -> dict[str, Any]:
    """The posting with an id. Raises VendorError if the board has none."""
    found = pull(name, company, at)
    if key not in found:
        raise VendorError(
            f"{company} has no open posting {key}", name, f"open are {', '.join(list(found)[:8]) or 'none'}"
        )
    return found[key]


def _records(known: dict[str, Any], base: str, company: str) -> Iterator[dict[str, Any]]:
    """The records of all pages, each once. Raises VendorError if there are fewer than the system says."""
    url = base + known["list"].format(company=quote(company, safe=""))
    keys: set[str] = set()
    for _ in range(shelf("vendors/vendors")["door"]["pages"]):
        page = _paged(known, url, len(keys))
        answer = fetch("GET", page).json(page)
        fresh = [one for one in _items(known, answer, url) if _id(known, one, url) not in keys]
        keys |= {_id(known, one, url) for one in fresh}
        yield from fresh
        total = _total(known, answer)
        if "paging" not in known or not fresh or len(keys) == total:
            if total is not None and len(keys) < total:
                raise VendorError(f"it says {total} postings and gives {len(keys)}", clean(url), "try again")
            return
    raise VendorError("its list doesn't end", clean(url), "tell us")


def _paged(known: dict[str, Any], url: str, start: int) -> str:
    """The address of the page from a record on. A server may give fewer a page than asked: `start` counts what came."""
    if "paging" not in known:
        return url
    skip, limit = known["paging"]
    return f"{url}{'&' if '?' in url else '?'}{urlencode({skip: start, limit: known['page_size']})}"


def _items(known: dict[str, Any], answer: Any, url: str) -> list[dict[str, Any]]:
    items = answer.get(known["items"]) if known["items"] and isinstance(answer, dict) else answer
    if not isinstance(items, list):
        raise VendorError("its answer holds no list of postings", clean(url), "check the name of the company")
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
        raise VendorError("a posting has no id", clean(url), "tell us: its records have changed")
    return str(found)


def _table(value: Any, url: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise VendorError("a posting isn't a record", clean(url), "tell us: its records have changed")
    return value
