"""Hostile role files: wrong types, strange texts, far too much. An error names the field; what loads, round-trips."""

from __future__ import annotations

import copy
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from role_schema import errors as schema_errors

from rolewright.errors import RoleError
from rolewright.model.role import Role
from rolewright.scoping.diagnose import diagnose
from rolewright.scoping.dump import dumps
from rolewright.scoping.load import LIMIT, loads
from rolewright.scoping.parse import role_of
from rolewright.scoping.propose import fill
from rolewright.scoping.schema import schema

ROLES = Path(__file__).resolve().parents[2] / "examples/roles"
TABLES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(ROLES.glob("*.toml"))}
GOOD = TABLES["startup-ml-engineer"]
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2), st.lists(st.dictionaries(st.text(max_size=5), st.text()), max_size=2),
)  # fmt: skip


def paths(value, path=()):
    """Every path into nested tables and lists."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        yield (*path, name)
        yield from paths(one, (*path, name))


ALL_PATHS = list(paths(GOOD))


def put(table, path, value):
    """A copy with one value changed."""
    out = copy.deepcopy(table)
    at = out
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = value
    return out


@given(st.sampled_from(ALL_PATHS), ANYTHING)
@settings(max_examples=400, deadline=None)
def test_a_wrong_value_is_a_problem_or_fits(path, value):
    """Whatever stands at a field: a problem names the field, or the role loads; then schema and file agree."""
    role, problems = role_of(put(GOOD, path, value))
    for problem in problems:
        assert problem.path
        assert problem.what
        assert problem.do
    top = path[0]
    assert all(problem.path.startswith(str(top)) for problem in problems)
    if not problems:
        assert role_of(tomllib.loads(dumps(role)), complete=False) == (role, ())
        json.dumps(diagnose(role).as_dict())


@given(st.sampled_from([path for path in ALL_PATHS if isinstance(path[-1], str)]), st.text(min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_an_unknown_key_is_named(path, key):
    """A key that isn't a field is a problem with what to write."""
    table = copy.deepcopy(GOOD)
    at = table
    for name in path[:-1]:
        at = at[name]
    if key in at:
        return
    known = {name for name, _ in at.items()}
    at[key] = "x"
    _, problems = role_of(table)
    assert any("no such field" in p.what for p in problems) or key not in known


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_a_text_that_loads_round_trips(text):
    """A text either is refused with a reason, or is the same after writing and reading."""
    role, problems = role_of(put(put(GOOD, ("company", "about"), text), ("must_haves", 0, "what"), text))
    if problems:
        assert {p.path for p in problems} <= {"company.about", "must_haves[1].what"}
    else:
        again = loads(dumps(role, {"company.about": ("a note",)}).encode())
        assert again == role


@pytest.mark.parametrize("name", TABLES)
def test_the_examples_fit_the_schema(name):
    """Every example, and every role written anew, fits the JSON Schema; so does plain data of it."""
    whole = schema()
    assert not schema_errors(TABLES[name], whole, whole)
    role, _ = role_of(TABLES[name])
    assert not schema_errors(role.as_dict(), whole, whole)
    assert not schema_errors(tomllib.loads(dumps(role)), whole, whole)


@given(st.sampled_from(ALL_PATHS), ANYTHING)
@settings(max_examples=300, deadline=None)
def test_the_schema_and_the_loader_agree(path, value):
    """What the loader takes fits the schema."""
    whole = schema()
    table = put(GOOD, path, value)
    if value is not None and not role_of(table)[1]:
        assert not schema_errors(table, whole, whole)


@pytest.mark.parametrize("field", sorted(schema()["required"]))
def test_a_missing_field_is_named(field):
    """A finished role lacks no needed field; the error says which and what to write; a draft may lack it."""
    table = {name: value for name, value in GOOD.items() if name != field}
    _, problems = role_of(table)
    assert [(p.path, p.what) for p in problems if p.path == field] == [(field, "it is missing")]
    assert not role_of(table, complete=False)[1]


def test_ten_thousand_skills():
    """Far too many must-haves are refused with their number; so is a file beyond its limit."""
    many = [{"what": f"skill {i}", "duty": "serve-forecast"} for i in range(10_000)]
    _, (problem,) = role_of(put(GOOD, ("must_haves",), many))
    assert (problem.path, problem.what) == ("must_haves", "10,000 entries")
    with pytest.raises(RoleError, match="a role fits into"):
        loads(b"#" * (LIMIT + 1))


def test_a_hundred_of_everything_is_quick_to_diagnose():
    """The most that a role may hold is diagnosed without fuss."""
    duties = [{"id": f"d{i}", "text": f"Train model {i} in Python.", "stage": "model"} for i in range(100)]
    musts = [{"what": f"skill {i} " + "x" * 500, "skill": "Python", "duty": f"d{i}"} for i in range(100)]
    role, problems = role_of(put(put(GOOD, ("duties",), duties), ("must_haves",), musts))
    assert not problems
    assert len(diagnose(role).must_haves) == 100


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xff\xfe", "isn't UTF-8"),
        (b"a = = 1", "isn't valid TOML"),
        (b"a = " + b"[" * 5000, "isn't valid TOML|nested too deep"),
        (b"", "it is missing"),
        (b"version = 99999999999999999999999", "out of range"),
    ],
)
def test_a_file_that_is_no_role(data, told):
    """Bytes that hold no role are refused in one line."""
    with pytest.raises(RoleError, match=told) as error:
        loads(data, "r.toml")
    assert "\n" not in str(error.value)


@given(st.lists(st.text(min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_any_duties_can_be_filled_in(texts):
    """Duties in any words get ids of their own, and the filled role is complete enough to write and read."""
    draft, _ = role_of({"duties": [{"text": text} for text in texts]}, complete=False)
    role, _ = fill(draft)
    assert len({duty.id for duty in role.duties}) == len(role.duties)
    assert loads(dumps(role).encode(), complete=False) == role
    assert fill(role)[0] == role


def test_an_empty_role_round_trips():
    """The blank role file holds nothing, and says so."""
    assert loads(dumps(Role()).encode(), complete=False) == Role()
