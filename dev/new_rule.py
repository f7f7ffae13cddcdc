"""A new rule's file: `python dev/new_rule.py scope no-first-project` writes `rules/scope/no_first_project.py`.

The code is the topic's next free one (codes are never reused: `docs/rules` of older versions count, too). The scaffold
fails the tests until it has real examples.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from rolewright import __version__, api

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "src/rolewright/rules"
TEMPLATE = '''"""TODO: what it finds, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.finding import Hit
from rolewright.model.rule import Case, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def _check(case: Case) -> Iterable[Hit]:
    for cue in case.reading.cues.get("TODO_a_cue_of_cues_toml", ()):
        yield Hit(cue.start, cue.end, f"“{{case.reading.text[cue.start : cue.end]}}” TODO: what is wrong with it")


RULE = Rule(
    code="{code}",
    name="{name}",
    topic="{topic}",
    severity="{severity}",
    since="{since}",
    evidence="house style",  # or law, replicated study, single study, field practice
    sources=("TODO: who says so",),
    why="TODO: what it costs whom, with the number and its source.",
    advice="TODO: what to write instead.",
    bad=("TODO: two to four telling examples that must fire",),
    good=("TODO: near misses that look guilty and are not",),
    check=_check,
    points={points},
    most={most},
)
'''


def main(words: Sequence[str] | None = None) -> int:
    """Write the file, or say why not."""
    topics = sorted(path.name for path in RULES.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))
    parser = argparse.ArgumentParser(description="Write the file of a new rule.")
    parser.add_argument("topic", choices=topics)
    parser.add_argument("name", help="in hyphens; reads after “allow”: no-first-project")
    parser.add_argument("--credit", action="store_true", help="it names what a posting does right")
    args = parser.parse_args(words)
    if not re.fullmatch(r"[a-z][a-z0-9-]+", args.name):
        parser.error(f"{args.name!r}: small letters, digits and hyphens")
    path = RULES / args.topic / f"{args.name.replace('-', '_')}.py"
    if path.exists() or any(rule.name == args.name for rule in api.all_rules()):
        parser.error(f"there is a rule {args.name} already")
    code = next_code(args.topic, "RC" if args.credit else "RW")
    points = (2, 2) if args.credit else (-2, -8)
    severity = "credit" if args.credit else "warning"
    since = __version__.rpartition(".")[0]
    text = TEMPLATE.format(
        code=code, name=args.name, topic=args.topic, severity=severity, since=since, points=points[0], most=points[1]
    )
    path.write_text(text, encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {code}; then `make test docs`")
    return 0


def next_code(topic: str, prefix: str) -> str:
    """The code after the topic's last. A new topic takes the next free hundred."""
    used = {rule.code: rule.topic for rule in api.all_rules()}
    used |= {path.stem: "" for path in (ROOT / "docs/rules").glob("R[WC]*.md") if path.stem not in used}
    hundreds = {int(code[2:]) // 100 for code, of in used.items() if of == topic}
    hundred = min(hundreds) if hundreds else max(int(code[2:]) // 100 for code in used) + 1
    taken = [int(code[2:]) for code in used if code.startswith(prefix) and int(code[2:]) // 100 == hundred]
    return f"{prefix}{max(taken, default=hundred * 100) + 1}"


if __name__ == "__main__":
    sys.exit(main())
