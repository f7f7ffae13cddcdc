"""Comments that excuse a finding: `rolewright: ignore RW601, RW602 because we quote the law`.

In Markdown and HTML inside `<!-- -->`, elsewhere in the text. A comment on a line of its own excuses the next line, one
behind some text its own line, `ignore-file` the whole posting. Without codes it excuses every rule there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.engine.select import NONE, weigh
from rolewright.model.finding import Hit
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.finding import Finding
    from rolewright.model.posting import Posting
    from rolewright.model.rule import Rule

MARK = "rolewright:"
_UNEXCUSED = ("RW002", "RW003")


class Excuse(NamedTuple):
    """A comment: where it stands in the text (an empty span if it isn't in it), what span it excuses, and whom."""

    start: int
    end: int
    reach: tuple[int, int]
    codes: tuple[str, ...]
    reason: str


def excuse(
    posting: Posting, findings: list[Finding], ran: Sequence[Rule], known: Sequence[Rule]
) -> tuple[list[Finding], int, dict[str, list[Hit]]]:
    """(findings that stay, how many are excused, hits of RW002 and RW003). What stands in a comment is no finding."""
    excuses = find(posting)
    if not excuses:
        return findings, 0, {}
    rules = {rule.code: rule for rule in known}
    used: set[Excuse] = set()
    kept, quiet = [], 0
    for finding in findings:
        if any(e.start <= finding.start < e.end for e in excuses):
            continue
        by = next((e for e in excuses if _covers(e, finding, rules)), None)
        if by is None:
            kept.append(finding)
        else:
            quiet += 1
            used.add(by)
    return kept, quiet, _own_hits(excuses, used, ran, known)


def find(posting: Posting) -> tuple[Excuse, ...]:
    """The excuses of a posting in the order of the text."""
    found = [_from_comment(posting, at, said) for at, said in posting.comments if MARK in said]
    at = posting.text.find(MARK)
    while at >= 0:
        found.append(_from_text(posting, at))
        at = posting.text.find(MARK, at + len(MARK))
    return tuple(e for e in found if e is not None)


def _covers(excuse: Excuse, finding: Finding, rules: dict[str, Rule]) -> bool:
    start, end = excuse.reach
    inside = start <= finding.start < end or (finding.start < end and start < finding.end)
    if not inside or finding.severity == "credit":
        return False
    rule = rules.get(finding.code)
    return not excuse.codes or (rule is not None and any(weigh(code, rule) > NONE for code in excuse.codes))


def _own_hits(
    excuses: Sequence[Excuse], used: set[Excuse], ran: Sequence[Rule], known: Sequence[Rule]
) -> dict[str, list[Hit]]:
    """RW002 for an excuse without a reason, RW003 for one of nothing whose rules all ran."""
    hits: dict[str, list[Hit]] = {code: [] for code in _UNEXCUSED}
    for e in excuses:
        span = (e.start, e.end) if e.end > e.start else e.reach
        named = ", ".join(e.codes) or "every rule"
        if not e.reason:
            hits["RW002"].append(Hit(*span, f"{named} is ignored here without a reason"))
        if e in used:
            continue
        unknown = [code for code in e.codes if all(weigh(code, rule) == NONE for rule in known)]
        if unknown:
            hits["RW003"].append(Hit(*span, f"no rule is called {unknown[0]}"))
        elif all(any(weigh(code, rule) > NONE for rule in ran) for code in e.codes):
            hits["RW003"].append(Hit(*span, f"{named} finds nothing here to ignore"))
    return hits


def _from_comment(posting: Posting, at: int, said: str) -> Excuse | None:
    """An excuse from a comment at a source offset."""
    parsed = _parse(said)
    if parsed is None:
        return None
    whole, codes, reason = parsed
    if whole:
        return Excuse(0, 0, (0, len(posting.text) + 1), codes, reason)
    source = posting.text if posting.source is None else posting.source
    before = None
    for line in posting.lines:
        if posting.map.source(line.start) >= at:
            if before is None:
                return Excuse(line.start, line.start, (line.start, line.end), codes, reason)
            break
        last = posting.map.source(line.end - 1)
        before = line if "\n" not in source[last + 1 : at] else None
    reach = (before.start, before.end) if before else (len(posting.text), len(posting.text))
    return Excuse(reach[0], reach[0], reach, codes, reason)


def _from_text(posting: Posting, at: int) -> Excuse | None:
    """An excuse from the text itself: a row that begins with the mark reaches over the next line, else its own."""
    text = posting.text
    row, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    parsed = _parse(text[at:end])
    if parsed is None:
        return None
    whole, codes, reason = parsed
    alone = not text[row:at].strip(" \t#/*>-")
    if whole:
        return Excuse(row, end, (0, len(text) + 1), codes, reason)
    if not alone:
        return Excuse(at, end, (row, at), codes, reason)
    after = next((line for line in posting.lines if line.end > end), None)
    reach = (end, end) if after is None else (max(after.start, end), after.end)
    return Excuse(row, end, reach, codes, reason)


def _parse(said: str) -> tuple[bool, tuple[str, ...], str] | None:
    """(for the whole file, codes, reason), or None if it isn't a comment of ours."""
    match = _pattern().match(said.strip())
    if match is None:
        return None
    codes = tuple(code.strip() for code in (match["codes"] or "").split(",") if code.strip())
    return match["file"] is not None, codes, (match["reason"] or "").strip(" -*/.")


@cache
def _pattern() -> Any:
    import re

    return re.compile(
        r"rolewright:\s*ignore(?P<file>-file)?\b[ \t]*"
        r"(?P<codes>(?!because\b)[\w-]+(?:[ \t]*,[ \t]*(?!because\b)[\w-]+)*)?"
        r"(?:[ \t]*(?:because\b|--|[—–:])[ \t]*(?P<reason>.*))?",
        re.IGNORECASE | re.DOTALL,
    )
