"""`rolewright lsp`: the language server that an editor starts."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rolewright.cli.options import Parser
from rolewright.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
  rolewright lsp                       over standard input and output, as editors start it
  pip install 'rolewright[lsp]'        what it needs
"""


def main(words: Sequence[str]) -> int:
    """Serve until the editor says goodbye. Raises MissingExtraError without the extra `lsp`."""
    parser().parse_args(words)
    try:
        from rolewright.lsp.server import server
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] in {"pygls", "lsprotocol", "attrs", "cattrs"}:
            do = "run pip install 'rolewright[lsp]'"
            raise MissingExtraError("the language server isn't installed", "rolewright lsp", do) from error
        raise
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # nothing but the protocol may go where the editor listens
    server.start_io(stdout=out)
    return 0


def parser() -> Parser:
    """The options."""
    made = Parser("lsp", "Serve an editor: diagnostics, hover, actions, outline. See docs/editors.md.", EXAMPLES)
    made.add_argument("--stdio", action="store_true", help="what editors add; it is the only way")
    return made
