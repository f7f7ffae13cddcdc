"""All open postings of a company on its public board, as the records that `rolewright check` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.boards.door import Door
from rolewright.boards.lists import detail, parsed, records, system
from rolewright.errors import VendorError
from rolewright.vendors.door import checked

if TYPE_CHECKING:
    from collections.abc import Callable


def pull(
    name: str, company: str, at: str = "", seen: Callable[[int], None] = lambda _: None
) -> dict[str, dict[str, Any]]:
    """Every listed posting by its id; {} if there is none, which some systems answer for an unknown company, too.

    `at` is another host of the same API. Raises VendorError, and then nothing of the list is lost silently.
    """
    known, door = system(name), Door()
    base = at.rstrip("/") or known["board"]
    checked(base)

    def get(url: str, _: str) -> Any:
        return parsed(door.get(url), url)

    found: dict[str, dict[str, Any]] = {}
    for key, record in records(known, base, company, get):
        if record.get(known.get("listed", ""), True):
            found[key] = detail(known, base, company, key, get) if "detail" in known else record
            seen(1)
    return found


def one(name: str, company: str, key: str, at: str = "") -> dict[str, Any]:
    """The posting with an id. Raises VendorError if the board has none."""
    found = pull(name, company, at)
    if key not in found:
        raise VendorError(
            f"{company} has no open posting {key}", name, f"open are {', '.join(list(found)[:8]) or 'none'}"
        )
    return found[key]
