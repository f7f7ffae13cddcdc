"""The real server in a process of its own, and a client that speaks to it over pipes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="needs the extra lsp")
pytest_lsp = pytest.importorskip("pytest_lsp", reason="needs pytest-lsp")

from lsprotocol import types  # noqa: E402
from pytest_lsp import ClientServerConfig, LanguageClient  # noqa: E402

SRC = str(Path(__file__).resolve().parents[2] / "src")
COMMAND = [sys.executable, "-m", "rolewright", "lsp"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": SRC}


class Editor:
    """What an editor does, with short names; `scores` are the notifications of ours."""

    def __init__(self, client, folder):
        self.client, self.folder, self.version = client, folder, 1
        self.scores = []

    def uri(self, name):
        return (self.folder / name).as_uri()

    async def open(self, name, text, language="markdown"):
        """Open a document; its diagnostics."""
        item = types.TextDocumentItem(self.uri(name), language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return self.found(name)

    async def change(self, name, text):
        """Write another text; its diagnostics."""
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return self.found(name)

    async def save(self, name):
        document = types.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(document))
        await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return self.found(name)

    def found(self, name):
        return list(self.client.diagnostics[self.uri(name)])

    async def hover(self, name, line, character):
        document, at = types.TextDocumentIdentifier(self.uri(name)), types.Position(line, character)
        return await self.client.text_document_hover_async(types.HoverParams(document, at))

    async def complete(self, name, line, character):
        document, at = types.TextDocumentIdentifier(self.uri(name)), types.Position(line, character)
        found = await self.client.text_document_completion_async(types.CompletionParams(document, at))
        return {item.label: item for item in found}

    async def actions(self, name, at, only=None):
        context = types.CodeActionContext([], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(self.uri(name)), at, context)
        return list(await self.client.text_document_code_action_async(params) or [])


def begun(folder, *, snippets=False, show=True, encodings=None, options=None):
    """What the client says of itself."""
    return types.InitializeParams(
        capabilities=types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=encodings),
            workspace=types.WorkspaceClientCapabilities(
                workspace_edit=types.WorkspaceEditClientCapabilities(
                    document_changes=True, snippet_edit_support=snippets
                ),
                did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            ),
            window=types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(support=show)),
        ),
        initialization_options=options,
        root_uri=folder.as_uri(),
    )


@pytest_lsp.fixture(config=ClientServerConfig(COMMAND, server_env=ENVIRONMENT))
async def client(lsp_client: LanguageClient):
    """A client whose server ends with the test."""

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        lsp_client.registered = params.registrations

    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def serve(client, tmp_path):
    """To be awaited: starts a session in a folder with an empty configuration; an `Editor`."""

    async def start(**more):
        (tmp_path / "rolewright.toml").touch()
        await client.initialize_session(begun(tmp_path, **more))
        return Editor(client, tmp_path)

    return start
