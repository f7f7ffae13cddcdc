"""`rolewright mcp`: the server that an assistant starts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rolewright.cli.options import Parser
from rolewright.cli.streams import say
from rolewright.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright mcp                       over standard input and output, as assistants start it
  rolewright mcp --root postings/      it may read files there, besides the client's own roots
  rolewright mcp --http --port 8000    over HTTP, for this machine only: http://127.0.0.1:8000/mcp
  pip install 'rolewright[mcp]'        what it needs
"""
PORT = 8000


def main(words: Sequence[str]) -> int:
    """Serve until the client goes. Raises MissingExtraError without the extra `mcp`."""
    args = parser().parse_args(words)
    for folder in args.root:
        if not os.path.isdir(folder):
            raise ConfigError("is no folder", folder, "name a folder that may be read")
    if args.port is not None and not args.http:
        raise ConfigError("--port is for HTTP", "rolewright mcp", "add --http")
    try:
        from rolewright.mcp.server import HOST, serve, server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"mcp", "mcp_types", "pydantic"}:
            do = "run pip install 'rolewright[mcp]'"
            raise MissingExtraError("the server for assistants isn't installed", "rolewright mcp", do) from error
        raise
    port = (args.port or PORT) if args.http else None
    if port is not None:
        say(f"http://{HOST}:{port}/mcp, for this machine only; Ctrl-C ends it")
    serve(server(tuple(args.root)), port)
    return 0


def parser() -> Parser:
    """The options."""
    made = Parser("mcp", "Serve an assistant: tools, the rule book, prompts. See docs/assistants.md.", EXAMPLES)
    add = made.add_argument
    add("--root", action="append", default=[], metavar="FOLDER", help="files in it may be read; repeatable")
    add("--http", action="store_true", help="streamable HTTP on 127.0.0.1 instead of standard input and output")
    add("--port", type=int, metavar="N", help=f"with --http (default: {PORT})")
    return made
