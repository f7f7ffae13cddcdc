"""Write the reference pages from the code: `docs/rules/` from the rules, `docs/cli.md` from the parsers, `docs/laws.md`
from the table of laws, `docs/role.md` and the JSON Schema of role files from their table of fields.

`python dev/docs.py` writes; `--check` changes nothing and fails if a page is stale, missing or left over.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

os.environ["COLUMNS"] = "100"

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import fired

from rolewright import api, cli
from rolewright.knowledge.loader import FOLDER, book
from rolewright.model.role import RECORDS
from rolewright.model.rule import Example, Rule
from rolewright.rules import collect
from rolewright.rules.role._samples import ROLE as ROLE_SAMPLE
from rolewright.scoping.fields import Field, fields
from rolewright.scoping.load import loads

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "docs/rules"
CLI = ROOT / "docs/cli.md"
LAWS = ROOT / "docs/laws.md"
SCHEMA = ROOT / "src/rolewright/scoping/role.schema.json"
ROLE = ROOT / "docs/role.md"
RULE_DEPTH = 2
"""Dots in the name of a module that isn't a rule's own: `rolewright.rules.data`."""
NOTE = "<!-- Made by `make docs` from the code; don't edit. -->\n"
ROLE_INTRO = """\
A role file (TOML) holds what is hired for, and why. `rolewright scope` writes one, `rolewright scope --blank` prints an
empty one, and [examples/roles](../examples/roles) has three. A field in bold must be there in a finished role; whatever
else is left out counts as not said, and nothing is made up in its place.
"""
FIRED = fired.read()
LAW_NOTE = """What the law wants of a posting's text, as far as Rolewright looks at it. This is not legal advice: a table can be wrong,
incomplete or late. Each entry names its source and the day it was last verified; `make check` fails when that is more
than a year ago. An undated posting is held against the law of {as_of}. What nobody has read a source for is marked, and
no finding that rests on it alone is an error. A remote job falls under the law of each place it is open to."""
FIXES = {
    "safe": "`--fix` applies it; the meaning stays.",
    "unsafe": "`--fix --unsafe-fixes` applies it; look at the result.",
    "show": "Shown only.",
}


def main(words: Sequence[str] | None = None) -> int:
    """Write the pages, or with `--check` say which are stale."""
    parser = argparse.ArgumentParser(description="Write the reference pages from the code.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is stale")
    check = parser.parse_args(words).check
    wanted = pages()
    found = {
        path: path.read_text(encoding="utf-8")
        for path in [*sorted(RULES.glob("*.md")), CLI, LAWS, SCHEMA, ROLE]
        if path.exists()
    }
    stale = sorted({path for path in wanted.keys() | found.keys() if wanted.get(path) != found.get(path)})
    if not check:
        RULES.mkdir(parents=True, exist_ok=True)
        for path in stale:
            write(path, wanted.get(path))
    elif stale:
        names = "\n  ".join(path.relative_to(ROOT).as_posix() for path in stale)
        print(f"stale reference pages; run `make docs` and commit them:\n  {names}", file=sys.stderr)
        return 1
    print(f"{len(wanted)} reference pages, {'all fresh' if check else f'{len(stale)} written'}")
    return 0


def write(path: Path, text: str | None) -> None:
    """Write a page; remove one that has no rule any more."""
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")


def pages() -> dict[Path, str]:
    """Every page with its text."""
    rules = api.all_rules()
    collected = {rule.code for rule in collect()}
    fixes = {rule.code: grades(rule) for rule in rules if rule.code in collected}
    made = {RULES / "README.md": index(rules, fixes), CLI: command_line(), LAWS: laws(rules)}
    made |= {SCHEMA: json.dumps(api.role_schema(), indent=2, ensure_ascii=False) + "\n", ROLE: role_page()}
    made |= {RULES / f"{rule.code}.md": rule_page(rule, fixes.get(rule.code, ())) for rule in rules}
    return made


def index(rules: Sequence[Rule], fixes: Mapping[str, Sequence[str]]) -> str:
    """The rules by topic, with the grades of their fixes."""
    offer = [grades for grades in fixes.values() if grades]
    safe = sum("safe" in grades for grades in offer)
    lines = [
        NOTE,
        "# Rules\n",
        f"{len(rules)} rules by topic. Names read after “allow”; credits read after “give credit for”.\n",
        f"{len(offer)} rules offer a fix; {safe} of them one that `--fix` applies because it can't change the meaning.",
    ]
    rules = sorted(rules, key=lambda rule: (rule.code[2:3], rule.severity == "credit", rule.code))
    for topic in dict.fromkeys(rule.topic for rule in rules):
        lines += [f"\n## {heading(topic)}\n", "| code | name | severity | evidence | fix | points |",
                  "|---|---|---|---|---|---|"]  # fmt: skip
        lines += [
            f"| [{rule.code}]({rule.code}.md) | {spoken(rule.name)}{'' if rule.on else ' (off)'} | {rule.severity} | {rule.evidence} "
            f"| {', '.join(fixes.get(rule.code, ()))} | {points(rule.points)} |"
            for rule in rules
            if rule.topic == topic
        ]
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule, fixes: Sequence[str]) -> str:
    """One rule under its fixed headings."""
    credit = rule.severity == "credit"
    most = abs(rule.most) if rule.points > 0 else -abs(rule.most)
    parts = [
        NOTE,
        f"# {rule.code}: {'give credit for' if credit else 'allow'} {spoken(rule.name)}\n",
        f"[{heading(rule.topic)}](README.md#{rule.topic.replace('_', '-')}) · {rule.severity} · since {rule.since}"
        + ("" if rule.on else " · off unless selected"),
        "\n## What it does\n",
        what(rule),
        f"\n## Why\n\n{rule.why}",
        f"\n## {'What it looks for' if credit else 'What to do'}\n\n{rule.advice}",
        examples("Credits" if credit else "Objects to", rule.bad),
        examples("Leaves alone", rule.good),
        the_role(rule),
        f"\n## How often\n\n{often(rule.code)}",
        "\n## Fix\n\n" + ("\n".join(FIXES[grade] for grade in fixes) if fixes else "None: the change needs a person."),
        f"\n## Points\n\n{points(rule.points)} a hit, at most {points(most)} for a posting."
        if rule.points
        else "\n## Points\n\nNone.",
        f"\n## Evidence\n\n{sentence(rule.evidence)}.",
        "".join(f"\n- {source}" for source in rule.sources),
    ]
    if rule.redirects:
        parts.append(f"\nOld codes: {', '.join(rule.redirects)}.")
    return "\n".join(part for part in parts if part) + "\n"


def what(rule: Rule) -> str:
    """The first words of the rule's own module; for a rule that is only data, its name."""
    module = sys.modules[rule.check.__module__]
    if module.__name__.count(".") > RULE_DEPTH:
        return (module.__doc__ or "").strip()
    verb = "Gives credit for" if rule.severity == "credit" else "Objects to"
    return f"{verb} {spoken(rule.name)}."


def often(code: str) -> str:
    """On how many real postings the rule fires, from `benchmarks/fired.tsv`."""
    if api.rule(code).topic == "role":
        return "Only where a role file is given (`--role`)."
    if code not in FIRED:
        return "Not counted yet: `python -m benchmarks.fired`."
    fired, total = FIRED[code]
    if not fired:
        return f"On none of {total:,} real postings."
    share = fired / total
    return f"On {fired:,} of {total:,} real postings ({'under 0.1' if share < 0.001 else f'{100 * share:.1f}'} %)."


def laws(rules: Sequence[Rule]) -> str:
    """The table of laws by duty, with the rules that look at each."""
    table: dict[str, Any] = book().tables["laws"]
    names = {place["code"]: place["name"] for place in places()}
    lines = [NOTE, "# Laws\n", LAW_NOTE.format(as_of=table["as_of"])]
    for duty, title in table["duties"].items():
        found = ", ".join(
            f"[{rule.code}](rules/{rule.code}.md)" for rule in rules if rule.code in table["checked"][duty]
        )
        lines += [
            f"\n## {title}\n",
            f"Looked at by {found}.\n",
            "| law | where | since | whom | what | source |",
            "|" + "---|" * 6,
        ]
        for row in table[duty]:
            where = ", ".join(named(place, names, table["groups"]) for place in row["places"])
            read = "read" if row["basis"] == "read" else "known, source not read"
            fine = f"; {row['penalty']}" if "penalty" in row else ""
            early = " (owed later, not in the ad)" if row.get("when") == "interview" else ""
            lines.append(f"| {row['name']} | {where} | {row['since']} | {row['who']} | {row['says']}{early}{fine} "
                         f"| {row['source']} ({read}; {row['verified']}) |")  # fmt: skip
    return "\n".join(lines) + "\n"


def named(place: str, names: dict[str, str], groups: dict[str, list[str]]) -> str:
    """A place of a law in words: `US*` is the whole country, `@EU` the group."""
    if place.startswith("@"):
        return f"all of the {place[1:]} ({len(groups[place[1:]]) - 1} states)"
    return f"all of {names[place[:-1]]}" if place.endswith("*") else names[place]


def places() -> list[dict[str, str]]:
    """The entries of the table of places."""
    found: list[dict[str, str]] = tomllib.loads((Path(FOLDER) / "places.toml").read_text(encoding="utf-8"))["place"]
    return found


def points(number: int) -> str:
    """A number with its sign, with a real minus."""
    return f"{number:+d}".replace("-", "−") if number else "0"


def spoken(name: str) -> str:
    """A rule's name as words."""
    return name.replace("-", " ").replace("_", " ")


def grades(rule: Rule) -> list[str]:
    """The grades of the fixes that a rule's own examples get."""
    found = set()
    for written in rule.bad:
        one = written if isinstance(written, Example) else Example(written)
        role = loads(one.role.encode(), complete=False) if one.role else None
        report = api.check(one.text, one.title, places=one.places, date=one.date, role=role, select=(rule.code,))
        found |= {finding.fix.grade for finding in report.findings if finding.fix is not None}
    return [grade for grade in FIXES if grade in found]


def examples(title: str, shown: Sequence[Example | str]) -> str:
    """Examples as fenced text, with what the posting's surroundings are."""
    if not shown:
        return ""
    lines = [f"\n## {title}\n"]
    for written in shown:
        one = written if isinstance(written, Example) else Example(written)
        about = [f"title “{one.title}”"] if one.title else []
        about += [f"in {', '.join(one.places)}"] if one.places else []
        about += against(one.role) if one.role else []
        if about:
            lines.append(f"{sentence(', '.join(about))}:\n")
        lines.append(f"```text\n{shortened(one.text.strip())}\n```\n")
    return "\n".join(lines).rstrip()


def against(role: str) -> list[str]:
    """How an example's role differs from the role of all these examples."""
    usual = ROLE_SAMPLE.splitlines()
    lines = role.splitlines()
    added = [f"`{line}`" for line in lines if line and line not in usual]
    dropped = [f"no `{line}`" for line in usual if line and line not in lines]
    return [f"role with {' and '.join(added or dropped)}"] if added or dropped else []


def the_role(rule: Rule) -> str:
    """The role that a rule's examples are held against."""
    if not any(isinstance(example, Example) and example.role for example in rule.bad):
        return ""
    return f"\n## The role of the examples\n\n```toml\n{ROLE_SAMPLE.strip()}\n```"


def shortened(text: str) -> str:
    """The first 40 lines of an example and 1,600 characters of them; nothing that would end the fence."""
    lines = text.replace("```", "'''").split("\n")
    short = "\n".join(lines[:40])
    return short if len(lines) <= 40 and len(short) <= 1600 else short[:1600].rstrip() + "\n…"


def command_line() -> str:
    """The program's own help, then each command's arguments; not argparse's text, which differs between Pythons."""
    lines = [NOTE, "# The command line\n", fenced("rolewright --help", cli.usage())]
    for name in cli.COMMANDS:
        made: Any = import_module(f"rolewright.cli.{name}").parser()
        lines += [f"## {name}\n", f"{made.description}\n"]
        for group in made._action_groups:  # noqa: SLF001 - argparse shows its groups nowhere else
            actions = group._group_actions  # noqa: SLF001
            rows = [option(action) for action in actions if action.help is not argparse.SUPPRESS]
            if rows:
                title = "arguments" if group.title == "positional arguments" else group.title
                lines += [f"### {name}: {title}\n", "| | |\n|---|---|\n" + "\n".join(rows) + "\n"]
        lines.append(f"```text\n{made.epilog.rstrip()}\n```\n")
    return "\n".join(lines).rstrip() + "\n"


def role_page() -> str:
    """The fields of a role file, a table a record."""
    lines = [
        NOTE,
        "# The role file\n",
        ROLE_INTRO,
    ]
    for name in RECORDS:
        title = "The role" if name == "Role" else name
        lines += [f"## {title}\n", "| field | what it is | what it is for |", "|---|---|---|"]
        lines += [field_row(field) for field in fields(name)] + [""]
    return "\n".join(lines).rstrip() + "\n"


def field_row(field: Field) -> str:
    """A row of the table: name, kind, what it is for."""
    kinds = {"texts": "texts", "codes": "codes", "choices": "some of", "choice": "one of", "whole": "a whole number",
             "number": "a number", "flag": "true or false", "date": "a date", "prose": "text", "text": "text", "code": "a code"}  # fmt: skip
    if field.record:
        kind = f"{'a table' if field.kind == 'one' else 'tables'}: [{field.record}](#{field.record.lower()})"
    else:
        kind = kinds[field.kind] + "".join(f"<br>`{value}`: {meaning}" for value, meaning in field.choices.items())
    name = f"**`{field.name}`**" if field.need else f"`{field.name}`"
    return f"| {name} | {kind} | {field.help} |"


def option(action: argparse.Action) -> str:
    """A row of the table: how it is written, what it does."""
    value = ""
    if action.nargs != 0:
        value = "|".join(map(str, action.choices)) if action.choices else str(action.metavar or action.dest.upper())
    written = ", ".join(action.option_strings) + (" " if action.option_strings and value else "") + value
    return f"| `{written.replace('|', '/')}` | {(action.help or '').replace('|', '/')} |"


def fenced(command: str, output: str) -> str:
    """A command and what it prints."""
    return f"```text\n$ {command}\n{output.rstrip()}\n```\n"


def heading(topic: str) -> str:
    """A topic as a heading."""
    return sentence(topic.replace("_", " "))


def sentence(text: str) -> str:
    """With a capital first."""
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    sys.exit(main())
