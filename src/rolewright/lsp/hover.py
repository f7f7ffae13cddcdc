"""What stands under the pointer: the findings with their evidence, and the skill with its strength."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from rolewright import api
from rolewright.reports.rule_markdown import escaped

if TYPE_CHECKING:
    from rolewright.lsp.opened import Opened
    from rolewright.model.finding import Finding


def hover(opened: Opened, position: types.Position) -> types.Hover | None:
    """The card for a position, or None if there is nothing to tell."""
    offset = opened.rows.offset(position)
    found = opened.at(offset)
    parts = [*(card(opened, finding) for finding in found), *_skills(opened, offset)]
    if not parts:
        return None
    spans = [opened.span(finding.start, finding.end) for finding in found]
    at = opened.rows.range(*min(spans, key=lambda span: span[1] - span[0])) if spans else None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts)), at)


def card(opened: Opened, finding: Finding) -> str:
    """A finding: what, why, what to do, how good the evidence is, what it costs."""
    rule = api.rule(finding.code, opened.settings)
    points = f"{finding.points:+d} {'point' if abs(finding.points) == 1 else 'points'}".replace("-", "−")
    lines = [f"**{finding.code} {escaped(finding.name)}** ({finding.severity})", escaped(finding.message)]
    lines.append(f"*Why* {escaped(rule.why)}")
    if finding.severity != "credit":
        lines.append(f"*Do* {escaped(finding.advice)}")
    sources = "".join(f"\n- {escaped(source)}" for source in rule.sources)
    lines.append(f"*Evidence* {finding.evidence}; {points}{sources}")
    return "\n\n".join(lines)


def _skills(opened: Opened, offset: int) -> list[str]:
    """The skills at an offset: name, kind, strength."""
    said = {"must": "required", "nice": "nice to have", "context": "named, not asked for"}
    return [
        f"**{escaped(skill.name)}** ({escaped(skill.kind)}): {said[skill.strength]}"
        for skill in opened.report.reading.skills
        if _holds(opened.span(skill.start, skill.end), offset)
    ]


def _holds(span: tuple[int, int], offset: int) -> bool:
    return span[0] <= offset < span[1]
