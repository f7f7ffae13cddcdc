"""`rolewright studio`: the whole flow in a browser."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright.cli.options import Parser
from rolewright.cli.streams import say
from rolewright.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rolewright.studio.config import Config, Oidc

EXAMPLES = """\
  rolewright studio                                open it in the browser, on this machine, for you alone
  rolewright studio --no-open --port 8787          print its address instead
  rolewright studio person ana@example.com --role admin --database postgresql://…
  rolewright studio --sign-in --host 0.0.0.0 --port 8787 --name studio.example.com --https --database postgresql://…
  rolewright studio token ci --scope viewer --days 30    prints a token for scripts; --revoke takes it back
  rolewright studio tokens                         whose tokens there are, their scopes, when they end
  rolewright studio backup studio.zip              all that it keeps, in one file
  rolewright studio restore studio.zip --database new.db
"""
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_ACTIONS = ("open", "person", "token", "tokens", "backup", "restore")
_ALONE = ("open", "tokens")
"""These take no target."""
_ROLES = ("admin", "recruiter", "manager", "interviewer", "viewer")


def main(words: Sequence[str]) -> int:
    """Run the studio until it is interrupted, or do one of its chores."""
    args = parser().parse_args(words)
    try:
        import fastapi  # noqa: F401
        import sqlalchemy  # noqa: F401
        import uvicorn  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingExtraError("the studio needs its extra", "", "pip install 'rolewright[studio]'") from error
    if (args.action in _ALONE) == bool(args.target):
        needed = "person EMAIL, token NAME, backup FILE and restore FILE need it"
        wanted = needed if args.target is None else f"{args.action} takes none"
        raise ConfigError(
            f"a name after {args.action!r}: {wanted}", "rolewright studio", "see rolewright studio --help"
        )
    url = _url(args.database)
    if args.action != "open":
        from rolewright.cli import studio_tokens as keys

        chores = {"person": _person, "token": keys.token, "tokens": keys.tokens, "backup": _backup, "restore": _restore}
        return chores[args.action](args, url)
    from rolewright.studio.serve import serve

    return serve(_config(args), url, args.host, args.port, opens=not args.no_open and not args.sign_in, tell=say)


def parser() -> Parser:
    """The options."""
    made = Parser("studio", "Open the studio: roles, postings, interviews and take-homes in a browser.", EXAMPLES)
    add = made.add_argument
    add(
        "action",
        nargs="?",
        choices=_ACTIONS,
        default="open",
        help="open (default); person: add somebody; token: for scripts; tokens: list them; backup, restore",
    )
    add("target", nargs="?", metavar="EMAIL|NAME|FILE", help="of person, token, backup, restore")
    add(
        "--database",
        default="",
        metavar="URL",
        help="a file, sqlite:///FILE or postgresql://… (default: in your data folder)",
    )
    add("--host", default="127.0.0.1", help="the address to listen at (default: 127.0.0.1)")
    add("--port", type=int, default=0, metavar="N", help="default: one that is free")
    add("--no-open", action="store_true", help="don't open a browser")
    add = made.add_argument_group("for a team").add_argument
    add(
        "--sign-in", action="store_true", help="people sign in; without it the studio is for you alone, on this machine"
    )
    add(
        "--name",
        action="append",
        metavar="HOST",
        help="a name that it is reached by; repeatable. With person: their name",
    )
    add("--https", action="store_true", help="it stands behind HTTPS: cookies for HTTPS only")
    add("--role", choices=_ROLES, help="of person, and of who first comes by the provider")
    add("--provider", metavar="URL", help="the OpenID provider; its secret is in ROLEWRIGHT_OIDC_SECRET")
    add("--client", metavar="ID", default="", help="what the provider calls this studio")
    add = made.add_argument_group("of token").add_argument
    add(
        "--scope",
        choices=_ROLES,
        default="viewer",
        help="it may do what both its person and this role may (default: viewer)",
    )
    add("--days", type=int, default=90, metavar="N", help="how long it lives, 366 at most (default: 90)")
    add("--for", dest="email", metavar="EMAIL", help="whose it is (default: the owner of a studio for one)")
    add("--revoke", action="store_true", help="take the token of this name back")
    return made


def _config(args: argparse.Namespace) -> Config:
    import secrets

    from rolewright.studio.config import Config

    if not args.sign_in:
        if args.host not in _LOOPBACK or args.provider:
            raise ConfigError(
                "without --sign-in the studio is for this machine", "--host", "add --sign-in, or use 127.0.0.1"
            )
        return Config(token=secrets.token_urlsafe(24))
    hosts = (*(args.name or ()), *Config().hosts)
    return Config(alone=False, hosts=hosts, secure=args.https, oidc=_oidc(args))


def _oidc(args: argparse.Namespace) -> Oidc | None:
    from rolewright.studio.config import Oidc

    if not args.provider:
        return None
    if not args.client:
        raise ConfigError("the provider needs to know who asks", "--client", "give the id that it has for this studio")
    return Oidc(args.provider, args.client, os.environ.get("ROLEWRIGHT_OIDC_SECRET", ""), args.role or "")


def _person(args: argparse.Namespace, url: str) -> int:
    """Add somebody; the password is asked for, or read from standard input."""
    import getpass

    from rolewright.store import audit, people
    from rolewright.store.engine import open_store, writing
    from rolewright.studio.passwords import hashed

    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    kept = hashed(password) if password else None
    with writing(open_store(url)) as connection:
        made = people.add(connection, args.target, " ".join(args.name or ()), args.role or "viewer", kept)
        audit.note(connection, None, "person created", f"people/{made['id']}", made["role"])
    say(
        f"added {made['email']}, {made['role']}" + ("" if kept else "; without a password they sign in by the provider")
    )
    return 0


def _backup(args: argparse.Namespace, url: str) -> int:
    from rolewright.store.backup import backup
    from rolewright.store.engine import open_store

    say(f"wrote {backup(open_store(url), args.target):,} rows to {args.target}")
    return 0


def _restore(args: argparse.Namespace, url: str) -> int:
    from rolewright.store.backup import restore
    from rolewright.store.engine import open_store

    say(f"restored {restore(open_store(url), args.target):,} rows")
    return 0


def _url(written: str) -> str:
    """A database URL; a plain path is a SQLite file."""
    if "://" in written:
        return written
    path = written or os.path.join(_data_folder(), "studio.db")
    return f"sqlite:///{os.path.abspath(path)}"


def _data_folder() -> str:
    """Where this user's programs keep their data."""
    base = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(base, "rolewright")
