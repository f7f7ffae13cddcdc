"""`rolewright studio`: the whole flow in a browser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.cli.options import Parser
from rolewright.cli.streams import say
from rolewright.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rolewright.studio.config import Config

EXAMPLES = """\
  rolewright studio                                open it in the browser, on this machine, for you alone
  rolewright studio --no-open --port 8787          print its address instead
"""
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def main(words: Sequence[str]) -> int:
    """Run the studio until it is interrupted."""
    args = parser().parse_args(words)
    try:
        import fastapi  # noqa: F401
        import uvicorn  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingExtraError("the studio needs its extra", "", "pip install 'rolewright[studio]'") from error
    from rolewright.studio.serve import serve

    return serve(_config(args), _url(args.database), args.host, args.port, opens=not args.no_open, tell=say)


def parser() -> Parser:
    """The options."""
    made = Parser("studio", "Open the studio: roles, postings, interviews and take-homes in a browser.", EXAMPLES)
    add = made.add_argument
    add(
        "--database",
        default="",
        metavar="URL",
        help="a file, sqlite:///FILE or postgresql://… (default: in your data folder)",
    )
    add("--host", default="127.0.0.1", help="the address to listen at (default: 127.0.0.1)")
    add("--port", type=int, default=0, metavar="N", help="default: one that is free")
    add("--no-open", action="store_true", help="don't open a browser")
    return made


def _config(args: argparse.Namespace) -> Config:
    import secrets

    from rolewright.studio.config import Config

    if args.host not in _LOOPBACK:
        raise ConfigError("single-user mode is for this machine", "--host", "use 127.0.0.1")
    return Config(token=secrets.token_urlsafe(24))


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
