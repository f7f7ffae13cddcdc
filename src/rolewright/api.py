"""The whole library: read, check and fix postings. Every face calls these functions and decides nothing itself.

Offsets are code points in `Reading.text`. Trouble in a posting is a finding or an error row; exceptions
(`rolewright.errors`) are for misuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents import plain
from rolewright.engine import plans
from rolewright.engine.run import run
from rolewright.reading.read import read as read_posting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.engine.config import Settings
    from rolewright.model.comparison import Comparison
    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading
    from rolewright.model.report import Report
    from rolewright.model.role import Role
    from rolewright.model.rule import Rule

__all__ = [
    "all_rules", "check", "check_posting", "compare", "compare_reports", "fix", "load", "read", "read_batch",
    "read_posting", "rule", "settings",
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
