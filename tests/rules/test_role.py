"""The rules that hold a posting against a role file."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewright import api
from rolewright.engine import config
from rolewright.model.role import Role
from rolewright.model.rule import Example
from rolewright.rules import collect
from rolewright.rules.role._samples import POSTING, ROLE
from rolewright.scoping.load import loads

ROOT = Path(__file__).resolve().parents[2]
RULES = [rule for rule in collect() if rule.topic == "role"]
ROLES = sorted((ROOT / "examples/roles").glob("*.toml"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_without_a_role_nothing_fires(rule, case_of):
    """The same postings without their role give no hit, and an empty role has nothing to say either."""
    for example in (*rule.bad, *rule.good):
        case = case_of(Example(example.text))
        assert not list(rule.check(case))
        assert not list(rule.check(case._replace(role=Role())))


def test_role_rules_are_not_even_asked_without_a_role():
    """`check` without a role runs none of them; with one, all."""
    codes = {rule.code for rule in RULES}
    assert not codes & {finding.code for finding in api.check(POSTING).findings}
    role = loads(ROLE.encode(), complete=False)
    assert {f.code for f in api.check(POSTING, role=role).findings} & codes == {"RC951"}


@pytest.mark.parametrize("path", ROLES, ids=lambda path: path.stem)
def test_another_roles_posting_is_told_apart(path):
    """The startup's posting fits the startup's role; against the others the title, the pay and the must-haves are told."""
    role = config.load_role(str(path))
    text = (ROOT / "examples/good.md").read_text("utf-8")
    codes = {f.code for f in api.check(text, role=role, select=("role",)).findings if f.severity == "warning"}
    if path.stem.startswith("startup"):
        assert codes <= {"RW952"}
    else:
        assert {"RW953", "RW958", "RW959"} <= codes


def test_the_pay_is_put_right_by_an_unsafe_fix():
    """`--unsafe-fixes` writes the role's range; then the pay agrees."""
    role = loads(ROLE.encode(), complete=False)
    wrong = POSTING.replace("$128,000", "$90,000")
    mended = api.fix(wrong, unsafe=True, role=role, select=("RW959",))
    assert "128,000 to 152,000 USD a year" in mended
    assert not api.check(mended, role=role, select=("RW959",)).findings
