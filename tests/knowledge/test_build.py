"""Knowledge files into a book: what a wrong entry is told, and the cache."""

from __future__ import annotations

import os
import re
import shutil
import struct
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolewright.errors import KnowledgeError
from rolewright.knowledge import loader
from rolewright.knowledge.build import SKILL_KINDS, _toml, _weights, build, expand
from rolewright.knowledge.normal import key, normalise
from rolewright.knowledge.rule_files import MOST_FORMS

ROOT = Path(loader.FOLDER)
RULE = 'code = "RW699"\nname = "x"\ntopic = "wording"\nseverity = "note"\nevidence = "house style"\nwhy = "y"\nadvice = "z"\n'
SKILL = '[[skill]]\nid = "{0}"\nname = "{1}"\nkind = "{2}"\n'


@pytest.fixture
def made(tmp_path):
    """`made({"cues.toml": "…"})` builds the book of these files alone."""

    def make(files):
        for folder in ("skills", "rules", "model"):
            (tmp_path / folder).mkdir(exist_ok=True)
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return build(str(tmp_path))

    return make


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("skills/a.toml", SKILL.format("x", "X", "tool") + SKILL.format("x", "Y", "tool"), ["a.toml", "x", "used twice"]),
        ("skills/a.toml", SKILL.format("x", "Same", "tool") + SKILL.format("y", "same", "tool"), ["a.toml", "y", "'same'", "belongs to x"]),
        ("skills/a.toml", SKILL.format("x", "X", "gadget"), ["a.toml", "x", "'gadget'", "unknown kind"]),
        ("skills/a.toml", SKILL.format("x", "X", "tool") + 'implies = ["nothing"]\n', ["x", "implies 'nothing'"]),
        ("skills/a.toml", '[[skill]]\nname = "X"\nkind = "tool"\n', ["a.toml", "'id' is missing"]),
        ("skills/a.toml", '[[skill]]\nid = "x"\nkind = "tool"\n', ["a.toml", "x", "'name' is missing"]),
        ("skills/a.toml", '[[skill]]\nid = "x"\nname = "X"\n', ["a.toml", "x", "'kind' is missing"]),
        ("skills/a.toml", "[[skill]\n", ["a.toml", "not valid TOML", "line 1"]),
        ("cues.toml", '[[cue]]\nphrases = ["a"]\n', ["cues.toml", "'id' is missing"]),
        ("cues.toml", '[[cue]]\nid = "c"\n', ["cues.toml", "c", "'phrases' is missing"]),
        ("cues.toml", '[[cue]]\nid = "c"\nphrases = ["(a|b"]\n', ["cues.toml", "c", "unbalanced"]),
        ("cues.toml", '[[cue]]\nid = "c"\nphrases = ["a] b"]\n', ["cues.toml", "c", "unbalanced"]),
        ("cues.toml", '[[cue]]\nid = "c"\nphrases = ["a|b"]\n', ["cues.toml", "c", "unbalanced"]),
        ("cues.toml", '[[cue]]\nid = "c"\nphrases = ["[a]"]\n', ["cues.toml", "c", "empty phrase"]),
        ("cues.toml", '[[cue]]\nid = "c"\nphrases = ["..."]\n', ["cues.toml", "c", "empty phrase"]),
        ("cues.toml", '[[cue]]\nid = "c"\nphrases = ["' + "(a|b|c|d) " * 6 + '"]\n', ["cues.toml", "c", "4096 phrases", str(MOST_FORMS)]),
        ("limits.toml", "[a.b]\nvalue = 1\n", ["limits.toml", "a.b", "'source' is missing"]),
        ("limits.toml", '[a.b]\nsource = "x"\n', ["limits.toml", "a.b", "'value' is missing"]),
        ("rules/RW699.toml", RULE, ["RW699.toml", "'term' is missing"]),
        ("rules/RW699.toml", RULE.replace('why = "y"\n', "") + "term = []\n", ["RW699.toml", "'why' is missing"]),
        ("rules/RW699.toml", RULE + '[[term]]\nphrases = ["a"]\n', ["RW699.toml", "'id' is missing"]),
        ("rules/RW699.toml", RULE + '[[term]]\nid = "t"\n', ["RW699.toml", "t", "'phrases' is missing"]),
        ("rules/RW699.toml", RULE + '[[term]]\nid = "t"\nphrases = ["(a"]\n', ["RW699.toml", "t", "unbalanced"]),
        ("places.toml", '[[place]]\ncode = "X"\nforms = ["x"]\n', ["places.toml", "X", "'name' is missing"]),
        ("model/weights.tsv", "# a comment\nno tab here\n", ["weights.tsv:2", "no tab"]),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named(made, name, text, says):
    """The error says which file and entry, what is wrong, and what to do instead."""
    with pytest.raises(KnowledgeError) as caught:
        made({name: text})
    for part in says:
        assert part in str(caught.value)
    assert caught.value.do


def test_a_file_in_another_encoding_is_named(made, tmp_path):
    """Bytes that aren't UTF-8 are an error of the file, not of the program."""
    made({})
    (tmp_path / "odd.toml").write_bytes(b'a = "\xff"')
    with pytest.raises(KnowledgeError, match=r"odd\.toml"):
        made({})


def test_an_empty_folder_is_an_empty_book(made):
    """Tables are optional: without any there is a book that knows nothing."""
    book = made({})
    assert (book.names, book.skills, book.limits, book.rules, book.said) == (((), (), ()), {}, {}, (), ())


def test_a_small_book(made):
    """A skill and a cue that share a phrase are one form with two meanings."""
    book = made(
        {
            "skills/a.toml": SKILL.format("x", "Big X", "tool") + 'aliases = ["bigx"]\n',
            "cues.toml": 'said = ["c"]\n[[cue]]\nid = "c"\nphrases = ["big x", "(a|b) [c] d"]\n',
        }
    )
    assert struct.unpack_from("16i", book.block)[8:10] == (2 + 4, 2 + 4 + 1)
    assert book.names == ((("x", "Big X", "tool"),), ("c",), ("c",))
    assert book.said == ("c",)


def test_a_feature_that_begins_with_a_hash_is_no_comment(tmp_path):
    """`#li` is a word of postings; only a line without a tab is a comment."""
    path = tmp_path / "weights.tsv"
    path.write_text("# made by a program\n\n#li\tk.other=5\n# 1\tk.pay=2\na\tk.duty=1\n", encoding="utf-8")
    assert _weights(path) == {"#li": "k.other=5", "# 1": "k.pay=2", "a": "k.duty=1"}


@pytest.mark.parametrize(
    ("phrase", "means"),
    [
        ("a", ["a"]),
        ("(a|b) c", ["a c", "b c"]),
        ("a [b] c", ["a b c", "a  c"]),
        ("[a|b] c", ["a c", "b c", " c"]),
        ("((a|b) x|c) d", ["a x d", "c d", "b x d", "c d"]),
    ],
)
def test_phrases_are_multiplied(phrase, means):
    """`(a|b)` is a choice, `[x]` may be absent, and both may nest."""
    assert expand(phrase) == means


@given(st.text())
def test_normalising_keeps_every_place(text):
    """The normalised text is as long as the text, and its words are a-z, 0-9, `+` and `#` only."""
    out = normalise(text)
    assert len(out) == len(text)
    assert re.fullmatch(r"[a-z0-9+# ]*", out)
    assert key(text) == " ".join(out.split()) == key(key(text))


# ---- The cache


@cache
def _whole():
    """The book of the real tables, built once."""
    return build(str(ROOT))


@pytest.fixture
def cached(tmp_path, monkeypatch):
    """The path of the cache in a folder of its own, and a function that asks for the book anew."""
    monkeypatch.setenv("ROLEWRIGHT_CACHE", str(tmp_path / "cache"))
    builds = []
    from rolewright.knowledge import build as module

    real = module.build

    def counted(folder):
        builds.append(folder)
        return _whole() if folder == str(ROOT) else real(folder)

    monkeypatch.setattr(module, "build", counted)
    path = Path(loader._cache_path())
    assert tmp_path in path.parents
    return path, loader.book.__wrapped__, builds


def test_the_cache_is_written_and_read(cached):
    """The first call builds and keeps the book, the second reads it; both are the same."""
    path, book, builds = cached
    first = book()
    assert path.exists()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert book() == first
    assert len(builds) == 1


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\x00" * 100, b"(\x00\x00\x00\x00", "half", "wrong", "short", "number"], ids=range(8)
)
def test_a_broken_cache_is_built_again(cached, content):
    """Half a file, rubbish, or another shape: the book is built again and kept."""
    import marshal

    path, book, builds = cached
    first = book()
    whole = path.read_bytes()
    made = {
        "half": whole[: len(whole) // 2],
        "wrong": marshal.dumps(("another stamp", tuple(first))),
        "short": marshal.dumps((loader._stamp(), tuple(first)[:1])),
        "number": marshal.dumps(1),
    }
    path.write_bytes(made.get(content, content) if isinstance(content, str) else content)
    assert book() == first
    assert len(builds) == 2
    assert path.read_bytes()[: len(whole) // 4] == whole[: len(whole) // 4] or loader._load(str(path), loader._stamp())


def test_a_stale_cache_is_built_again(cached, tmp_path, monkeypatch):
    """A table that is newer or of another size makes the cache stale."""
    copy = tmp_path / "knowledge"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(loader, "FOLDER", str(copy))
    _, book, builds = cached
    book()
    book()
    assert len(builds) == 1
    table = copy / "limits.toml"
    os.utime(table, ns=(1, 1))
    book()
    assert len(builds) == 2
    table.write_text(
        table.read_text(encoding="utf-8") + '\n[new.limit]\nvalue = 7\nsource = "a test"\n', encoding="utf-8"
    )
    assert book().limits["new.limit"] == 7
    assert len(builds) == 3


def test_a_cache_that_can_t_be_written_is_no_error(cached):
    """A file where the folder should be, or a folder where the file should be: the book is built each time."""
    path, book, builds = cached
    path.parent.parent.mkdir()
    path.parent.write_text("in the way", encoding="utf-8")
    assert book().limits
    path.parent.unlink()
    path.mkdir(parents=True)
    assert book().limits
    assert len(builds) == 2


@pytest.mark.parametrize("name", ["ROLEWRIGHT_CACHE", "XDG_CACHE_HOME"])
def test_the_cache_s_folder_can_be_named(monkeypatch, name):
    """By its own variable first, then by the system's."""
    monkeypatch.delenv("ROLEWRIGHT_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv(name, os.path.join(os.sep, "some", "where"))
    assert loader._cache_path().startswith(os.path.join(os.sep, "some", "where", "rolewright"))


# ---- The tables as they are


def skills() -> list[dict]:
    """Every skill as written."""
    return [s for path in sorted((ROOT / "skills").glob("*.toml")) for s in _toml(path)["skill"]]


def test_there_are_a_thousand_skills():
    """At least 1,000 skills, each of a known kind."""
    assert len(skills()) >= 1_000
    assert {s["kind"] for s in skills()} <= SKILL_KINDS


def test_what_was_released_has_a_date():
    """A skill of a kind that has releases says since when, as a year, month or day, after 1900."""
    dated = SKILL_KINDS - {"method", "practice", "standard"}
    missing = [s["id"] for s in skills() if s["kind"] in dated and not s.get("since")]
    assert missing == []
    for s in skills():
        if "since" in s:
            assert re.fullmatch(r"(19\d\d|20[0-3]\d)(-(0[1-9]|1[0-2])(-[0-3]\d)?)?", str(s["since"])), s["id"]


def test_every_limit_and_rule_has_a_source():
    """No number and no rule without a word on where it comes from."""
    for topic, entries in _toml(ROOT / "limits.toml").items():
        for name, entry in entries.items():
            assert entry["source"].strip(), f"{topic}.{name}"
    for path in (ROOT / "rules").glob("*.toml"):
        rule = _toml(path)
        sources = rule.get("sources") or rule.get("source")
        assert sources, path.name


def test_a_cue_that_is_written_twice_is_one():
    """A long cue may be split over entries with one id: they stand together and have one context."""
    cues = _toml(ROOT / "cues.toml")["cue"]
    ids = [c["id"] for c in cues]
    for one, other in pairwise(cues):
        if one["id"] == other["id"]:
            assert {k: v for k, v in one.items() if k != "phrases"} == {
                k: v for k, v in other.items() if k != "phrases"
            }
    assert len({i for i, _ in groupby(ids)}) == len([i for i, _ in groupby(ids)])


def test_every_name_that_is_said_is_a_cue():
    """The cues that a reading lists exist."""
    table = _toml(ROOT / "cues.toml")
    assert set(table["said"]) <= {c["id"] for c in table["cue"]}


def test_the_book_of_the_tables_is_the_one_in_use():
    """The cached book is what the tables say today."""
    assert _whole() == loader.book()
