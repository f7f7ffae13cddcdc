"""`rolewright draft`: a role file in, a posting out, in the formats that its files are named for."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

from rolewright import api
from rolewright.cli.options import Parser, columns
from rolewright.cli.streams import Sink, say
from rolewright.errors import ConfigError, suggest
from rolewright.writing.formats import FORMATS
from rolewright.writing.systems import SYSTEMS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rolewright.model.drafted import Drafted
    from rolewright.model.role import Role

_ENDINGS = {"markdown": "md", "htm": "html", "text": "txt", "jsonld": "json"}
EXAMPLES = """\
  rolewright draft role.toml                             Markdown on standard output
  rolewright draft role.toml -o posting.html -o posting.pdf -o posting.docx
  rolewright draft role.toml --for greenhouse -o job.json
  rolewright draft role.toml --explain                   why each sentence is there
  rolewright draft role.toml --polish opening            a language model rewrites a part; see docs/cli.md
"""


def main(words: Sequence[str]) -> int:
    """Draft; 1 if the role leaves gaps that keep the posting from being clean, and `--force` wasn't given."""
    args = parser().parse_args(words)
    role = api.load_role(args.role)
    made = api.draft(role)
    if made.gaps and not args.force:
        return _tell(args.role, made)
    if args.polish:
        made = _polished(args, role, made)
    if args.explain:
        with Sink(None) as sink:
            sink.write(api.explain(made.written, columns()))
        return 0
    _write(args, role, made)
    return 0


def parser() -> Parser:
    """The options."""
    made = Parser(
        "draft", "Write the posting of a role file. Exit status: 0 written, 1 the role leaves gaps, 2 misuse.", EXAMPLES
    )
    add = made.add_argument
    add("role", metavar="ROLE", help="a role file (TOML)")
    add(
        "-o",
        "--output",
        action="append",
        metavar="FILE",
        help=f"write to this file; its ending is the format: {', '.join(FORMATS)}; repeatable",
    )
    add(
        "--format",
        choices=FORMATS,
        help="the format where no ending says it (default: md); json is a JobPosting of schema.org",
    )
    add("--for", dest="system", choices=SYSTEMS, help="the record of an applicant tracking system instead (JSON)")
    add("--explain", action="store_true", help="print each sentence with its fields and why its wording works")
    add("--force", action="store_true", help="write in spite of gaps; what is missing is left out")
    model = made.add_argument_group("language model (off unless --polish is given)").add_argument
    model(
        "--polish",
        action="append",
        metavar="SECTION",
        help="let a language model rewrite this section for tone; repeatable",
    )
    model("--llm-url", metavar="URL", help="an OpenAI-compatible endpoint (default: $ROLEWRIGHT_LLM_URL)")
    model(
        "--llm-model", metavar="NAME", help="the model (default: $ROLEWRIGHT_LLM_MODEL); the key is $ROLEWRIGHT_LLM_KEY"
    )
    return made


def _tell(name: str, made: Drafted) -> int:
    """What the role file lacks, one line each; nothing is written."""
    for gap in made.gaps:
        say(f"{name}: {gap}")
    say(f"nothing written: {len(made.gaps)} to mend in the role; --force writes the posting without them")
    return 1


def _write(args: argparse.Namespace, role: Role, made: Drafted) -> None:
    """Every file, or none."""
    paths: list[str | None] = args.output or [None]
    if args.system and len(paths) > 1:
        raise ConfigError("--for writes one record", "--output", "name one file")
    pages = [api.render(role, made.written, _form(args, path), args.system or "") for path in paths]
    with ExitStack() as stack:
        for path, page in zip(paths, pages, strict=True):
            stack.enter_context(Sink(path)).write(page)


def _form(args: argparse.Namespace, path: str | None) -> str:
    """The format of a file by its ending, else as asked for. Raises ConfigError for an ending that is none."""
    ending = os.path.splitext(path)[1].lstrip(".").lower() if path else ""
    form = _ENDINGS.get(ending, ending)
    if form in FORMATS and not args.system:
        return form
    if args.format or args.system or not path:
        return args.format or "md"
    raise ConfigError(
        f"no format ends in “.{ending}”", path, suggest(ending, FORMATS, f"use one of {', '.join(FORMATS)}")
    )


def _polished(args: argparse.Namespace, role: Role, made: Drafted) -> Drafted:
    """The draft with the sections that a language model rewrote and that were accepted; the log goes to standard error."""
    url = args.llm_url or os.environ.get("ROLEWRIGHT_LLM_URL", "")
    model = args.llm_model or os.environ.get("ROLEWRIGHT_LLM_MODEL", "")
    if not url or not model:
        raise ConfigError(
            "no language model is named",
            "--polish",
            "give --llm-url and --llm-model (or ROLEWRIGHT_LLM_URL and ROLEWRIGHT_LLM_MODEL)",
        )
    for section in args.polish:
        done = api.polish(role, made, section, url=url, model=model, key=os.environ.get("ROLEWRIGHT_LLM_KEY", ""))
        for line in done.log:
            say(line)
        made = done.drafted
    return made
