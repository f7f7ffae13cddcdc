"""Knowledge files → Book: parse, check every entry, expand the phrases. Runs only when the cache is stale."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from rolewright.errors import KnowledgeError
from rolewright.knowledge.loader import Book
from rolewright.knowledge.normal import key
from rolewright.knowledge.packing import pack

CONTEXT_KEYS = ("case", "not_before", "not_after", "cues", "neighbour", "kinds", "not_kinds", "not_near", "near")
SKILL_KINDS = frozenset({
    "language", "framework", "library", "platform", "service", "database", "vector-store", "model", "tool", "method",
    "practice", "standard",
})  # fmt: skip


def build(folder: str) -> Book:
    """The book of all tables under `folder`. Raises KnowledgeError naming file and entry."""
    root = Path(folder)
    forms: dict[str, list[tuple[Any, ...]]] = {}
    skills = _skills(root / "skills", forms)
    tables = {path.stem: _toml(path) for path in sorted(root.glob("*.toml"))}
    cues = _cues(tables.get("cues", {}), forms)
    rules = tuple(_rule(path, forms) for path in sorted((root / "rules").glob("*.toml")))
    _places(tables.get("places", {}), forms)
    weights, pairs = _weights(root / "model" / "weights.tsv")
    return Book(
        starts=_starts(forms),
        forms={phrase: tuple(meanings) for phrase, meanings in forms.items()},
        skills=skills,
        cues=cues,
        weights=weights,
        pairs=pairs,
        cue_weights=_cue_weights(weights, forms),
        limits=_limits(tables.get("limits", {})),
        rules=rules,
        tables=tables,
        camel=_camel(skills),
        place_names={p["code"]: p["name"] for p in tables.get("places", {}).get("place", ())},
        version=_version(root),
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"not valid TOML: {error}", str(path), "mend the line it names") from error


def _skills(folder: Path, forms: dict[str, list[tuple[Any, ...]]]) -> dict[str, dict[str, Any]]:
    skills: dict[str, dict[str, Any]] = {}
    owners: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for entry in _toml(path).get("skill", ()):
            where = f"{path.name}: {entry.get('id', '?')}"
            _need(entry, ("id", "name", "kind"), where)
            if entry["id"] in skills:
                raise KnowledgeError("this id is used twice", where, "choose another id")
            if entry["kind"] not in SKILL_KINDS:
                raise KnowledgeError(f"unknown kind {entry['kind']!r}", where, f"use one of {sorted(SKILL_KINDS)}")
            skills[entry["id"]] = entry
            context = _context(entry, exact=(entry["name"], *entry.get("aliases", ())))
            for form in dict.fromkeys(key(f) for f in (entry["name"], *entry.get("aliases", ()))):
                if owners.setdefault(form, entry["id"]) != entry["id"]:
                    raise KnowledgeError(f"{form!r} belongs to {owners[form]} already", where, "drop one alias")
                forms.setdefault(form, []).append(("s", entry["id"], context))
    for entry in skills.values():
        for other in entry.get("implies", ()):
            if other not in skills:
                raise KnowledgeError(f"implies {other!r}, which is no skill", entry["id"], "name an id that exists")
    return skills


def _context(entry: dict[str, Any], exact: tuple[str, ...] = ()) -> tuple[Any, ...] | None:
    """What must hold around a hit: (exact forms, not before, not after, words, neighbour, kinds, not kinds), or None.

    Phrases are normalised; an empty tuple or False means no condition.
    """
    if not any(entry.get(name) for name in CONTEXT_KEYS):
        return None
    words = tuple(f" {key(p)} " for p in (*entry.get("cues", ()), *entry.get("near", ())))
    return (
        exact if entry.get("case") == "exact" else (),
        tuple(key(p) + " " for p in entry.get("not_before", ())),
        tuple(" " + key(p) for p in entry.get("not_after", ())),
        words,
        bool(entry.get("neighbour")),
        tuple(entry.get("kinds", ())),
        tuple(entry.get("not_kinds", ())),
        tuple(f" {key(p)} " for p in entry.get("not_near", ())),
    )


def _cues(table: dict[str, Any], forms: dict[str, list[tuple[Any, ...]]]) -> dict[str, dict[str, Any]]:
    """Entries of `cues.toml`: `[[cue]]` with id, phrases and context."""
    cues: dict[str, dict[str, Any]] = {}
    for entry in table.get("cue", ()):
        where = f"cues.toml: {entry.get('id', '?')}"
        _need(entry, ("id", "phrases"), where)
        cues[entry["id"]] = entry
        _add(entry["id"], entry, forms, where)
    return cues


def _rule(path: Path, forms: dict[str, list[tuple[Any, ...]]]) -> dict[str, Any]:
    """A rule that is only data: its record, and its terms as cues named `CODE/term`."""
    rule = _toml(path)
    _need(rule, ("code", "name", "topic", "severity", "evidence", "why", "advice", "term"), path.name)
    for term in rule["term"]:
        where = f"{path.name}: {term.get('id', '?')}"
        _need(term, ("id", "phrases"), where)
        merged = {**{k: rule[k] for k in CONTEXT_KEYS if k in rule}, **term}
        _add(f"{rule['code']}/{term['id']}", merged, forms, where)
    return rule


def _add(name: str, entry: dict[str, Any], forms: dict[str, list[tuple[Any, ...]]], where: str) -> None:
    written = [p for phrase in entry["phrases"] for p in expand(phrase, where)]
    context = _context(entry, exact=tuple(written))
    for form in dict.fromkeys(key(p) for p in written):
        if not form:
            raise KnowledgeError("an empty phrase", where, "write at least one word")
        forms.setdefault(form, []).append(("c", name, context))


def _places(table: dict[str, Any], forms: dict[str, list[tuple[Any, ...]]]) -> None:
    """Entries of `places.toml`: `[[place]]` with code, name, forms; matched as written (exact case)."""
    for entry in table.get("place", ()):
        _need(entry, ("code", "name", "forms"), f"places.toml: {entry.get('code', '?')}")
        for written in entry["forms"]:
            context = ((written,), (), tuple(" " + key(p) for p in entry.get("not_after", ())), (), False, (), (), ())
            forms.setdefault(key(written), []).append(("c", f"place/{entry['code']}", context))


def expand(phrase: str, where: str = "") -> list[str]:
    """`"(nice|good) to have[s]"` → every phrase it stands for; `[x]` is optional, `(a|b)` a choice.

    >>> expand("(a|b) c [d]")
    ['a c d', 'a c ', 'b c d', 'b c ']
    """
    match = re.search(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]", phrase)
    if match is None:
        if set(phrase) & set("()[]|"):
            raise KnowledgeError(f"unbalanced brackets in {phrase!r}", where, "write (a|b) or [x]")
        return [phrase]
    choices = match[1].split("|") if match[1] is not None else [*match[2].split("|"), ""]
    head, tail = phrase[: match.start()], phrase[match.end() :]
    return [out for choice in choices for out in expand(head + choice + tail, where)]


def _starts(forms: dict[str, list[tuple[Any, ...]]]) -> dict[str, tuple[bool, frozenset[str], tuple[int, ...]]]:
    lengths: dict[str, set[int]] = {}
    seconds: dict[str, set[str]] = {}
    for form in forms:
        words = form.split()
        lengths.setdefault(words[0], set()).add(len(words))
        if len(words) > 1:
            seconds.setdefault(words[0], set()).add(words[1])
    return {
        word: (1 in sizes, frozenset(seconds.get(word, ())), tuple(sorted(sizes, reverse=True)))
        for word, sizes in lengths.items()
    }


def _weights(path: Path) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """The trained weights, single features and pairs of words: one a line, `feature<TAB>class=weight …`."""
    out: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    if not path.exists():
        return out, pairs
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        feature, _, cells = line.rpartition("\t")
        if not feature:
            raise KnowledgeError("no tab in this line", f"{path.name}:{number}", "train the model again")
        first, space, second = feature.partition(" ")
        if space and ":" not in first:
            pairs[first, second] = pack(cells)
        else:
            out[feature] = pack(cells)
    return out, pairs


def _cue_weights(weights: dict[str, int], forms: dict[str, list[tuple[Any, ...]]]) -> dict[str, int]:
    """Every cue entry that the weights know, by its full name; terms of a data rule share the weight of the rule."""
    names = {name for meanings in forms.values() for kind, name, _ in meanings if kind == "c"}
    found = {name: weights.get(f"c:{name.split('/')[0] if name.startswith('RW') else name}") for name in names}
    return {name: weight for name, weight in found.items() if weight}


def _limits(table: dict[str, Any]) -> dict[str, float]:
    """`limits.toml`: `[topic.name] value = …, source = …` → `topic.name`: value."""
    out: dict[str, float] = {}
    for topic, entries in table.items():
        for name, entry in entries.items():
            where = f"limits.toml: {topic}.{name}"
            _need(entry, ("value", "source"), where)
            out[f"{topic}.{name}"] = entry["value"]
    return out


def _camel(skills: dict[str, dict[str, Any]]) -> frozenset[str]:
    names = {name for s in skills.values() for name in (s["name"], *s.get("aliases", ()))}
    words = {word for name in names for word in re.findall(r"\w+", name)}
    return frozenset(w.lower() for w in words if re.search(r"[a-z0-9][A-Z]", w))


def _version(root: Path) -> str:
    """A short hash of all the tables."""
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.t[os][mv]*")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _need(entry: dict[str, Any], names: tuple[str, ...], where: str) -> None:
    for name in names:
        if name not in entry:
            raise KnowledgeError(f"{name!r} is missing", where, f"add {name} = …")
