"""The pages of the rules: an index by topic, and a page each."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from benchmarks import fired

from pages import NOTE, heading, sentence
from pages.examples import examples, the_role
from rolewright import api
from rolewright.model.rule import Example, Rule
from rolewright.scoping.load import loads

RULE_DEPTH = 2
"""Dots in the name of a module that isn't a rule's own: `rolewright.rules.data`."""
FIRED = fired.read()
FIXES = {
    "safe": "`--fix` applies it; the meaning stays.",
    "unsafe": "`--fix --unsafe-fixes` applies it; look at the result.",
    "show": "Shown only.",
}


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
        f"[{heading(rule.topic)}](README.md#{rule.topic.replace('_', '-').replace(' ', '-')}) · {rule.severity} · since {rule.since}"
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
