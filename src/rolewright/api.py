"""The whole library: read, check and fix postings. Every face calls these functions and decides nothing itself.

Offsets are code points in `Reading.text`. Trouble in a posting is a finding or an error row; exceptions
(`rolewright.errors`) are for misuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents import plain
from rolewright.editing import answer, edits, fix_report, parse, picture, read_back, role_from, source_span, steps_for
from rolewright.engine import plans
from rolewright.engine.run import run
from rolewright.errors import RoleError
from rolewright.exercise import (
    compare_takehomes,
    grade_takehome,
    load_takehome,
    mark_takehome,
    new_takehome,
    show_takehome,
    takehome_report,
)  # fmt: skip
from rolewright.loop import (
    card_from,
    card_json,
    debrief,
    debrief_file,
    fill_card,
    kit,
    kit_files,
    load_card,
    load_cards,
    may_see_card,
    new_card,
    plain_data,
    recommend,
    renew_card,
    save_card,
    seal_card,
    show_card,
)  # fmt: skip
from rolewright.people import (
    audit_files,
    audit_outcomes,
    deletion_due,
    erase_person,
    export_person,
    four_fifths,
    load_relations,
    load_vetted,
    log_audit,
    match,
    match_cells,
    match_desk,
    match_files,
    match_into,
    match_rows,
    profile_from,
    profile_row,
    profile_text,
    read_profile,
    read_profiles,
    redacted,
    suggest_relations,
    vetted_evidence,
    vetted_text,
)  # fmt: skip
from rolewright.reading.read import read as read_posting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.engine.config import Settings
    from rolewright.model.comparison import Comparison
    from rolewright.model.diagnosis import Diagnosis
    from rolewright.model.draft import Draft
    from rolewright.model.drafted import Drafted
    from rolewright.model.drift import Drift
    from rolewright.model.polished import Polished
    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading
    from rolewright.model.report import Report
    from rolewright.model.role import Role
    from rolewright.model.rule import Rule
    from rolewright.model.written import Written
    from rolewright.scoping.flow import Step
    from rolewright.scoping.parse import Problem

__all__ = [
    "all_rules", "answer", "audit_files", "audit_outcomes", "card_from", "card_json", "check", "check_posting",
    "compare", "compare_reports", "compare_takehomes", "debrief", "debrief_file", "deletion_due", "diagnose",
    "draft", "drift", "edits", "erase_person", "explain", "export_person", "fill_card", "fix", "fix_report",
    "four_fifths", "grade_takehome", "infer_role", "interview", "kit", "kit_files", "laws", "load", "load_card",
    "load_cards", "load_relations", "load_role", "load_takehome", "load_vetted", "log_audit", "mark_takehome",
    "match", "match_cells", "match_desk", "match_files", "match_into", "match_rows", "may_see_card", "new_card",
    "new_takehome", "parse", "picture", "plain_data", "polish", "profile_from", "profile_row", "profile_text",
    "prove_rules", "read", "read_back", "read_batch", "read_posting", "read_profile", "read_profiles",
    "recommend", "redacted", "render", "renew_card", "role_from", "role_schema", "role_text", "rule", "save_card",
    "save_role", "scope", "seal_card", "settings", "settings_text", "show_card", "show_takehome", "source_span",
    "steps_for", "suggest_relations", "takehome_report", "thresholds", "unfinished", "vetted_evidence",
    "vetted_text",
]  # fmt: skip


def read(text: str, title: str | None = None) -> Reading:
    """Everything that a plain text says. `title` is the title where it is known from elsewhere."""
    return read_posting(plain.read(text), title)


def load(path: str) -> Posting:
    """The posting in a file of any known format. Raises DocumentError if it can't be read at all."""
    from rolewright.documents.load import load as load_file

    return load_file(path)


def read_batch(texts: Sequence[str | None], titles: Sequence[str | None] | None = None) -> list[dict[str, Any]]:
    """A row of the contract for each text, or `{"error": …}` for one that isn't text; never raises for a row."""
    rows = []
    for i, text in enumerate(texts):
        try:
            if not isinstance(text, str):
                rows.append({"error": f"not a text but {type(text).__name__}"})
                continue
            rows.append(read(text, titles[i] if titles is not None and i < len(titles) else None).as_dict())
        except Exception as error:  # noqa: BLE001 - one bad row never loses its batch
            rows.append({"error": f"{type(error).__name__}: {error}"})
    return rows


def check(
    text: str,
    title: str | None = None,
    *,
    places: Sequence[str] = (),
    date: str = "",
    role: Role | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
) -> Report:
    """The report on a plain text: `findings`, `score`, `arithmetic`, `reading`.

    `places` are jurisdictions (`US-CO`, `GB`) besides those that the text names, `date` the posting's own (ISO),
    `select` and `ignore` codes, prefixes, topics or names of rules. Raises ConfigError for a name that fits none.
    """
    return check_posting(
        plain.read(text), title, places=places, date=date, role=role, select=select, ignore=ignore, settings=settings
    )


def check_posting(
    posting: Posting,
    title: str | None = None,
    *,
    places: Sequence[str] = (),
    date: str = "",
    role: Role | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
) -> Report:
    """The report on a posting; see `check`."""
    made = plans.plan(select, ignore, settings, places=places, date=date, role=role, path=posting.name)
    return run(posting, read_posting(posting, title), made)


def fix(text: str, title: str | None = None, *, unsafe: bool = False, **options: Any) -> str:
    """The plain text with its safe fixes applied (`unsafe`: those too that may change meaning).

    `options` are those of `check`. Fixing the result again changes nothing.
    """
    from rolewright.engine.fixes import fix_source

    def again(source: str) -> Report:
        return check(source, title, **options)

    return fix_source(again(text), again, unsafe=unsafe).after


def compare(old: str, new: str, title: str | None = None, **options: Any) -> Comparison:
    """What changed between two plain texts: facts, requirements, duties, skills, findings.

    `options` are those of `check`.
    """
    return compare_reports(check(old, title, **options), check(new, title, **options))


def compare_reports(old: Report, new: Report) -> Comparison:
    """What changed between two checked postings of any format."""
    from rolewright.engine.compare import compare as compared

    return compared(old, new)


def all_rules(settings: Settings | None = None) -> tuple[Rule, ...]:
    """Every rule, by code; a team's own, that the settings name, come last."""
    return plans.all_rules() if settings is None else plans.rules_for(settings)


def rule(code: str, settings: Settings | None = None) -> Rule:
    """A rule by its code, an old code or its name. Raises ConfigError if there is none."""
    from rolewright.engine.select import EXACT, resolve, weigh

    rules = all_rules(settings)
    exact = [rule for rule in rules if weigh(code, rule) == EXACT]
    if exact:
        return exact[0]
    found = resolve(code, rules)
    if len(found) == 1:
        return found[0]
    from rolewright.errors import ConfigError

    named = ", ".join(one.code for one in found[:8])
    raise ConfigError(
        f"{code} stands for {len(found)} rules", "", f"choose one: {named}{', …' if len(found) > 8 else ''}"
    )


def settings(folder: str = ".") -> Settings:
    """The configuration for postings in a folder: the nearest parent's. Raises ConfigError for a wrong key."""
    from rolewright.engine.config import find

    return find(folder)


def settings_text(settings: Settings) -> str:
    """Settings as the text of a `rolewright.toml`."""
    from rolewright.engine.config import dumps

    return dumps(settings)


def prove_rules(files: Sequence[tuple[str, bytes]]) -> list[dict[str, Any]]:
    """What the examples of a team's own rules come to, as `rolewright rules test` has it; (path, content) each.

    Raises KnowledgeError for a wrong file.
    """
    from rolewright.engine.house import parsed, prove
    from rolewright.reports.proofs import proofs_data

    return proofs_data([prove(rule) for rule in parsed(files)])


def laws() -> tuple[dict[str, Any], ...]:
    """The laws that rules look at: duty, places, since when, whom, what, source, when it was verified."""
    from rolewright.engine.tables import laws as found

    return found()


def thresholds() -> tuple[dict[str, Any], ...]:
    """The thresholds that a team may set, with their values and sources."""
    from rolewright.engine.tables import thresholds as found

    return found()


def load_role(path: str, *, complete: bool = True) -> Role:
    """The role in a file. Raises RoleError naming line, field and what to write; `complete=False` lets fields be missing."""
    from rolewright.engine.files import read_bytes
    from rolewright.scoping.load import LIMIT, loads

    try:
        data = read_bytes(path, LIMIT)
    except OSError as error:
        raise RoleError(f"can't read the role file ({error.strerror})", path, "check the path") from error
    if data is None:
        raise RoleError("it is too large", path, f"a role fits into {LIMIT:,} bytes")
    return loads(data, path, complete=complete)


def unfinished(role: Role) -> tuple[Problem, ...]:
    """What a role still lacks to be finished, and what in it disagrees, each with its path and what to write."""
    from rolewright.scoping.load import unfinished as find

    return find(role)


def role_text(role: Role, notes: Mapping[str, Sequence[str]] | None = None) -> str:
    """A role as the commented text of a role file; `notes` are further comments by path (`company.stage`)."""
    from rolewright.scoping.dump import dumps

    return dumps(role, notes)


def save_role(role: Role, path: str, notes: Mapping[str, Sequence[str]] | None = None) -> None:
    """Write a role file, whole or not at all. Raises RoleError if it can't be written."""
    from rolewright.engine.files import write_whole

    try:
        write_whole(path, role_text(role, notes).encode())
    except OSError as error:
        raise RoleError(f"can't write ({error.strerror})", path, "choose another place") from error


def role_schema() -> dict[str, Any]:
    """The JSON Schema of a role file (draft 2020-12)."""
    from rolewright.scoping.schema import schema

    return schema()


def scope(answers: Role) -> tuple[Role, Diagnosis, Mapping[str, str]]:
    """An unfinished role with its gaps filled where its own words decide, its diagnosis, and why each gap was filled so.

    A must-have that names no duty becomes a nice-to-have. The same answers give the same result.
    """
    from rolewright.scoping.diagnose import diagnose as find
    from rolewright.scoping.propose import fill

    role, why = fill(answers)
    return role, find(role), why


def diagnose(role: Role) -> Diagnosis:
    """The bottleneck, whom to hire and how, who owns what, which answers are open or contradict each other."""
    from rolewright.scoping.diagnose import diagnose as find

    return find(role)


def infer_role(posting: Posting | str, title: str | None = None) -> Draft:
    """A draft of the role that a posting describes, each field marked said, implied or missing with its words."""
    from rolewright.scoping.infer import infer

    made = plain.read(posting) if isinstance(posting, str) else posting
    return infer(made, read_posting(made, title))


def interview() -> tuple[Step, ...]:
    """The questions of scoping, in order, as data: path, question, help, examples, kind of answer."""
    from rolewright.scoping.flow import steps

    return steps()


def draft(role: Role) -> Drafted:
    """A posting from a role: `markdown`, `written` (sentences with their fields), `gaps` (why it isn't clean)."""
    from rolewright.engine.drafting import draft as drafted

    return drafted(role)


def render(role: Role, written: Written, form: str = "md", system: str = "") -> bytes:
    """A written posting as `md`, `html`, `docx`, `pdf`, `txt` or `json` (schema.org JobPosting).

    `system` asks for the record of an applicant tracking system instead: `greenhouse`, `lever`, `ashby`, `workable` or
    `smartrecruiters`. Raises MissingExtraError for `pdf` without typst.
    """
    from rolewright.writing import formats

    return formats.record(role, written, system) if system else formats.render(role, written, form)


def explain(written: Written, width: int = 100) -> str:
    """A written posting with the fields, the reason and the source of each sentence."""
    from rolewright.writing.explain import explain as explained

    return explained(written, width)


def drift(role: Role, posting: Posting, title: str | None = None) -> Drift:
    """What a posting asks or says that its role doesn't, and the reverse."""
    from rolewright.engine.drift import drift as drifted

    return drifted(role, read_posting(posting, title))


def polish(role: Role, drafted: Drafted, section: str, *, url: str, model: str, key: str = "") -> Polished:
    """Let a language model at `url` reword one section; refused if it says anything else. Only this opens a connection."""
    from rolewright.engine.polish import polish as polished

    return polished(role, drafted, section, url=url, model=model, key=key)
