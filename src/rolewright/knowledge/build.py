"""Knowledge files → Book: parse, check every entry, expand the phrases. Runs only when the cache is stale."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from rolewright.errors import KnowledgeError
from rolewright.knowledge import index, places, rule_files
from rolewright.knowledge.index import Context, Names, Sense
from rolewright.knowledge.loader import SHELVES, Book
from rolewright.knowledge.normal import key
from rolewright.model import terms

CONTEXT_KEYS = ("case", "not_before", "not_after", "cues", "neighbour", "kinds", "not_kinds", "not_near", "near")
_OF_A_SKILL = ("name", "kind", "since", "earliest", "implies")
_NOT_KEPT = frozenset({"cues", "places", "limits", "languages"})
"""Tables that are taken apart here, so that the book needn't hold them as written."""
SKILL_KINDS = frozenset({
    "language", "framework", "library", "platform", "service", "database", "vector-store", "model", "tool", "method",
    "practice", "standard",
})  # fmt: skip


TOOL_KINDS = frozenset({"language", "framework", "library", "platform", "service", "database", "vector-store", "tool"})
"""The kinds of skill whose company makes an ambiguous name a skill."""


def build(folder: str) -> Book:
    """The book of all tables under `folder`. Raises KnowledgeError naming file and entry."""
    root = Path(folder)
    forms: dict[str, list[tuple[Any, ...]]] = {}
    skills = _skills(root / "skills", forms)
    tables = {path.stem: _toml(path) for path in sorted(root.glob("*.toml"))}
    _swaps(tables.get("checks", {}))
    _cues(tables.get("cues", {}), forms)
    rules = tuple(_rule(path, forms) for path in sorted((root / "rules").glob("*.toml")))
    places.add(tables.get("places", {}), forms, _context)
    weights = _weights(root / "model" / "weights.tsv")
    cues, groups, kinds = _numbered_cues(forms)
    skill_names = tuple((name, entry["name"], entry["kind"]) for name, entry in skills.items())
    names = Names([kind in TOOL_KINDS for *_, kind in skill_names], kinds, len(groups))
    rows = {name: row for row, name in enumerate(weights)}
    return Book(
        block=index.pack(weights, _senses(forms, skills, cues, rows), _marks(tables, skills), names),
        names=(skill_names, tuple(cues), tuple(groups)),
        skills={name: {k: entry[k] for k in _OF_A_SKILL if k in entry} for name, entry in skills.items()},
        tongues=tuple(tables.get("languages", {}).get("common", {})),
        limits=_limits(tables.get("limits", {})),
        rules=rules,
        tables={name: table for name, table in tables.items() if name not in _NOT_KEPT},
        said=tuple(tables.get("cues", {}).get("said", ())),
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
            context = _context(entry, where, exact=(entry["name"], *entry.get("aliases", ())))
            for form in dict.fromkeys(key(f) for f in (entry["name"], *entry.get("aliases", ()))):
                if owners.setdefault(form, entry["id"]) != entry["id"]:
                    raise KnowledgeError(f"{form!r} belongs to {owners[form]} already", where, "drop one alias")
                forms.setdefault(form, []).append(("s", entry["id"], context, ((), ())))
    for entry in skills.values():
        for other in entry.get("implies", ()):
            if other not in skills:
                raise KnowledgeError(f"implies {other!r}, which is no skill", entry["id"], "name an id that exists")
    return skills


def _context(entry: dict[str, Any], where: str, exact: tuple[str, ...] = ()) -> Context | None:
    """What must hold around a hit, normalised, or None."""
    made = Context(
        exact=frozenset(exact) if entry.get("case") == "exact" else frozenset(),
        before=_phrases(entry, where, "not_before"),
        after=_phrases(entry, where, "not_after"),
        near=_phrases(entry, where, "cues", "near"),
        never=_phrases(entry, where, "not_near"),
        neighbour=bool(entry.get("neighbour")),
    )
    return made if any(made) else None


def _phrases(entry: dict[str, Any], where: str, *names: str) -> tuple[str, ...]:
    found = tuple(key(p) for name in names for p in entry.get(name, ()))
    if not all(found):
        raise KnowledgeError("an empty phrase in a context", where, "write at least one word")
    return found


def _cues(table: dict[str, Any], forms: dict[str, list[tuple[Any, ...]]]) -> None:
    """Entries of `cues.toml`: `[[cue]]` with id, phrases and context."""
    for entry in table.get("cue", ()):
        where = f"cues.toml: {entry.get('id', '?')}"
        _need(entry, ("id", "phrases"), where)
        _add(entry["id"], entry, forms, where)


def _rule(path: Path, forms: dict[str, list[tuple[Any, ...]]]) -> dict[str, Any]:
    """A rule that is only data: its record, and its terms as cues named `CODE/term`."""
    rule = rule_files.parse(path.read_bytes(), path.name)
    for term in rule["term"]:
        where = f"{path.name}: {term['id']}"
        merged = {**{k: rule[k] for k in CONTEXT_KEYS if k in rule}, **term}
        _add(f"{rule['code']}/{term['id']}", merged, forms, where)
    return rule


def _add(name: str, entry: dict[str, Any], forms: dict[str, list[tuple[Any, ...]]], where: str) -> None:
    written = [p for phrase in entry["phrases"] for p in expand(phrase, where)]
    if len(written) > rule_files.MOST_FORMS:
        raise KnowledgeError(
            f"{len(written)} phrases from one entry",
            where,
            f"split it or drop choices: {rule_files.MOST_FORMS} is the most",
        )
    context = _context(entry, where, exact=tuple(written))
    kinds = (tuple(entry.get("kinds", ())), tuple(entry.get("not_kinds", ())))
    if not set(terms.KINDS).issuperset(kinds[0] + kinds[1]):
        raise KnowledgeError("an unknown kind of statement", where, f"use some of {', '.join(terms.KINDS)}")
    for form in dict.fromkeys(key(p) for p in written):
        if not form:
            raise KnowledgeError("an empty phrase", where, "write at least one word")
        forms.setdefault(form, []).append(("c", name, context, kinds))


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


def group_of(name: str) -> str:
    """The group of a cue entry: a data rule's code for its terms, `place` for places, else the entry itself."""
    return name.partition("/")[0] if name.startswith(("RW", "RC", "place/")) else name


Forms = dict[str, list[tuple[Any, ...]]]


def _numbered_cues(forms: Forms) -> tuple[dict[str, int], dict[str, int], list[tuple[int, int, int]]]:
    """Cue entry → its number; group → its number; of each cue its group and the masks of kinds."""
    cues: dict[str, int] = {}
    groups: dict[str, int] = {}
    kinds = []
    for meanings in forms.values():
        for kind, name, _, limits in meanings:
            if kind == "c" and name not in cues:
                cues[name] = len(cues)
                group = groups.setdefault(group_of(name), len(groups))
                kinds.append((group, _mask(limits[0]), _mask(limits[1])))
    return cues, groups, kinds


def _mask(kinds: tuple[str, ...]) -> int:
    """A bit for each kind of statement."""
    return sum(1 << terms.KINDS.index(kind) for kind in set(kinds))


def _senses(forms: Forms, skills: dict[str, Any], cues: dict[str, int], rows: dict[str, int]) -> dict[str, list[Sense]]:
    """Each form with what it stands for; a skill comes first."""
    numbers = {name: -1 - i for i, name in enumerate(skills)}
    weighed = {name: rows.get(f"c:{group_of(name)}", -1) for name in cues}
    out = {}
    for form, meanings in forms.items():
        senses = [
            Sense._make((cues[name], context, weighed[name])) for kind, name, context, _ in meanings if kind == "c"
        ]
        named = [Sense(numbers[name], context) for kind, name, context, _ in meanings if kind == "s"][:1]
        out[form] = named + senses
    return out


def _marks(tables: dict[str, Any], skills: dict[str, Any]) -> dict[str, int]:
    """What the inner loop asks for besides phrases: headings, abbreviations, names with a capital inside, common words."""
    headings, language = tables.get("headings", {}), tables.get("languages", {})
    out: dict[str, int] = {}
    alone, whole = headings.get("alone", ()), headings.get("whole", ())
    for kind, phrases in headings.get("plain", {}).items():
        for phrase in phrases:
            out[f"plain:{phrase}"] = 1 + terms.KINDS.index(kind)
            if (" " in phrase and phrase not in whole) or phrase in alone:
                out[f"lead:{phrase}"] = 2 if kind == "nice" else 1
            if " " in phrase and phrase not in whole:
                out[f"tail:{phrase}"] = out[f"last:{phrase.rpartition(' ')[2]}"] = 1
    out |= {f"stop:{word}": 1 for word in language.get("abbreviations", ())}
    out |= {f"prefix:{word}": 1 for word in language.get("prefixes", ())}
    out |= {f"camel:{word}": 1 for word in sorted(_camel(skills))}
    english = frozenset(language.get("common", {}).get("en", ()))
    for bit, (code, words) in enumerate(language.get("common", {}).items()):
        for word in words if code == "en" else sorted(set(words) - english):
            out[f"tongue:{word}"] = out.get(f"tongue:{word}", 0) | 1 << bit
    return out


def _swaps(table: dict[str, Any]) -> None:
    """Adds `swap_of` to the checks: skill → the groups of products that it belongs to."""
    member_of: dict[str, list[int]] = {}
    for number, swap in enumerate(table.get("swap", ())):
        for name in swap["skills"]:
            member_of.setdefault(name, []).append(number)
    table["swap_of"] = member_of


def _weights(path: Path) -> dict[str, str]:
    """The trained weights as written: `feature<TAB>class=weight …`, one a line."""
    out: dict[str, str] = {}
    if not path.exists():
        return out
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or (line.startswith("#") and "\t" not in line):  # `#li` is a word, and a feature
            continue
        feature, tab, cells = line.rpartition("\t")
        if not tab:
            raise KnowledgeError("no tab in this line", f"{path.name}:{number}", "train the model again")
        out[feature] = cells
    return out


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
    """A short hash of the book's tables; other shelves (`scoping`, `writing`, `questions`) are no part of it."""
    import hashlib

    digest = hashlib.sha256()
    folders = (root, *(root / name for name in SHELVES))
    for path in sorted(path for folder in folders for path in folder.glob("*.t[os][mv]*")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _need(entry: dict[str, Any], names: tuple[str, ...], where: str) -> None:
    for name in names:
        if name not in entry:
            raise KnowledgeError(f"{name!r} is missing", where, f"add {name} = …")
