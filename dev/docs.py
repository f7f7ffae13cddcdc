"""Write the reference pages from the code: `docs/rules/` from the rules, `docs/cli.md` from the parsers, `docs/laws.md`
from the table of laws, `docs/role.md` and the JSON Schema of role files from their table of fields.

`python dev/docs.py` writes; `--check` changes nothing and fails if a page is stale, missing or left over.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ["COLUMNS"] = "100"

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pages.command_line import command_line
from pages.laws import laws
from pages.role import role_page
from pages.rules import grades, index, rule_page

from rolewright import api
from rolewright.rules import collect

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "docs/rules"
CLI = ROOT / "docs/cli.md"
LAWS = ROOT / "docs/laws.md"
SCHEMA = ROOT / "src/rolewright/scoping/role.schema.json"
ROLE = ROOT / "docs/role.md"


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


if __name__ == "__main__":
    sys.exit(main())
