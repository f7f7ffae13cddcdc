"""What an editor of postings and roles needs of the library. Part of `rolewright.api`, which hands these functions on.

Each imports what it needs when it is called, so that `check` loads none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.errors import RoleError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rolewright.engine.fixes import Edit, Fixed
    from rolewright.model.finding import Fix
    from rolewright.model.posting import Posting
    from rolewright.model.report import Report
    from rolewright.model.role import Role
    from rolewright.model.written import Written
    from rolewright.scoping.flow import Step

__all__ = ["answer", "edits", "fix_report", "parse", "picture", "read_back", "role_from", "source_span", "steps_for"]


def parse(data: bytes | str, name: str = "", form: str = "") -> Posting:
    """The posting in a file's bytes, or in a text of a textual format (default: Markdown). Raises DocumentError."""
    from rolewright.documents.load import from_bytes, from_text

    if isinstance(data, str):
        return from_text(data, name, form or "markdown")
    return from_bytes(data, name, form or None)


def role_from(table: Mapping[str, Any], *, complete: bool = False) -> Role:
    """The role in a role file's tables. Raises RoleError naming the first field that is wrong."""
    from rolewright.scoping.parse import role_of

    role, problems = role_of(dict(table), complete=complete)
    if problems:
        first, *rest = problems
        raise RoleError(first.what, first.path, first.do, tuple(f"{one.path}: {one.what}; {one.do}" for one in rest))
    return role


def source_span(posting: Posting, start: int, end: int) -> tuple[int, int]:
    """Where a span of the text stands in the source: code points, the end after the last character."""
    first = posting.map.source(start)
    return first, max(first, posting.map.source(end - 1) + 1 if end > start else first)


def edits(posting: Posting, fixes: Sequence[Fix]) -> list[Edit]:
    """Fixes as edits of the posting's source, in order, none over another; one that the format can't take is left out."""
    from rolewright.engine.fixes import edits_of, refusal

    return [] if refusal(posting) else edits_of(posting, fixes)


def fix_report(report: Report, again: Callable[[str], Report], *, unsafe: bool = False) -> Fixed:
    """The source of a checked posting with its safe fixes applied; `again` checks a new source. Raises DocumentError."""
    from rolewright.engine.fixes import fix_source

    return fix_source(report, again, unsafe=unsafe)


def picture(report: Report) -> dict[str, Any]:
    """The role as a posting describes it: title, families, level, lifecycle, must-haves with market shares, ease of reading."""
    from rolewright.engine.pictured import picture_data

    return picture_data(report.reading)


def read_back(role: Role, posting: Posting) -> Written:
    """A posting that a person edited, as sections that `api.render` takes; its words are kept."""
    from rolewright.model.written import Sentence, Written
    from rolewright.scoping.load import unfinished
    from rolewright.writing.compose import compose
    from rolewright.writing.read_back import read_back as read

    like = Written(Sentence(role.title, (), ""), (), (), role.language) if unfinished(role) else compose(role)
    return read(posting, like)


def steps_for(table: Mapping[str, Any]) -> list[str]:
    """The paths of the questions that are to be asked after the answers in a role file's tables."""
    from rolewright.scoping import flow

    return [step.path for step in flow.steps() if flow.wanted(step, dict(table))]


def answer(table: dict[str, Any], step: Step, value: Any) -> tuple[dict[str, Any], str, str]:
    """A role file's tables with an answer at its step; and what it contradicts or is wrong with it ("" if it was taken); and a remark.

    `value` is plain data as the field has it; None leaves the question open. The tables that were given stay as they are.
    """
    import copy

    from rolewright.scoping import flow
    from rolewright.scoping.parse import value_of

    made = copy.deepcopy(table)
    kept, problem = (None, None) if value is None else value_of(step.field, value, step.path)
    problem = problem or flow.take(made, step, kept)
    if problem is not None:
        return table, f"{problem.what}; {problem.do}", ""
    return made, "", flow.remark(step, kept)
