"""`rolewright studio token` and `tokens`: personal access tokens for scripts."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rolewright.cli.streams import say
from rolewright.errors import ConfigError, MissingError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    import sqlalchemy as sa

    from rolewright.store.rows import Row


def token(args: argparse.Namespace, url: str) -> int:
    """Make a token and print it alone on standard output, or take one back."""
    from rolewright.store import audit
    from rolewright.store import tokens as kept
    from rolewright.store.engine import writing
    from rolewright.studio.routes.tokens import within

    if not 1 <= args.days <= kept.LONGEST:
        raise ConfigError(f"a token lives for 1 to {kept.LONGEST} days", "--days", "write --days 90")
    with _opened(url) as store, writing(store) as connection:
        person = _person(connection, args.email)
        if args.revoke:
            found = [one["id"] for one in kept.of_person(connection, person["id"]) if one["name"] == args.target]
            kept.revoke(connection, person["id"], found[0] if found else args.target)
            audit.note(connection, None, "token revoked", f"tokens/{found[0]}")
            say(f"revoked {args.target}; a running studio knows within seconds")
            return 0
        within(person["role"], args.scope)
        made, row = kept.add(connection, person["id"], args.target, args.scope, args.days)
        audit.note(connection, None, "token created", f"tokens/{row['id']}", f"{args.scope} {args.days}")
    sys.stdout.write(f"{made}\n")
    say(f"{args.target}: {person['email']} as {args.scope}, until {_day(row['expires'])}; it isn't shown again")
    return 0


def tokens(args: argparse.Namespace, url: str) -> int:
    """Print the tokens of somebody, or of all: person, name, scope, last day, last use."""
    from rolewright.store import people
    from rolewright.store import tokens as kept
    from rolewright.store.engine import reading

    with _opened(url) as store, reading(store) as connection:
        whose = [_person(connection, args.email)] if args.email else people.everyone(connection)
        for person in whose:
            for one in kept.of_person(connection, person["id"]):
                used = f"used {_day(one['used'])}" if one["used"] else "never used"
                line = f"{person['email']}  {one['name']}  {one['scope']}  until {_day(one['expires'])}  {used}"
                sys.stdout.write(f"{line}\n")
    return 0


@contextmanager
def _opened(url: str) -> Iterator[sa.Engine]:
    """A store for as long as it is needed."""
    from rolewright.store.engine import open_store

    store = open_store(url)
    try:
        yield store
    finally:
        store.dispose()


def _person(connection: sa.Connection, email: str | None) -> Row:
    """Who has an address; without one the owner of a studio for one. Raises MissingError, ConfigError."""
    from rolewright.store import people

    if email:
        found = people.by_email(connection, email)
        if found is None:
            raise MissingError("nobody has this address", email, "add them: rolewright studio person EMAIL")
        return found
    if any(one["email"] != "you@localhost" for one in people.everyone(connection)):
        raise ConfigError("whose token?", "--for", "write --for EMAIL")
    return people.owner(connection)


def _day(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).date().isoformat()
