"""A language model rewrites a section for tone; what it wrote is read again, and refused if it says anything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rolewright.engine.compare import compare
from rolewright.engine.drafting import checked
from rolewright.engine.drift import drift
from rolewright.errors import ConfigError, ModelError, suggest
from rolewright.knowledge.shelf import shelf
from rolewright.model.polished import Polished
from rolewright.writing import faithful, llm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rolewright.model.drafted import Drafted
    from rolewright.model.role import Role
    from rolewright.model.written import Section, Written

CLOSED = ("pay", "process", "fair")
"""Sections of law and money: no wording of them is a matter of tone."""
_TOLD = frozenset({"added", "removed", "softened", "hardened", "changed"})


def polish(role: Role, drafted: Drafted, section: str, *, url: str, model: str, key: str = "") -> Polished:
    """The draft with one section reworded, or as it was. Only that section's sentences leave this machine.

    Raises ConfigError for a section that there isn't, or that is closed to rewording.
    """
    found = _section(drafted.written, section)
    old = [sentence.text for block in found.blocks for sentence in block.sentences]
    try:
        new = _asked(old, url, model, key)
    except ModelError as error:
        return Polished(drafted, False, (f"{section} is as it was: {error}",))  # noqa: FBT003 - a record's field
    vocabulary = faithful.vocabulary_of(role)
    for before, after in zip(old, new, strict=True):
        why = faithful.objection(before, after, vocabulary)
        if why:
            return Polished(drafted, False, (f"{section} is as it was: {why}", f"refused: {after!s:.200}"))  # noqa: FBT003
    made = checked(role, _with(drafted.written, found, new))
    why = next(_worse(role, drafted, made), "")
    if why:
        return Polished(drafted, False, (f"{section} is as it was: {why}",))  # noqa: FBT003
    return Polished(made, True, tuple(_log(section, old, new)))  # noqa: FBT003


def _section(written: Written, name: str) -> Section:
    known = [section.id for section in written.sections if section.id not in CLOSED]
    if name not in known:
        what = "is closed to rewording" if name in CLOSED else "isn't in the posting"
        raise ConfigError(
            f"the section {name!r} {what}", "--polish", suggest(name, known, f"choose one of {', '.join(known)}")
        )
    return next(section for section in written.sections if section.id == name)


def _asked(old: Sequence[str], url: str, model: str, key: str) -> list[str]:
    """The reworded sentences, as many as there were. Raises ModelError for an answer of another shape."""
    limits = shelf("writing/polish")
    messages = [{"role": "system", "content": limits["instructions"].strip()},
                {"role": "user", "content": json.dumps(old, ensure_ascii=False)}]  # fmt: skip
    text = llm.ask(url, model, key, messages, seconds=limits["seconds"], limit=limits["bytes"])
    try:
        new = json.loads(text)["sentences"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ModelError('it didn\'t answer with {"sentences": [...]}', url, "try another model") from error
    if not isinstance(new, list) or len(new) != len(old):
        raise ModelError(f"it didn't answer with {len(old)} sentences", url, "try another model")
    return [" ".join(one.split(" ")) if isinstance(one, str) else one for one in new]


def _with(written: Written, section: Section, texts: Sequence[str]) -> Written:
    """The posting with the section's sentences reworded; each keeps its fields and its reason."""
    left = iter(texts)
    blocks = tuple(
        block._replace(sentences=tuple(sentence._replace(text=next(left)) for sentence in block.sentences))
        for block in section.blocks
    )
    made = section._replace(blocks=blocks)
    return written._replace(sections=tuple(made if one is section else one for one in written.sections))


def _worse(role: Role, old: Drafted, new: Drafted) -> Iterator[str]:
    """Why a rewritten posting is refused: it reads as something else than the one before."""
    found = compare(old.report, new.report)
    for change in found.requirements:
        if change.change in _TOLD:
            yield f"a requirement was {change.change} {change.about}".rstrip()
    for change in found.skills:
        side = change.new or change.old
        yield f"a skill was {change.change}: {side.text if side else ''}"
    if len(new.gaps) > len(old.gaps):
        yield f"it isn't clean any more: {new.gaps[-1].what}"
    reading = new.report.reading
    parted = drift(role, reading)
    before = drift(role, old.report.reading)
    if (
        not parted.same
        and parted != before
        and len(parted.only_posting) + len(parted.changed) + len(parted.only_role)
        > (len(before.only_posting) + len(before.changed) + len(before.only_role))
    ):
        yield "it asks or says what the role doesn't"


def _log(section: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    changed = [(before, after) for before, after in zip(old, new, strict=True) if before != after]
    yield f"{section}: {len(changed)} of {len(old)} sentences reworded"
    for before, after in changed:
        yield f"  − {before}"
        yield f"  + {after}"
