"""The tools: plain functions over the library; a document comes as text, or as a path within the granted folders."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import Context, ListRoots, Resolve
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ListRootsResult
from pydantic import BaseModel, Field

from rolewright import api
from rolewright.documents.load import from_bytes
from rolewright.errors import RolewrightError
from rolewright.mcp import files, role_shapes, shapes, words
from rolewright.model.posting import Posting
from rolewright.model.role import Role
from rolewright.model.rule import Example
from rolewright.scoping.load import loads, unfinished

LONGEST = 200_000
"""Characters of the longest text that is taken."""
OWN_FOLDERS: list[str] = []
"""Folders that the command line grants."""


class Document(BaseModel):
    """A posting or a role file: its text, or the path of a file in a folder that was granted; one of the two."""

    text: str = Field("", max_length=LONGEST)
    path: str = Field("", max_length=4096)


Places = Annotated[list[str], Field(description="jurisdictions where the job may be done: US-CO, GB", max_length=20)]
Codes = Annotated[list[str], Field(description="codes, prefixes, topics or names of rules", max_length=50)]
Named = Annotated[str, Field(description="the title, if the text doesn't hold it", max_length=300)]


async def granted(context: Context) -> ListRootsResult | ListRoots:
    """The client's roots, asked for if it has any."""
    has = context.client_capabilities
    return ListRoots() if has is not None and has.roots is not None else ListRootsResult(roots=[])


Roots = Annotated[ListRootsResult, Resolve(granted)]


def told(tool: Callable[..., Any]) -> Callable[..., Any]:
    """What the caller can mend reaches the assistant as a message, not as a crash."""

    @wraps(tool)
    def guarded(*args: Any, **options: Any) -> Any:
        try:
            return tool(*args, **options)
        except RolewrightError as error:
            raise ToolError(str(error)) from error

    return guarded


@told
def read(posting: Document, roots: Roots, title: Named = "") -> shapes.Reading:
    """Read a job posting: role, level, company stage, lifecycle, requirements with their strength, skills, pay, places."""
    made = _posting(posting, roots)
    return words.reading(api.read_posting(made, title or None), (trouble.message for trouble in made.troubles))


@told
def check(
    posting: Document, roots: Roots, title: Named = "", jurisdictions: Places = [], role: Document | None = None,  # noqa: B006 - pydantic copies it
    select: Codes = [], ignore: Codes = [],  # noqa: B006
) -> shapes.Check:  # fmt: skip
    """Check a job posting by the rule book: what to mend and why, what it does right, the score and its sum."""
    made = _posting(posting, roots)
    held = _role(role, roots, complete=False) if role else None
    return words.check(
        api.check_posting(made, title or None, places=jurisdictions, select=select, ignore=ignore, role=held)
    )


@told
def explain(
    rule: Annotated[str, Field(description="a code (RW604) or a name (hero titles)", max_length=100)],
) -> shapes.Rule:
    """Explain a rule: what it looks for, why, what to do, how good its evidence is, examples both ways."""
    one = api.rule(rule)
    return shapes.Rule(
        code=one.code, name=one.name, topic=one.topic, severity=one.severity, evidence=one.evidence, why=one.why,
        advice=one.advice, sources=list(one.sources), objects_to=[_text(e) for e in one.bad],
        leaves_alone=[_text(e) for e in one.good], points=one.points,
    )  # fmt: skip


@told
def fix(posting: Document, roots: Roots, *, unsafe: bool = False) -> shapes.Fixed:
    """Apply the safe fixes to a posting's text (`unsafe`: those too that may change meaning); no file is written."""
    from rolewright.documents.load import from_text
    from rolewright.engine.fixes import fix_source

    made = _posting(posting, roots)
    before = api.check_posting(made)
    done = fix_source(
        before, lambda source: api.check_posting(from_text(source, made.name, made.format)), unsafe=unsafe
    )
    return shapes.Fixed(
        text=shapes.Quoted(quoted=done.after),
        applied=done.applied,
        score_before=before.score,
        score_after=done.report.score,
        left=[words.finding(done.report.posting, one) for one in done.report.problems[: words.MOST]],
    )


@told
def scope(role: Document, roots: Roots) -> role_shapes.Scope:
    """Diagnose a role file, finished or not: the bottleneck, whom to hire, the level, what lacks or contradicts itself."""
    made, diagnosis, why = api.scope(_role(role, roots, complete=False))
    return words.scope(
        diagnosis,
        missing=[_gap(one.path, one.what, one.do) for one in unfinished(made)],
        filled={path: words.quoted(because) for path, because in why.items()},
        role=shapes.Quoted(quoted=api.role_text(made)),
    )


@told
def draft(role: Document, roots: Roots, format: Literal["md", "txt", "html", "json"] = "md") -> role_shapes.Draft:  # noqa: A002 - what assistants call it
    """Write the posting of a finished role file, each sentence with the fields that it came from."""
    made = _role(role, roots)
    drafted = api.draft(made)
    text = drafted.markdown if format == "md" else api.render(made, drafted.written, format).decode()
    return role_shapes.Draft(
        posting=shapes.Quoted(quoted=text),
        clean=not drafted.gaps,
        gaps=[_gap(gap.field, gap.what, gap.do) for gap in drafted.gaps],
        sentences=[
            role_shapes.Sentence(
                section=section, text=words.quoted(one.text), fields=list(one.fields), reason=one.reason
            )
            for section, one in drafted.written.sentences()
        ],
        score=drafted.report.score,
    )


@told
def compare(old: Document, new: Document, roots: Roots, title: Named = "") -> shapes.Comparison:
    """Say what changed between two postings: requirements, duties, skills, pay, level, findings, score."""
    reports = [api.check_posting(_posting(one, roots), title or None) for one in (old, new)]
    return words.comparison(api.compare_reports(*reports))


@told
def drift(role: Document, posting: Document, roots: Roots, title: Named = "") -> role_shapes.Drift:
    """Say where a posting and its role file have parted."""
    made = _posting(posting, roots)
    return words.drift(api.drift(_role(role, roots), made, title or None), made)


@told
def kit(
    role: Document, roots: Roots, seed: int = 0,
    files: Annotated[list[str], Field(description="pages of the kit to return (default: plan.md)", max_length=20)] = ["plan.md"],  # noqa: B006 - pydantic copies it
) -> role_shapes.Kit:  # fmt: skip
    """Make the interview kit of a finished role file: plan, guides with scorecards, a brief for candidates."""
    made = api.kit(_role(role, roots), seed)
    pages = api.kit_files(made, ("md",))
    unknown = [name for name in files if name not in pages]
    if unknown:
        raise ToolError(f"there is no page {unknown[0][:80]!r}; there are {', '.join(pages)}")
    return role_shapes.Kit(
        minutes=made.minutes,
        budget=made.budget,
        interviews=[one.name for one in made.interviews],
        missing=words.quotes(one.name for one in made.missing),
        names=list(pages),
        files={name: shapes.Quoted(quoted=pages[name].decode()) for name in files},
    )


TOOLS = (read, check, explain, fix, scope, draft, compare, drift, kit)


def _posting(document: Document, roots: ListRootsResult) -> Posting:
    """The posting of a document. Raises ToolError if nothing in it can be read."""
    name, data = _bytes(document, roots)
    made = from_bytes(data, name)
    if not made.text.strip():
        raise ToolError("; ".join(trouble.message for trouble in made.troubles) or "the document has no text in it")
    return made


def _role(document: Document, roots: ListRootsResult, *, complete: bool = True) -> Role:
    name, data = _bytes(document, roots)
    return loads(data, name or "role.toml", complete=complete)


def _bytes(document: Document, roots: ListRootsResult) -> tuple[str, bytes]:
    """(name, bytes) of a document. Raises ToolError unless it has exactly one of text and path."""
    if bool(document.text) == bool(document.path):
        raise ToolError("give either the text or the path of a document")
    if document.text:
        return "", document.text.encode("utf-8", "replace")
    return files.read(document.path, _folders(roots))


def find(path: str, roots: ListRootsResult) -> str:
    """The real path of a file within the granted folders. Raises ToolError for any other, existing or not."""
    return files.find(path, _folders(roots))


def _folders(roots: ListRootsResult) -> list[str]:
    return [*OWN_FOLDERS, *(files.folder_of(str(root.uri)) for root in roots.roots)]


def _gap(field: str, what: str, do: str) -> role_shapes.Gap:
    return role_shapes.Gap(field=field, what=words.quoted(what), do=words.quoted(do))


def _text(example: Example | str) -> str:
    return example if isinstance(example, str) else example.text
