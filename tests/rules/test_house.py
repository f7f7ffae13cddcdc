"""A team's own rules mean what the built-in ones mean, and a wrong file is told with its line."""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewright import api
from rolewright.documents import plain
from rolewright.engine.house import Plan, book, prove, run
from rolewright.errors import KnowledgeError
from rolewright.knowledge import loader, rule_files
from rolewright.model.rule import Example
from rolewright.reading.read import read
from rolewright.rules import collect
from rolewright.rules.house import rules_of
from rolewright.rules.phrases import Phrases

FILES = sorted((Path(loader.FOLDER) / "rules").glob("*.toml"))
TEXTS = [
    example if isinstance(example, Example) else Example(example) for r in collect() for example in (*r.bad, *r.good)
]
HEAD = """code = "ACME1"
name = "a word"
severity = "warning"
why = "Because."
advice = "Say less."
"""
TERM = """[[term]]
id = "word"
phrases = ["lighthouse"]
"""


def fired(written, text, title=None):
    """(message, the words it points at, fix text) of each hit of one rule."""
    (rule,) = rules_of([("acme.toml", written.encode())])
    report = api.check(text, title)
    table = book()
    found = run(report.posting, report.reading, Plan((rule,), (rule,), limits=table.limits, tables=table)).findings
    return [(f.message, text[f.start : f.end], f.fix and f.fix.text) for f in found]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_phrases_match_as_the_inner_loop_does(path):
    """On every example of every rule the two ways to find a rule's phrases find the same places."""
    entry = tomllib.loads(path.read_text(encoding="utf-8"))
    phrases = Phrases([entry])
    for example in TEXTS:
        reading = read(plain.read(example.text), example.title)
        own = [(cue.entry, cue.start, cue.end) for cue in phrases.of(entry["code"], reading)]
        assert own == [(cue.entry, cue.start, cue.end) for cue in reading.cues.get(entry["code"], ())]


def test_avoid_is_the_default():
    """Each occurrence is a hit, whatever the case and the punctuation inside."""
    found = fired(HEAD + TERM, "ML Engineer\n\nThe Lighthouse team. Our LIGHTHOUSE.")
    assert [words for _, words, _ in found] == ["Lighthouse", "LIGHTHOUSE"]


def test_prefer_leaves_what_is_right():
    """What stands there as preferred is no hit; a fix takes the case that is meant."""
    term = TERM.replace("lighthouse", "github") + 'instead = "GitHub"\ncase = "exact"\n'
    term = term.replace('["github"]', '["github", "Github", "GitHub"]')
    assert fired(HEAD + 'kind = "prefer"\n' + term, "We use Github, GitHub and github.") == [
        ("“Github”: write “GitHub”", "Github", "GitHub"),
        ("“github”: write “GitHub”", "github", "GitHub"),
    ]


def test_require_asks_for_each_term():
    """A term that nothing says is a hit at the top; once it is said, none."""
    written = (
        HEAD + 'kind = "require"\n' + TERM + TERM.replace("word", "the-team").replace("lighthouse", "team of five")
    )
    text = "ML Engineer\n\nYou join a team of five and build the lighthouse."
    assert fired(written, text) == []
    assert [m for m, _, _ in fired(written, text.replace("five", "us"))] == ["nothing is said of the team"]


def test_require_in_some_places_only():
    """A rule for Colorado says nothing elsewhere."""
    written = HEAD + 'kind = "require"\nplaces = ["US-CO"]\n' + TERM
    assert fired(written, "ML Engineer\nDenver, CO\n\nYou build it.")
    assert not fired(written, "ML Engineer\nLondon, UK\n\nYou build it.")


def test_consistent_keeps_the_commonest():
    """The rarer spelling is the hit, and the fix has the other's words and its own capital."""
    other = TERM.replace('"word"', '"closed"').replace("lighthouse", "backend")
    written = HEAD + 'kind = "consistent"\n' + TERM.replace("lighthouse", "back-end") + other
    found = fired(written, "ML Engineer\n\nBack-end work. The backend is ours. A backend team.")
    assert found == [("“Back-end” here, “backend” elsewhere", "Back-end", "Backend")]
    assert not fired(written, "ML Engineer\n\nThe backend is ours. A backend team.")


def test_terms_of_different_groups_are_not_compared():
    """`of` says which terms are one thing."""
    other = TERM.replace('"word"', '"b"').replace("lighthouse", "tower") + 'of = "b"\n'
    assert not fired(HEAD + 'kind = "consistent"\n' + TERM + 'of = "a"\n' + other, "The lighthouse and the tower.")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (HEAD, r"acme.toml: 'term' is missing; add term = …"),
        (HEAD + "colour = 3\n" + TERM, r"acme.toml:6: unknown key 'colour'; known are"),
        (HEAD + "evidnce = 'law'\n" + TERM, r"acme.toml:6: unknown key 'evidnce'; did you mean 'evidence'\?"),
        (HEAD + TERM + "insted = 'x'\n", r"acme.toml:9: unknown key 'insted'; did you mean 'instead'\?"),
        (HEAD.replace("ACME1", "RW601") + TERM, r"acme.toml:1: codes that begin with RW are built in; choose"),
        (HEAD.replace("ACME1", "acme") + TERM, r"acme.toml:1: 'acme' is no code"),
        (HEAD.replace("warning", "fatal") + TERM, r"acme.toml:3: severity can't be 'fatal'; use one of credit, note"),
        (HEAD + 'kind = "forbid"\n' + TERM, r"acme.toml:6: kind can't be 'forbid'; use one of avoid, prefer"),
        (HEAD + 'kind = "prefer"\n' + TERM, r"acme.toml:7: 'instead' is missing"),
        (HEAD + "points = 3\n" + TERM, r"acme.toml:6: points are negative"),
        (HEAD + "points = 1.5\n" + TERM, r"acme.toml:6: 'points' must be a whole number"),
        (HEAD + "on = 1\n" + TERM, r"acme.toml:6: 'on' must be true or false"),
        (HEAD + 'message = "{word}!"\n' + TERM, r"acme.toml:6: the message can't fill in \{word\}"),
        (HEAD + 'message = "{found"\n' + TERM, r"acme.toml:6: the message can't fill in \{found"),
        (HEAD + "bad = [3]\n" + TERM, r"acme.toml:6: an example in 'bad' is neither"),
        (HEAD + 'bad = """\nwhy = 3\n"""\ngood = [3]\n' + TERM, r"acme.toml:6: 'bad' must be a list"),
        (HEAD + TERM + TERM, r"acme.toml:10: the id 'word' is used twice"),
        (HEAD + '[[term]]\nid = "x"\nphrases = "x"\n', r"acme.toml:8: 'phrases' must be a list of texts"),
        (
            HEAD + '[[term]]\nid = "x"\nphrases = ["x"]\nkinds = ["duties"]\n',
            r"acme.toml:9: no statement is a 'duties'",
        ),
        (HEAD + '[[term]]\nid = "x"\nphrases = ["(x"]\n', r"ACME1/x: unbalanced brackets in '\(x'"),
        (HEAD + TERM + 'fix = "safe"\n', r"acme.toml:9: a fix needs its text"),
        ("code = \n" + TERM, r"acme.toml:1: not valid TOML"),
        (HEAD + 'message = "a } b"\n' + TERM, r"acme.toml:6: the message can't fill in \}"),
        (HEAD + 'redirects = ["RW601"]\n' + TERM, r"acme.toml:6: codes that begin with RW are built in"),
        (HEAD + 'bad = [{ text = "x", places = 3 }]\n' + TERM, r"acme.toml:6: an example in 'bad' is neither"),
        (HEAD + '[[term]]\nid = "x"\nphrases = ["…"]\n', r"acme.toml:8: '…' has no word"),
        (
            HEAD + '[[term]]\nid = "x"\nphrases = ["' + "(a|b|c|d) " * 9 + '"]\n',
            r"acme.toml:8: 262,144 phrases from one",
        ),
        ("a = " + "[" * 5000, r"acme.toml"),
        (HEAD + "term = 3\n", r"acme.toml:6: 'term' must be one or more tables"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(written, message):
    """A wrong key or value names file, line and what to write instead."""
    with pytest.raises(KnowledgeError, match="^" + message):
        rules_of([("acme.toml", written.encode())])


VALUES = st.one_of(st.integers(), st.booleans(), st.text(max_size=9), st.lists(st.text(max_size=4), max_size=3),
                   st.sampled_from(["prefer", "require", "[a", "{x}", "RW601", "safe"]))  # fmt: skip
WHOLE = {"code": "ACME1", "name": "a word", "severity": "warning", "why": "Because.", "advice": "Say less."}


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(rule_files.RULE_KEYS), VALUES, max_size=3),
       st.dictionaries(st.sampled_from(rule_files.TERM_KEYS), VALUES, max_size=3))  # fmt: skip
def test_any_values_make_a_rule_or_an_error_of_ours(rule, term):
    """Whatever stands at a key, the file is a rule that runs, or is told to be wrong with its place."""
    rule, term = {**WHOLE, **rule}, {"id": "word", "phrases": ["lighthouse"], **term}
    rule.pop("term", None)
    written = "\n".join(f"{key} = {json.dumps(value)}" for key, value in rule.items())
    written += "\n[[term]]\n" + "\n".join(f"{key} = {json.dumps(value)}" for key, value in term.items())
    with contextlib.suppress(KnowledgeError):
        (made,) = rules_of([("acme.toml", written.encode("utf-8", "replace"))])
        prove(made._replace(bad=("the lighthouse",), good=("nothing",)))


def test_bytes_that_are_no_text_are_told():
    """A file in another encoding is misuse."""
    with pytest.raises(KnowledgeError, match=r"acme.toml: the file is not UTF-8; save it as UTF-8"):
        rules_of([("acme.toml", b"\xff\xfe\x00")])


def test_a_code_is_used_once():
    """Two files can't share a code or a name."""
    with pytest.raises(KnowledgeError, match=r"b.toml: ACME1 is a rule of a.toml already"):
        rules_of([("a.toml", (HEAD + TERM).encode()), ("b.toml", (HEAD + TERM).encode())])


ESSAY = Path(__file__).resolve().parents[2] / "docs/own_rules.md"


@pytest.mark.parametrize(
    "written", re.findall(r"^```toml\n(.*?)^```", ESSAY.read_text("utf-8"), re.MULTILINE | re.DOTALL)
)
def test_the_essay_shows_rules_that_hold(written):
    """Every rule of the essay loads, and its examples hold."""
    (rule,) = rules_of([("own_rules.md", written.encode())])
    assert prove(rule).holds
