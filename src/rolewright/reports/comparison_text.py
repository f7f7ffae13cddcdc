"""What changed between two postings, for people: the facts side by side, then each change with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.reports.cells import clean, flow
from rolewright.reports.paint import paint, sign, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.model.comparison import Change, Comparison, Fact, Said
    from rolewright.reports.shape import Show

SIGNS = {"removed": ("−", "bad"), "added": ("+", "good"), "softened": ("↓", "note"), "hardened": ("↑", "warning"),
         "moved": ("↕", "bold"), "changed": ("~", "bold"), "reworded": ("~", "dim")}  # fmt: skip
LABELS = {"title_level": "title's level", "title_family": "title's work", "family": "work", "work_mode": "work mode",
          "must": "must-haves", "nice": "nice-to-haves", "reading_grade": "reading grade"}  # fmt: skip
_LABEL = 15
_LEAST_SAME = 3
"""Of a statement that shares fewer of ten words both versions are shown whole."""


def comparison_text(found: Comparison, show: Show) -> str:
    """The comparison, with a blank line between its parts."""
    head = f"{paint(clean(found.old), 'bold', show)} {sign('→', show)} {paint(clean(found.new), 'bold', show)}"
    if found.same:
        return f"{head}\n{paint('Nothing that is compared changed.', 'good', show)}\n"
    parts = [f"{head}\n{_facts(found, show)}"]
    for title, changes in (("Requirements", found.requirements), ("Duties", found.duties)):
        parts.append(_changes(title, changes, show))
    parts += [_skills(found.skills, show), _findings(found, show)]
    return "\n".join(part for part in parts if part)


def _facts(found: Comparison, show: Show) -> str:
    """A line a fact that changed; the others named on one line."""
    lines, same = [], []
    score = {fact.name: fact for fact in found.facts}
    for fact in found.facts:
        label = LABELS.get(fact.name, fact.name)
        if fact.name == "band":
            continue
        if fact.old == fact.new:
            same.append(label)
            continue
        told = f"{_fact(fact.old, show)} {sign('→', show)} {_fact(fact.new, show)}"
        line = _hang(told.split(), _LABEL + 2, show)
        if fact.name == "score":
            style = "good" if fact.new > fact.old else "bad"
            line += f"  {paint(signed(fact.new - fact.old, show), style, show)}{_bands(score['band'], show)}"
        lines.append(f"  {paint(f'{label:<{_LABEL}}', 'dim', show)}{line}")
    if same:
        words = ", ".join(dict.fromkeys(same)).split()
        lines.append(paint(flow(["as", "before:", *words], show.width, "    ", "  "), "dim", show))
    return "\n".join(lines) + "\n"


def _bands(band: Fact, show: Show) -> str:
    told = band.new if band.old == band.new else f"{band.old} {sign('→', show)} {band.new}"
    return f"  {paint(told, 'dim', show)}"


def _fact(value: Any, show: Show) -> str:
    """A fact's value in words."""
    if value is None or value == []:
        return "not stated"
    if isinstance(value, list):
        return ", ".join(_pay(one, show) if isinstance(one, dict) else str(one) for one in value)
    return clean(str(value))


def _pay(pay: dict[str, Any], show: Show) -> str:
    ends = [f"{end:,.0f}" for end in dict.fromkeys((pay["min"], pay["max"])) if end is not None]
    return clean(f"{('–' if show.unicode else '-').join(ends)} {pay['currency']} a {pay['interval']}")


def _changes(title: str, changes: Sequence[Change], show: Show) -> str:
    if not changes:
        return ""
    counts = {name: sum(c.change == name for c in changes) for name in SIGNS}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    places = [_places(change, show) for change in changes]
    room = max(map(len, places))
    lines = [f"{paint(title, 'bold', show)}  {paint(told, 'dim', show)}"]
    lines += [_change(change, f"{place:<{room}}", show) for change, place in zip(changes, places, strict=True)]
    return "\n".join(lines) + "\n"


def _places(change: Change, show: Show) -> str:
    sides = [side.place for side in (change.old, change.new) if side is not None]
    return f" {sign('→', show)} ".join(sides)


def _change(change: Change, place: str, show: Show) -> str:
    """The sign, the place, the words (those that differ marked), and below in what it changed."""
    char, style = SIGNS[change.change]
    head = f"  {paint(sign(char, show), style, show)} {paint(place, 'dim', show)}  "
    indent = len(place) + 6
    both = change.old is not None and change.new is not None
    words = _words(change)
    if not both and change.about == "nice":
        words += [(word, "dim", False, False) for word in ("(nice", "to", "have)")]
    text = _painted(words, _hang([_shown(*word, show) for word in words], indent, show), show)
    if not both or not change.about:
        return head + text
    told = f"{change.change}: {change.about}".split()
    return f"{head}{text}\n{' ' * indent}{paint(_hang(told, indent, show), style, show)}"


def _words(change: Change) -> list[tuple[str, str, bool, bool]]:
    """The words of a change: each with "", `gone` or `new`, and whether it is the first or last of such a stretch."""
    old = [] if change.old is None else clean(change.old.text).split()
    new = [] if change.new is None else clean(change.new.text).split()
    if not old or not new or old == new:
        return [(word, "", False, False) for word in old or new]
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if 10 * matcher.ratio() < _LEAST_SAME:
        return [*_stretch(old, "gone"), *_stretch(new, "new")]
    out: list[tuple[str, str, bool, bool]] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            out += [(word, "", False, False) for word in old[a:b]]
        else:
            out += [*_stretch(old[a:b], "gone"), *_stretch(new[c:d], "new")]
    return out


def _stretch(words: Sequence[str], style: str) -> list[tuple[str, str, bool, bool]]:
    last = len(words) - 1
    return [(word, style, n == 0, n == last) for n, word in enumerate(words)]


def _shown(word: str, style: str, first: bool, last: bool, show: Show) -> str:  # noqa: FBT001 - of a pair's own fields
    """A word that went or came stands in brackets where there is no colour."""
    if style not in {"gone", "new"} or show.color:
        return word
    left, right = ("[-", "-]") if style == "gone" else ("{+", "+}")
    return (left if first else "") + word + (right if last else "")


def _painted(words: Sequence[tuple[str, str, bool, bool]], text: str, show: Show) -> str:
    """Broken text with its words in colour: lines are broken before, since colour takes no room."""
    if not show.color:
        return text
    import re

    styles = iter(word[1] for word in words)
    return re.sub(r"\S+", lambda m: paint(m[0], style, show) if (style := next(styles)) else m[0], text)


def _hang(words: list[str], indent: int, show: Show) -> str:
    """Words in lines that begin at a column; the first line's indent is left to the caller."""
    return flow(words, show.width, " " * indent)[indent:]


def _skills(changes: Sequence[Change], show: Show) -> str:
    """A line a kind of change with its skills."""
    if not changes:
        return ""
    lines = [paint("Skills", "bold", show)]
    for name, (char, style) in SIGNS.items():
        named = [_skill(change) for change in changes if change.change == name]
        if named:
            text = _hang(clean(", ".join(named)).split(), 14, show)
            lines.append(f"  {paint(sign(char, show), style, show)} {paint(f'{name:<9}', style, show)} {text}")
    return "\n".join(lines) + "\n"


def _skill(change: Change) -> str:
    side = change.new or change.old
    name = "" if side is None else side.text
    return f"{name} ({change.about})" if change.about != "must" else name


def _findings(found: Comparison, show: Show) -> str:
    """The findings that came and went, and how many stay."""
    if not found.findings and not found.stayed:
        return ""
    came = [said for said in found.findings if said.change == "new"]
    went = [said for said in found.findings if said.change == "gone"]
    told = f"{len(came)} new, {len(went)} gone, {found.stayed} as before"
    lines = [f"{paint('Findings', 'bold', show)}  {paint(told, 'dim', show)}"]
    lines += [_finding(said, "x", "bad", show) for said in came]
    lines += [_finding(said, "✓", "good", show) for said in went]
    return "\n".join(lines) + "\n"


def _finding(said: Said, char: str, style: str, show: Show) -> str:
    code, severity = paint(said.code, "code", show), paint(f"{said.severity:<7}", said.severity, show)
    text = _hang(clean(said.message).split(), len(said.code) + 13, show)
    return f"  {paint(sign(char, show), style, show)} {code} {severity} {text}"
