"""Role files in an editor: what is wrong, what fields mean, what may be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from rolewright.lsp.toml_scan import Scan

ROLE = (Path(__file__).resolve().parents[2] / "examples/roles/startup-ml-engineer.toml").read_text("utf-8")


@pytest.mark.asyncio
async def test_a_good_role_file_is_silent_and_a_wrong_one_is_not(client, serve, tmp_path):
    """A value that is none of the choices is an error on its line; a field that lacks is a warning."""
    editor = await serve()
    assert await editor.open("role.toml", ROLE, "toml") == []
    wrong = ROLE.replace('level = "mid"', 'level = "medium"').replace('title = "Machine Learning Engineer"\n', "")
    found = await editor.change("role.toml", wrong)
    line = wrong.split("\n").index('level = "medium"')
    assert [(one.range.start.line, one.severity) for one in found][:1] == [(line, types.DiagnosticSeverity.Error)]
    assert "intern" in found[0].message or "mid" in found[0].message
    assert any(
        one.message.startswith("title: it is missing") and one.severity == types.DiagnosticSeverity.Warning
        for one in found
    )
    found = await editor.change("role.toml", 'title = "ML Engineer\nlevel = "mid"\n')
    assert [one.range.start.line for one in found] == [0]


@pytest.mark.asyncio
async def test_other_toml_files_are_let_be(client, serve, tmp_path):
    """A `pyproject.toml` or any other TOML file is neither a role nor a posting."""
    editor = await serve()
    assert await editor.open("pyproject.toml", "[project]\nname = 'x'\n", "toml") == []
    assert await editor.open("settings.toml", "rockstar = 'x'\n", "toml") == []


@pytest.mark.asyncio
async def test_completion_offers_fields_tables_and_choices(client, serve, tmp_path):
    """Fields that aren't there yet, tables behind a bracket, choices with their meaning; in inline tables, too."""
    editor = await serve()
    text = 'level = "mid"\nfam\nbottleneck = \n[\n\n[company]\nname = "A"\n\n[ownership]\ndata = { own }\n'
    await editor.open("role.toml", text, "toml")
    fields = await editor.complete("role.toml", 1, 3)
    assert "family" in fields
    assert not {"level", "company"} & fields.keys()
    choices = await editor.complete("role.toml", 2, 13)
    assert choices['"production"'].documentation == "a model works in an experiment and doesn't reach users"
    assert {"[company]", "[[duties]]"} <= (await editor.complete("role.toml", 3, 1)).keys()
    fields = await editor.complete("role.toml", 7, 0)
    assert "stage" in fields
    assert "name" not in fields
    fields = await editor.complete("role.toml", 9, 12)
    assert fields["owner"].text_edit.range.start.character == 9


@pytest.mark.asyncio
async def test_hover_says_what_a_field_is_for(client, serve, tmp_path):
    """Help and choices of the field, in tables, lists and inline tables."""
    editor = await serve()
    await editor.open("role.toml", ROLE, "toml")
    rows = ROLE.split("\n")
    line = rows.index('bottleneck = "production"')
    card = await editor.hover("role.toml", line, 3)
    assert "What holds the work up today" in card.contents.value
    assert "- `scale`: " in card.contents.value
    line = next(i for i, row in enumerate(rows) if row.startswith("deploy = {"))
    card = await editor.hover("role.toml", line, rows[line].index("owner") + 1)
    assert card.contents.value.startswith("**owner**")
    assert await editor.hover("role.toml", 1, 3) is None


def test_the_scan_agrees_with_tomls_own_reader():
    """On a whole role file every key is found with its path and value, none that isn't there."""
    import tomllib

    found = Scan(ROLE)
    for key in found.keys:
        value = ROLE[key.value[0] : key.value[1]].strip()
        assert tomllib.loads(f"x = {value}")["x"] is not None
        table = tomllib.loads(ROLE)
        for part in key.path:
            table = table[part]
            table = table[0] if isinstance(table, list) else table
        assert ROLE[key.start : key.end] == key.name
    names = {key.name for key in found.keys if not key.path}
    assert names | {path[0] for _, _, path in found.headers} == set(tomllib.loads(ROLE))


@pytest.mark.parametrize("end", range(0, len(ROLE), 97))
def test_the_scan_never_gives_up(end):
    """A file cut off anywhere still has a spot with a path of known tables."""
    spot = Scan(ROLE[:end]).spot
    assert spot.start <= end
    assert all(part in ROLE for part in spot.path)
