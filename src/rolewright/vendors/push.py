"""Push: look first, then send; never over what changed there since it was looked at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from rolewright import api
from rolewright.errors import RoleError, VendorError
from rolewright.model.record import NamedTuple
from rolewright.vendors.compare import difference, lines_of_fields
from rolewright.vendors.desks import wanted
from rolewright.vendors.keep import digest, load_state, save_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.role import Role

_KEY = "pushed"


class Look(NamedTuple):
    """What stands there (`now`), what would be sent (`ours`), and the difference as people read it ("" if none)."""

    now: dict[str, Any]
    ours: dict[str, Any]
    difference: str


def fields_of(role: Role, name: str) -> dict[str, Any]:
    """The fields that a role's draft fills. Raises RoleError for a role that leaves gaps."""
    made = api.draft(role)
    if made.gaps:
        raise RoleError("the draft has gaps", "role", "mend what `rolewright draft` says", tuple(map(str, made.gaps)))
    return wanted(name, json.loads(api.render(role, made.written, system=name)))


class Place(Protocol):
    """Where records can be read and written: a desk, or the forms behind it. `read` gives {} for what isn't there."""

    name: str

    def read(self, key: str) -> dict[str, Any]:
        """What stands there."""

    def write(self, key: str, fields: dict[str, Any]) -> None:
        """Write the fields."""


def look(
    desk: Place,
    key: str,
    ours: dict[str, Any],
    folder: str,
    lines: Callable[[dict[str, Any]], list[str]] = lines_of_fields,
) -> Look:
    """What would change; that it was looked at is kept in the folder."""
    now = desk.read(key)
    _remember(folder, f"{desk.name}/{key}", digest(now))
    return Look(now, ours, difference(lines(_managed(now, ours)), lines(ours), desk.name))


def send(
    desk: Place,
    key: str,
    ours: dict[str, Any],
    folder: str,
    lines: Callable[[dict[str, Any]], list[str]] = lines_of_fields,
) -> bool:
    """Send what was looked at; whether there was anything to send.

    Raises VendorError, and sends nothing, if it wasn't looked at or has changed there since; and, after sending, if what
    stands there then isn't what was sent.
    """
    place = f"{desk.name}/{key}"
    seen = load_state(folder).get(_KEY, {}).get(place)
    if seen is None:
        raise VendorError("nobody has looked at what stands there", place, "push without --send first")
    now = desk.read(key)
    if digest(now) != seen:
        raise VendorError("it has changed there since it was looked at", place, "push without --send, look, then send")
    if not difference(lines(_managed(now, ours)), lines(ours), desk.name):
        return False
    desk.write(key, ours)
    after = desk.read(key)
    _remember(folder, place, digest(after))
    left = difference(lines(_managed(after, ours)), lines(ours), desk.name)
    if left:
        what = f"it took the request, but something else stands there now:\n{left}"
        raise VendorError(what, place, "look at the posting in the system")
    return True


def _managed(now: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """The fields that we write; sections of others don't count."""
    return {name: _narrow(now.get(name, ""), one) for name, one in ours.items()}


def _narrow(there: Any, ours: Any) -> Any:
    if isinstance(ours, dict) and isinstance(there, dict):
        return {name: _narrow(there.get(name, ""), one) for name, one in ours.items()}
    return there


def _remember(folder: str, place: str, seen: str) -> None:
    state = load_state(folder)
    save_state(folder, {**state, _KEY: {**state.get(_KEY, {}), place: seen}})
