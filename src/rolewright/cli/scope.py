"""`rolewright scope`: answers in, a role file and its diagnosis out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from rolewright import api
from rolewright.cli.options import Parser, columns, takes_unicode, wants_color
from rolewright.cli.streams import Sink, say
from rolewright.errors import ConfigError
from rolewright.reports.shape import Show

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from rolewright.model.diagnosis import Diagnosis
    from rolewright.model.draft import Draft
    from rolewright.model.role import Role

Notes = "Mapping[str, Sequence[str]]"
_NAMED = 8
"""So many missing fields are named."""
EXAMPLES = """\
  rolewright scope -o role.toml                    answer questions, get a role file and its diagnosis
  rolewright scope -o role.toml                    again: goes on where you stopped
  rolewright scope role.toml                       the diagnosis of a role file
  rolewright scope --blank > answers.toml          an empty role file to fill in
  rolewright scope --answers answers.toml -o role.toml
  rolewright scope --from posting.md -o draft.toml what a posting says of the role, and what it doesn't
  rolewright scope --schema > role.schema.json     for your editor
"""


def main(words: Sequence[str]) -> int:
    """Scope; 1 if the diagnosis is to wait, or a posting leaves needed fields open."""
    args = parser().parse_args(words)
    _one_way(args)
    if args.schema or args.blank:
        return _print(args)
    _free(args)
    if args.role:
        return _report(args, api.load_role(args.role), None, {}, {})
    if args.from_posting:
        draft = api.infer_role(api.load(args.from_posting), args.title)
        return _report(args, draft.role, draft, {}, draft.notes())
    answers = _answers(args.answers) if args.answers else _asked(args)
    role, _, why = api.scope(answers)
    status = _report(args, role, None, why, {path: (text,) for path, text in why.items()})
    if not args.answers:
        from rolewright.cli import session

        session.forget(args.output)
    return status


def parser() -> Parser:
    """The options."""
    about = (
        "Turn “we need someone” into a role: ask, diagnose, write a role file. Exit status: 0 ready, 1 wait, 2 misuse."
    )
    made = Parser("scope", about, EXAMPLES)
    made.add_argument("role", nargs="?", metavar="ROLE", help="a finished role file: print its diagnosis")
    add = made.add_argument_group("where the answers come from").add_argument
    add(
        "--answers",
        metavar="FILE",
        help="a role file with whatever is known (TOML, - for standard input); no questions",
    )
    add("--from", dest="from_posting", metavar="POSTING", help="infer a draft from a posting: said, implied, missing")
    add("--title", help="with --from: the posting's title, if the text doesn't hold it")
    add("--fresh", action="store_true", help="ask from the beginning, whatever was answered before")
    add = made.add_argument_group("what is written").add_argument
    add("-o", "--output", metavar="FILE", help="the role file (default for the questions: role.toml)")
    add("--force", action="store_true", help="overwrite it if it is there")
    add(
        "--format", choices=("text", "json"), default="text", help="of the diagnosis on standard output (default: text)"
    )
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    add("--schema", action="store_true", help="print the JSON Schema of a role file")
    add("--blank", action="store_true", help="print an empty, commented role file")
    return made


def _one_way(args: argparse.Namespace) -> None:
    """The ways in exclude each other."""
    ways = {
        "ROLE": args.role,
        "--answers": args.answers,
        "--from": args.from_posting,
        "--schema": args.schema,
        "--blank": args.blank,
    }
    given = [name for name, value in ways.items() if value]
    if len(given) > 1:
        raise ConfigError(f"{' and '.join(given)} exclude each other", "rolewright scope", "choose one")
    if args.title is not None and not args.from_posting:
        raise ConfigError("--title is for --from", "rolewright scope", "give both, or neither")
    if args.role and args.output:
        raise ConfigError("-o is for new role files", "rolewright scope", f"use --answers {args.role} to write it anew")


def _free(args: argparse.Namespace) -> None:
    """Whether the role file may be written; asked before anything else is. The questions write role.toml by default."""
    if not (args.role or args.answers or args.from_posting) and not args.output:
        args.output = "role.toml"
    if not args.output:
        return
    if os.path.lexists(args.output) and not args.force:
        do = f"--force overwrites it, -o names another; `rolewright scope {args.output}` prints its diagnosis"
        raise ConfigError("the file is there already", args.output, do)
    folder = os.path.dirname(args.output) or "."
    if not os.path.isdir(folder):
        raise ConfigError("there is no such folder", folder, "make it, or choose another place with -o")


def _print(args: argparse.Namespace) -> int:
    """The schema or an empty role file."""
    if args.schema:
        import json

        text = json.dumps(api.role_schema(), indent=2, ensure_ascii=False) + "\n"
    else:
        from rolewright.model.role import Role

        text = api.role_text(Role())
    with Sink(args.output) as sink:
        sink.write(text)
    return 0


def _answers(path: str) -> Role:
    """The answers in a file; `-` is standard input."""
    if path != "-":
        return api.load_role(path, complete=False)
    from rolewright.engine.files import STDIN_NAME, read_input
    from rolewright.scoping.load import loads

    return loads(read_input(), STDIN_NAME, complete=False)


def _asked(args: argparse.Namespace) -> Role:
    """The answers to the questions. Raises ConfigError without a terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        do = "write the answers to a file (`rolewright scope --blank` prints one to fill in) and give --answers FILE"
        raise ConfigError("there is no terminal to ask on", "rolewright scope", do)
    from rolewright.cli import session

    return session.ask(args.output, _show(args), fresh=args.fresh)


def _report(args: argparse.Namespace, role: Role, draft: Draft | None, why: Mapping[str, str], notes: Any) -> int:
    """Write the role file, print the diagnosis; the exit status."""
    found = api.diagnose(role)
    if args.output:
        api.save_role(role, args.output, notes)
    with Sink(None) as sink:
        sink.write(_json(role, draft, why, found) if args.format == "json" else _text(args, role, draft, why, found))
    if args.output:
        say(f"wrote {args.output}")
        _tell_unfinished(args.output, role)
    return 0 if found.ready else 1


def _tell_unfinished(path: str, role: Role) -> None:
    """Which fields a posting can't be drafted without."""
    problems = api.unfinished(role)
    if problems:
        more = f" and {len(problems) - _NAMED} more" if len(problems) > _NAMED else ""
        say(f"{path} isn't finished; still to write: {', '.join(one.path for one in problems[:_NAMED])}{more}")


def _text(args: argparse.Namespace, role: Role, draft: Draft | None, why: Mapping[str, str], found: Diagnosis) -> str:
    """The proposals and the diagnosis; for a posting also what it says, and the draft if it isn't written elsewhere."""
    from rolewright.reports.diagnosis_text import diagnosis_text, draft_text, proposals_text

    show = _show(args)
    if draft is None:
        return proposals_text(role, why, show) + diagnosis_text(found, show)
    written = "" if args.output else api.role_text(role, draft.notes()) + "\n"
    return (
        f"{written}{draft_text(draft, [one.path for one in api.unfinished(role)], show)}\n{diagnosis_text(found, show)}"
    )


def _json(role: Role, draft: Draft | None, why: Mapping[str, str], found: Diagnosis) -> str:
    from rolewright.reports.as_json import dumps

    out: dict[str, Any] = {"version": 1, "role": role.as_dict(), "proposals": dict(why), "diagnosis": found.as_dict()}
    if draft is not None:
        out["marks"] = draft.as_dict()["marks"]
    return dumps(out) + "\n"


def _show(args: argparse.Namespace) -> Show:
    return Show({}, width=columns(), color=wants_color(args.color), unicode=takes_unicode())
