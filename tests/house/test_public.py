"""What the package promises as a whole: names, docstrings, sources, and a light start."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import rolewright
from rolewright import api
from rolewright.model import terms

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/rolewright"
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("numpy", "pandas", "polars", "daft", "pyarrow", "pypdfium2", "docx", "lxml", "turbohtml", "fastapi", "starlette",
         "requests", "httpx", "httpx2", "urllib.request", "http.client", "ssl", "sqlite3", "asyncio", "multiprocessing", "dataclasses",
         "inspect", "tomllib", "email")  # fmt: skip


def short(path: Path) -> str:
    """The name of a module in a test's name."""
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("module", [rolewright, api])
def test_all_is_sorted_and_true(module: object) -> None:
    """`__all__` is sorted, has no doubles, and every name in it exists and has a docstring."""
    names = module.__all__
    assert names == sorted(set(names))
    assert not [name for name in names if not getattr(module, name).__doc__]


def test_the_package_and_the_library_agree() -> None:
    """What the package shows is what `api` has."""
    assert set(rolewright.__all__) <= set(api.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The lazy package behaves like a module."""
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = rolewright.no_such_name


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_public_names_have_docstrings(path: Path) -> None:
    """Every module, public class and public function says what it is."""
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    bare = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            members = [m for m in node.body if isinstance(m, ast.FunctionDef)] if isinstance(node, ast.ClassDef) else []
            bare += [m.name for m in (node, *members) if not m.name.startswith("_") and not ast.get_docstring(m)]
    assert not bare


def modules_after(command: str) -> set[str]:
    """The modules that a fresh Python has loaded at the end of a command."""
    code = f"import sys\n{command}\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("path", ["examples/machine-learning-engineer.md", "examples/good.md"])
def test_check_stays_light(path: str) -> None:
    """Checking a Markdown posting loads no PDF, DOCX, HTML, dataframe, web or database library."""
    warm = "from rolewright.knowledge.loader import book\nbook()"
    subprocess.run([sys.executable, "-c", warm], cwd=ROOT, check=True)
    loaded = modules_after(f"from rolewright.cli import main\nmain(['check', '--exit-zero', {path!r}])")
    assert not [name for name in HEAVY if name in loaded]


def test_import_is_free() -> None:
    """`import rolewright` loads nothing of the library until a name is used."""
    loaded = modules_after("import rolewright")
    assert not [name for name in loaded if name.startswith("rolewright.")]


def test_no_rule_states_a_date_or_a_law_in_code() -> None:
    """Dates and web addresses stand in knowledge files, not in `.py` files; examples and docstrings may have them."""
    found = []
    for path in sorted((PACKAGE / "rules").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Compare):
                texts = [c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)]
                found += [
                    f"{short(path)}:{node.lineno}: {t}" for t in texts if t[:2] in {"19", "20"} and t[:4].isdigit()
                ]
    assert not found


@pytest.mark.parametrize("rule", api.all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_complete(rule: object) -> None:
    """Every rule has a known topic's code, a grade, a source, reasons and advice; points have the severity's sign."""
    assert rule.code[:2] == ("RC" if rule.severity == "credit" else "RW")
    assert rule.code[2:].isdigit()
    assert rule.evidence in terms.GRADES
    assert rule.why.strip()
    assert rule.advice.strip()
    assert rule.sources or rule.topic == "document", "only the rules about the file itself need no source"
    assert all(source.strip() for source in rule.sources)
    assert rule.points > 0 if rule.severity == "credit" else rule.points <= 0


def test_codes_and_names_are_used_once() -> None:
    """No two rules share a code, an old code or a name."""
    codes = [code for rule in api.all_rules() for code in (rule.code, *rule.redirects)]
    names = [rule.name for rule in api.all_rules()]
    assert len(codes) == len(set(codes))
    assert len(names) == len(set(names))


def sourceless(value: object, where: str, *, inherited: bool = False) -> list[str]:
    """Tables that hold a `value` or a law's `since` without a `source`, here or above."""
    if isinstance(value, list):
        return [bad for i, one in enumerate(value) for bad in sourceless(one, f"{where}[{i}]", inherited=inherited)]
    if not isinstance(value, dict):
        return []
    has = inherited or any(key in value for key in ("source", "sources", "verified"))
    bad = [where] if not has and ({"value", "since"} & value.keys()) else []
    return bad + [b for key, one in value.items() for b in sourceless(one, f"{where}.{key}", inherited=has)]


@pytest.mark.parametrize("name", ["limits.toml", "laws.toml"])
def test_knowledge_says_where_it_is_from(name: str) -> None:
    """Every threshold and every law names its source."""
    table = tomllib.loads((PACKAGE / "knowledge" / name).read_text("utf-8"))
    assert not sourceless(table, name)


def test_every_data_file_is_packed() -> None:
    """The folders that the loader reads hold tables only, so that the wheel's pattern takes them all."""
    odd = [
        p.name
        for p in (PACKAGE / "knowledge").rglob("*")
        if p.is_file() and p.suffix not in {".py", ".pyc", ".toml", ".tsv", ".md"}
    ]
    assert not odd


DOORS = (
    "boards/door.py",
    "studio/fetch.py",
    "studio/oidc.py",
    "studio/serve.py",
    "writing/llm.py",
    "takehome/bubblewrap.py",
    "takehome/containers.py",
    "takehome/given/",
    "takehome/pipe.py",
    "takehome/relay.py",
    "takehome/sandbox.py",
    "takehome/service.py",
    "takehome/sidecar.py",
    "takehome/wire.py",
    "vendors/door.py",
)
"""Systems, boards, pages and a language model that a user names; the studio's own port and who signs people in; a submission in its
box, by a unix socket or loopback; what a candidate is given."""


def test_no_network_in_the_package() -> None:
    """No module of the package imports anything that could open a connection, but those that a user turns on by name."""
    doors = {"socket", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "ssl"}
    found = []
    for path in (path for path in MODULES if not short(path).startswith(DOORS)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [
                f"{short(path)}: {name}" for name in names if name.split(".")[0] in doors and name != "urllib.parse"
            ]
    assert not found
