"""What an editor offers at a finding: mend it, mend all that is safe, let it be with a reason, explain the rule."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lsprotocol import types

from rolewright.engine import fixes
from rolewright.lsp.diagnostics import diagnostic
from rolewright.lsp.excuses import excuses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rolewright.lsp.opened import Opened
    from rolewright.model.finding import Finding

EXPLAIN = "rolewright.explain"
FIX_ALL = "source.fixAll.rolewright"
_TOLD = {"safe": "", "unsafe": " (may change the meaning)", "show": " (a suggestion)"}
_LONGEST = 40


def actions(
    opened: Opened, params: types.CodeActionParams, again: Callable[[str], Opened], *, snippets: bool
) -> list[types.CodeAction]:
    """The actions for a range, of the kinds that the client wants."""
    start, end = opened.rows.offset(params.range.start), opened.rows.offset(params.range.end)
    wanted = params.context.only
    made: list[types.CodeAction] = []
    if _wants(wanted, types.CodeActionKind.QuickFix):
        for finding in opened.report.problems:
            first, last = opened.span(finding.start, finding.end)
            if first <= end and start <= last:
                made += _quick(opened, finding, snippets=snippets)
    if _wants(wanted, FIX_ALL):
        made += _fix_all(opened, again)
    return made


def edit_of(opened: Opened, edits: Iterable[fixes.Edit]) -> types.WorkspaceEdit:
    """Edits of the source as a change of the document."""
    changes = [types.TextEdit(opened.rows.range(edit.start, edit.end), edit.text) for edit in edits]
    return types.WorkspaceEdit(changes={opened.uri: changes})


def _wants(only: Iterable[str] | None, kind: str) -> bool:
    """Whether a client that asks for some kinds only (or their parents) wants this one."""
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)


def _quick(opened: Opened, finding: Finding, *, snippets: bool) -> list[types.CodeAction]:
    about = [diagnostic(opened, finding)]
    made = [*_fix(opened, finding)]
    made += [
        types.CodeAction(title=title, kind=types.CodeActionKind.QuickFix, edit=edit)
        for title, edit in excuses(opened, finding, snippets=snippets)
    ]
    explain = types.Command(f"Explain {finding.code}", EXPLAIN, arguments=[finding.code, opened.uri])
    made.append(types.CodeAction(title=explain.title, kind=types.CodeActionKind.QuickFix, command=explain))
    for action in made:
        action.diagnostics = about
    return made


def _fix(opened: Opened, finding: Finding) -> list[types.CodeAction]:
    """The fix of a finding, if its format can take it."""
    posting, fix = opened.report.posting, finding.fix
    if fix is None or fixes.refusal(posting):
        return []
    edits = fixes.edits_of(posting, [fix])
    if not edits:
        return []
    old = _short(posting.text[fix.start : fix.end])
    told = f"Replace “{old}” by “{_short(fix.text)}”" if fix.text else f"Delete “{old}”"
    return [types.CodeAction(
        title=f"{told if old else f'Add “{_short(fix.text)}”'}{_TOLD[fix.grade]}", kind=types.CodeActionKind.QuickFix,
        edit=edit_of(opened, edits), is_preferred=fix.grade == "safe",
    )]  # fmt: skip


def _fix_all(opened: Opened, again: Callable[[str], Opened]) -> list[types.CodeAction]:
    """All safe fixes, until none is left."""
    report = opened.report
    if fixes.refusal(report.posting) or not fixes.fixable(report, unsafe=False):
        return []
    done = fixes.fix_source(report, lambda source: again(source).report)
    edits = changed(done.before, done.after)
    if not edits:
        return []
    title = f"Apply the safe fixes ({done.applied})"
    return [types.CodeAction(title=title, kind=FIX_ALL, edit=edit_of(opened, edits))]


def changed(before: str, after: str) -> list[fixes.Edit]:
    """The edits by whole lines that lead from one source to another."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        fixes.Edit(starts[i], starts[j], "".join(new[k:m]))
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
