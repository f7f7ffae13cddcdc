"""`rolewright lsp` as an editor sees it: the real process over pipes."""

from __future__ import annotations

import ast

import pytest
from lsprotocol import types

EMOJI = """# 🚀🚀 ML Engineer

We 🎉 want a rockstar 🎸 who ships. You 🎯 utilize the whitelist.

## Requirements

- 5+ years of Python 🐍 and so on.
- Go is a plus.
"""


def cut(text, at):
    """The text in a range, as an editor that counts UTF-16 cuts it."""
    assert at.start.line == at.end.line
    data = text.split("\n")[at.start.line].encode("utf-16-le")
    return data[2 * at.start.character : 2 * at.end.character].decode("utf-16-le")


def edited(text, edits):
    """A text with an edit's changes, counted in UTF-16."""
    rows = text.split("\n")

    def offset(at):
        before = sum(len((row + "\n").encode("utf-16-le")) for row in rows[: at.line])
        return before + 2 * at.character

    data = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda one: offset(one.range.start), reverse=True):
        data = data[: offset(edit.range.start)] + edit.new_text.encode("utf-16-le") + data[offset(edit.range.end) :]
    return data.decode("utf-16-le")


def by_code(found, code):
    return next(one for one in found if one.code == code)


@pytest.mark.asyncio
async def test_ranges_hold_the_words_behind_emoji(client, serve, tmp_path):
    """Every range is in UTF-16 units: behind emoji it still holds exactly the words that are meant."""
    editor = await serve()
    found = await editor.open("posting.md", EMOJI)
    assert cut(EMOJI, by_code(found, "RW604").range) == "rockstar"
    assert cut(EMOJI, by_code(found, "RW920").range) == "utilize"
    assert cut(EMOJI, by_code(found, "RW608").range) == "whitelist"
    one = by_code(found, "RW604")
    assert (one.severity, one.source) == (types.DiagnosticSeverity.Warning, "rolewright")


@pytest.mark.asyncio
async def test_other_encodings_are_kept_to(client, serve, tmp_path):
    """A client that counts bytes gets bytes."""
    editor = await serve(encodings=[types.PositionEncodingKind.Utf8])
    found = await editor.open("posting.md", EMOJI)
    at = by_code(found, "RW604").range
    assert EMOJI.split("\n")[2].encode()[at.start.character : at.end.character] == b"rockstar"


@pytest.mark.asyncio
async def test_lines_are_those_of_the_editor(client, serve, tmp_path):
    """Separators that only Python takes for line ends (form feed, U+2028, vertical tab) don't shift what follows."""
    editor = await serve()
    text = "# ML Engineer\x0c\n\nOne\u2028two\x0bthree.\r\nWe want a rockstar.\n"
    found = await editor.open("posting.md", text)
    assert by_code(found, "RW604").range.start == types.Position(3, 10)
    found = await editor.change("posting.md", "\u2028\n" + text)
    assert by_code(found, "RW604").range.start == types.Position(4, 10)


@pytest.mark.asyncio
async def test_a_change_is_checked_and_a_closed_document_is_silent(client, serve, tmp_path):
    """Mending the text takes the finding away; closing takes all away; what is open is scored."""
    editor = await serve()
    await editor.open("posting.md", EMOJI)
    found = await editor.change("posting.md", EMOJI.replace("rockstar", "colleague"))
    assert "RW604" not in {one.code for one in found}
    document = types.TextDocumentIdentifier(editor.uri("posting.md"))
    client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert editor.found("posting.md") == []


@pytest.mark.asyncio
async def test_the_configuration_is_read_anew_on_saving(client, serve, tmp_path):
    """`rolewright.toml` decides, and a change of it counts at the next save; a wrong one is told, not ignored."""
    editor = await serve()
    await editor.open("posting.md", EMOJI)
    (tmp_path / "rolewright.toml").write_text('ignore = ["RW604"]')
    assert "RW604" not in {one.code for one in await editor.save("posting.md")}
    (tmp_path / "rolewright.toml").write_text("ignored = 1")
    found = await editor.save("posting.md")
    assert [one.severity for one in found] == [types.DiagnosticSeverity.Error]
    assert "rolewright.toml" in found[0].message
    assert "'ignore'" in found[0].message


@pytest.mark.asyncio
async def test_options_of_the_client(client, serve, tmp_path):
    """Jurisdictions that the client names are checked against."""
    editor = await serve(options={"jurisdictions": ["US-CO"]})
    found = await editor.open("posting.md", EMOJI)
    assert "Colorado" in by_code(found, "RW701").message


@pytest.mark.asyncio
async def test_hover_shows_the_evidence(client, serve, tmp_path):
    """The card of a finding has why, what to do, the grade and the sources; a skill says how strongly it is asked for."""
    editor = await serve()
    found = await editor.open("posting.md", EMOJI)
    at = by_code(found, "RW604").range
    card = await editor.hover("posting.md", at.start.line, at.start.character + 2)
    for part in ("**RW604", "*Why*", "*Do*", "*Evidence*", "points"):
        assert part in card.contents.value
    assert card.range == at
    card = await editor.hover("posting.md", 6, 17)
    assert "**Python** (language): required" in card.contents.value
    assert await editor.hover("posting.md", 3, 0) is None


@pytest.mark.asyncio
async def test_a_fix_and_all_safe_fixes(client, serve, tmp_path):
    """The quick fix mends one finding, the source action all that are safe, and both edits land on the right words."""
    editor = await serve()
    found = await editor.open("posting.md", EMOJI)
    actions = await editor.actions("posting.md", by_code(found, "RW920").range)
    fix = next(one for one in actions if one.title == "Replace “utilize” by “use”")
    assert fix.is_preferred
    assert edited(EMOJI, *fix.edit.changes.values()) == EMOJI.replace("utilize", "use")
    whole = types.Range(types.Position(0, 0), types.Position(9, 0))
    actions = await editor.actions("posting.md", whole, ["source.fixAll"])
    assert [one.kind for one in actions] == ["source.fixAll.rolewright"]
    after = edited(EMOJI, *actions[0].edit.changes.values())
    assert after == EMOJI.replace("utilize", "use").replace("whitelist", "allowlist")


@pytest.mark.asyncio
@pytest.mark.parametrize(("name", "language"), [("a.md", "markdown"), ("a.html", "html"), ("a.txt", "plaintext")])
@pytest.mark.parametrize("title", ["Ignore RW604 here, with a reason", "Ignore RW604 in this posting, with a reason"])
async def test_an_excuse_works_and_asks_for_its_reason(client, serve, tmp_path, name, language, title):
    """The comment silences its finding, in every format that has comments; until a reason is written, RW002 asks for it."""
    editor = await serve()
    text = EMOJI if language != "html" else "<h1>ML Engineer</h1><p>We want a 🎸 <b>rockstar</b>.</p><p>Go.</p>"
    found = await editor.open(name, text, language)
    actions = await editor.actions(name, by_code(found, "RW604").range)
    excuse = next(one for one in actions if one.title == title)
    after = edited(text, *excuse.edit.changes.values())
    found = await editor.change(name, after)
    codes = {one.code for one in found}
    assert "RW604" not in codes
    assert "RW002" in codes
    codes = {one.code for one in await editor.change(name, after.replace("because", "because it is a band"))}
    assert not codes & {"RW002", "RW003", "RW604"}


@pytest.mark.asyncio
async def test_a_client_with_snippets_is_asked_for_the_reason(client, serve, tmp_path):
    """Where an edit can leave room for words, the reason is that room."""
    editor = await serve(snippets=True)
    found = await editor.open("posting.md", EMOJI)
    actions = await editor.actions("posting.md", by_code(found, "RW604").range)
    excuse = next(one for one in actions if one.title.startswith("Ignore RW604 here"))
    snippet = excuse.edit.document_changes[0].edits[0].snippet.value
    assert snippet == " <!-- rolewright: ignore RW604 because ${1:the reason} -->"


@pytest.mark.asyncio
async def test_explain_shows_the_rule(client, serve, tmp_path):
    """The command returns the rule's page and opens it in a client that can show documents."""
    editor = await serve()
    found = await editor.open("posting.md", EMOJI)
    actions = await editor.actions("posting.md", by_code(found, "RW604").range)
    # the client's library takes an action without an edit for a bare command, whose name it then writes out
    called = ast.literal_eval(next(one.command for one in actions if one.title == "Explain RW604"))
    asked = types.ExecuteCommandParams(**{key: called[key] for key in ("command", "arguments")})
    page = await client.workspace_execute_command_async(asked)
    assert page.startswith("# RW604 doesn't allow hero titles")
    assert "## Leaves alone" in page
    assert [one.uri.rpartition("/")[2] for one in client.shown_documents] == ["RW604.md"]


@pytest.mark.asyncio
async def test_outline_and_strength(client, serve, tmp_path):
    """The sections hold their statements; each requirement says whether it is a must."""
    editor = await serve()
    await editor.open("posting.md", EMOJI)
    document = types.TextDocumentIdentifier(editor.uri("posting.md"))
    found = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert [one.name for one in found] == ["🚀🚀 ML Engineer", "Requirements"]
    assert [one.name for one in found[1].children] == ["5+ years of Python 🐍 and so on.", "Go is a plus."]
    assert found[1].children[0].detail == "must"
    whole = types.Range(types.Position(0, 0), types.Position(9, 0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
    assert [(hint.label, hint.position.line) for hint in hints] == [("must", 6), ("nice", 7)]
    assert hints[0].position.character == len("- 5+ years of Python 🐍 and so on.") + 1
