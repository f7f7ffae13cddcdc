"""Rules written as TOML: one file a rule, every key checked, and an error that names the file and the line.

The built-in ones lie in `knowledge/rules/`, a team's own where its configuration says. Kinds: `avoid` (the default: each
phrase is a hit), `prefer` (each phrase has a better word, `instead`), `require` (each term must be said), `consistent`
(of several ways to write one thing, one is kept).
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from rolewright.errors import KnowledgeError
from rolewright.knowledge.normal import key as normal_key
from rolewright.model.terms import GRADES, SEVERITIES

MOST_FORMS = 1_200
"""Choices multiply: an entry that stands for more phrases than this was not meant."""
KINDS = ("avoid", "prefer", "require", "consistent")
CONTEXT = ("case", "not_before", "not_after", "kinds", "not_kinds", "not_near", "near")
TEXTS = ("code", "name", "topic", "kind", "severity", "since", "evidence", "why", "advice", "message", "fix", "case",
         "law", "elsewhere", "unplaced")  # fmt: skip
LISTS = ("sources", "redirects", "places", "not_before", "not_after", "kinds", "not_kinds", "not_near", "near")
NUMBERS = ("points", "most", "elsewhere_points")
RULE_KEYS = (*TEXTS, *LISTS, *NUMBERS, "on", "once", "bad", "good", "term")
LAW_KEYS = ("law", "elsewhere", "elsewhere_points", "unplaced")
"""Of built-in rules only: how a table of laws changes a hit (see `rules.data`)."""
OWN_KEYS = tuple(key for key in RULE_KEYS if key not in LAW_KEYS)
TERM_TEXTS = ("id", "instead", "fix", "note", "of", "case")
TERM_KEYS = (*TERM_TEXTS, "phrases", *(key for key in LISTS if key in CONTEXT))
EXAMPLE_KEYS = ("text", "title", "places", "role")
FIXES = ("safe", "unsafe", "show")
CHOICES = {"kind": KINDS, "severity": SEVERITIES, "evidence": GRADES, "fix": FIXES, "case": ("exact",),
           "elsewhere": ("none", *SEVERITIES), "unplaced": ("none",)}  # fmt: skip
BUILT_IN = ("RW", "RC")
MESSAGE_FIELDS = {"{found}", "{instead}", "{missing}"}


def parse(data: bytes, path: str, *, own: bool = False) -> dict[str, Any]:
    """The rule in a file's bytes; `own` says that it is a team's. Raises KnowledgeError with `path:line` if it is wrong."""
    try:
        text = data.decode("utf-8-sig")
        rule = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise KnowledgeError("the file is not UTF-8", path, "save it as UTF-8") from error
    except RecursionError as error:
        raise KnowledgeError("nested too deep", path, "write one level of tables") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise KnowledgeError(f"not valid TOML: {error}", f"{path}:{found[1]}" if found else path, "mend it") from error
    at = _Lines(text, path)
    _check_keys(rule, OWN_KEYS if own else RULE_KEYS, at)
    for key in ("code", "name", "severity", "why", "advice", "term", *(() if own else ("topic", "evidence"))):
        if key not in rule:
            raise KnowledgeError(f"{key!r} is missing", at(), f"add {key} = …")
    _check_values(rule, TEXTS, at)
    _check_code(rule["code"], "code", at, own=own)
    for old in rule.get("redirects", ()):
        _check_code(old, "redirects", at, own=own)
    _check_numbers(rule, at)
    for key in ("bad", "good"):
        _check_examples(rule.get(key, []), key, at)
    terms = rule["term"]
    if not (isinstance(terms, list) and terms and all(isinstance(term, dict) for term in terms)):
        raise KnowledgeError("'term' must be one or more tables", at("term"), "write [[term]] above each term")
    for number, term in enumerate(terms):
        _check_term(rule, term, number, at)
    return rule


class _Lines:
    """Where a key stands: `at("why")` → `path:7`; with a number, the key of that `[[term]]`."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.places: dict[tuple[int, str], int] = {}
        term, inside = -1, ""
        for number, line in enumerate(text.splitlines(), 1):
            bare = line.strip()
            if not inside:
                if bare.replace(" ", "").startswith("[[term]]"):
                    term += 1
                    self.places.setdefault((term, ""), number)
                    self.places.setdefault((-1, "term"), number)
                key = re.match(r"([\w-]+)\s*=", bare)
                if key:
                    self.places.setdefault((term, key[1]), number)
            for quotes in re.findall(r'"""|\'\'\'', line):
                inside = "" if quotes == inside else inside or quotes

    def __call__(self, key: str = "", term: int = -1) -> str:
        line = self.places.get((term, key)) or self.places.get((term, ""))
        return f"{self.path}:{line}" if line else self.path


def _check_keys(table: dict[str, Any], known: tuple[str, ...], at: _Lines, term: int = -1) -> None:
    for key in table:
        if key not in known:
            from difflib import get_close_matches

            near = get_close_matches(key, known, n=1)
            do = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            raise KnowledgeError(f"unknown key {key!r}", at(key, term), do)


def _check_values(table: dict[str, Any], texts: tuple[str, ...], at: _Lines, term: int = -1) -> None:
    """Texts are texts, lists hold texts, and what is chosen from a list is in it."""
    for key, value in table.items():
        if key in texts and not (isinstance(value, str) and (value.strip() or key == "instead")):
            raise KnowledgeError(f"{key!r} must be a text", at(key, term), 'write it in quotes: "…"')
        if key in LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise KnowledgeError(f"{key!r} must be a list of texts", at(key, term), 'write ["…", "…"]')
        if key in CHOICES and value not in CHOICES[key]:
            raise KnowledgeError(f"{key} can't be {value!r}", at(key, term), f"use one of {', '.join(CHOICES[key])}")
    from rolewright.model.terms import KINDS as STATEMENTS

    for key in ("kinds", "not_kinds"):
        for name in table.get(key, ()):
            if name not in STATEMENTS:
                raise KnowledgeError(f"no statement is a {name!r}", at(key, term), f"use {', '.join(STATEMENTS)}")


def _check_code(code: str, key: str, at: _Lines, *, own: bool) -> None:
    """Built-in codes begin with RW or RC, a team's own never do."""
    if not re.fullmatch(r"[A-Z]{2,8}\d{1,4}", code):
        raise KnowledgeError(f"{code!r} is no code", at(key), "write capitals and a number: ACME01")
    if own and code.startswith(BUILT_IN):
        raise KnowledgeError(f"codes that begin with {code[:2]} are built in", at(key), "choose your own: ACME01")


def _check_numbers(rule: dict[str, Any], at: _Lines) -> None:
    for key in NUMBERS:
        if not isinstance(rule.get(key, 0), int) or isinstance(rule.get(key, 0), bool):
            raise KnowledgeError(f"{key!r} must be a whole number", at(key), f"write {key} = -2")
    credit, points = rule["severity"] == "credit", rule.get("points", 0)
    if (credit and points < 0) or (not credit and points > 0):
        raise KnowledgeError("points are negative for a finding, positive for a credit", at("points"), "turn the sign")
    for key in ("on", "once"):
        if not isinstance(rule.get(key, True), bool):
            raise KnowledgeError(f"{key!r} must be true or false", at(key), f"write {key} = false")
    if credit and rule.get("kind", "avoid") != "avoid":
        raise KnowledgeError(f"a credit is no {rule['kind']!r} rule", at("kind"), "leave out kind")
    for field in re.findall(r"\{[^}]*\}?|\}", rule.get("message", "")):
        if field not in MESSAGE_FIELDS:
            do = f"use {', '.join(sorted(MESSAGE_FIELDS))}"
            raise KnowledgeError(f"the message can't fill in {field}", at("message"), do)


def _check_examples(examples: Any, key: str, at: _Lines) -> None:
    if not isinstance(examples, list):
        raise KnowledgeError(f"{key!r} must be a list", at(key), f'write {key} = ["…"]')
    for example in examples:
        if not (isinstance(example, str) or _is_example(example)):
            raise KnowledgeError(
                f"an example in {key!r} is neither a text nor a table", at(key), '{ text = "…", title = "…" }'
            )


def _is_example(table: Any) -> bool:
    """A table with a text, and perhaps a title, places (a list) and a role file's text."""
    if not isinstance(table, dict) or "text" not in table or not table.keys() <= set(EXAMPLE_KEYS):
        return False
    places = table.get("places", [])
    texts = [value for key, value in table.items() if key != "places"]
    return isinstance(places, list) and all(isinstance(value, str) for value in (*texts, *places))


def _check_term(rule: dict[str, Any], term: dict[str, Any], number: int, at: _Lines) -> None:
    _check_keys(term, TERM_KEYS, at, number)
    for key in ("id", "phrases"):
        if key not in term:
            raise KnowledgeError(f"{key!r} is missing", at(term=number), f"add {key} = …")
    _check_values(term, TERM_TEXTS, at, number)
    phrases = term["phrases"]
    if not (isinstance(phrases, list) and phrases and all(isinstance(p, str) and p.strip() for p in phrases)):
        raise KnowledgeError("'phrases' must be a list of texts", at("phrases", number), 'write ["…", "…"]')
    for phrase in phrases:
        _check_phrase(phrase, at("phrases", number))
    if any(other["id"] == term["id"] for other in rule["term"][:number] if "id" in other):
        raise KnowledgeError(f"the id {term['id']!r} is used twice", at("id", number), "choose another id")
    if rule.get("kind") == "prefer" and "instead" not in term:
        raise KnowledgeError("'instead' is missing", at(term=number), "a rule that prefers says what: instead = …")
    if "fix" in term and "instead" not in term and rule.get("kind") != "consistent":
        raise KnowledgeError("a fix needs its text", at("fix", number), 'add instead = "…"')


def _check_phrase(phrase: str, where: str) -> None:
    """A phrase has a word, and doesn't stand for more phrases than anyone means."""
    if not normal_key(phrase):
        raise KnowledgeError(f"{phrase!r} has no word", where, "write at least one word")
    count = 1
    for opening in re.finditer(r"[(\[]", phrase):
        inner = re.match(r"[^()\[\]]*", phrase[opening.end() :])
        count *= 1 + (inner[0] if inner else "").count("|") + (opening[0] == "[")
    if count > MOST_FORMS:
        raise KnowledgeError(f"{count:,} phrases from one", where, f"drop choices: {MOST_FORMS:,} is the most")
