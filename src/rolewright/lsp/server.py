"""The server: what an editor tells and asks, handed on; one process an editor, nothing written but rule pages asked for."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from rolewright import __version__, api
from rolewright.engine import plans
from rolewright.errors import RolewrightError
from rolewright.lsp import actions, diagnostics, role_file, symbols
from rolewright.lsp import hover as cards
from rolewright.lsp.opened import Opened, opened
from rolewright.lsp.options import Options, options_of
from rolewright.lsp.rows import Rows
from rolewright.reports.rule_markdown import markdown

SCORE = "rolewright/score"
"""A notification of ours: `{uri, score, band}` after each check, for a status bar."""
_WATCHED = ("**/rolewright.toml", "**/pyproject.toml", "**/*.toml", "**/*.json")


class Server(LanguageServer):
    """Holds the last check of each open document. The text is sent whole on each change (a posting has few kilobytes):
    pygls applies pieces by Python's idea of a line, which differs from an editor's.
    """

    def __init__(self) -> None:
        super().__init__("rolewright", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.options = Options()
        self.checked: dict[str, Opened] = {}
        self.pages = cache(lambda: tempfile.TemporaryDirectory(prefix="rolewright-"))

    def rows(self, uri: str) -> Rows:
        """A document's source by lines."""
        document = self.workspace.get_text_document(uri)
        return Rows(document.source, self.workspace.position_encoding)

    def check(self, uri: str, source: str | None = None) -> Opened:
        """The check of a document, or of what it would be. Raises RolewrightError if a file that it needs is wrong."""
        document = self.workspace.get_text_document(uri)
        rows = self.rows(uri) if source is None else Rows(source, self.workspace.position_encoding)
        return opened(uri, to_fs_path(uri) or uri, document.language_id or "", rows, self.options)

    def is_role(self, uri: str) -> bool:
        """Whether a document is a role file."""
        return role_file.is_role(to_fs_path(uri) or uri, self.workspace.get_text_document(uri).source)

    def is_posting(self, uri: str) -> bool:
        """Whether a document is to be checked as a posting: any that the client opens here and that isn't TOML."""
        return not (to_fs_path(uri) or uri).lower().endswith(".toml")

    def publish(self, uri: str) -> None:
        """Check a document and tell what was found."""
        found: list[types.Diagnostic] = []
        if self.is_role(uri):
            found = role_file.diagnostics(self.rows(uri), to_fs_path(uri) or uri)
        elif self.is_posting(uri):
            found = self._posting(uri)
        version = self.workspace.get_text_document(uri).version
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _posting(self, uri: str) -> list[types.Diagnostic]:
        try:
            made = self.checked[uri] = self.check(uri)
        except RolewrightError as error:
            self.checked.pop(uri, None)
            return [diagnostics.trouble(str(error))]
        self.protocol.notify(SCORE, {"uri": uri, "score": made.report.score, "band": made.report.band})
        return diagnostics.diagnostics(made)

    def again(self) -> None:
        """Check every open document once more, with what the files around them say now."""
        plans.forget()
        for uri in list(self.workspace.text_documents):
            self.publish(uri)


server = Server()


@server.feature(types.INITIALIZE)
def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Take the client's options."""
    _take(ls, params.initialization_options)


@server.feature(types.INITIALIZED)
def initialized(ls: Server, _: types.InitializedParams) -> None:
    """Ask to be told when a configuration, a rule, a role or a baseline changes on disk."""
    workspace = ls.client_capabilities.workspace
    watched = workspace and workspace.did_change_watched_files
    if watched and watched.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted = types.Registration("rolewright-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(types.RegistrationParams([wanted]))


@server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def files_changed(ls: Server, _: types.DidChangeWatchedFilesParams) -> None:
    """A file beside the postings changed."""
    ls.again()


@server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
def configured(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """The client's options changed: `{"rolewright": {…}}`."""
    given = params.settings
    _take(ls, given.get("rolewright") if isinstance(given, dict) else None)
    ls.again()


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A document is open."""
    ls.publish(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """A document was edited."""
    ls.publish(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A document was saved: what it is checked against may have been saved, too."""
    plans.forget()
    ls.publish(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """A document is closed: nothing is told of it any more."""
    ls.checked.pop(params.text_document.uri, None)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What stands under the pointer."""
    uri = params.text_document.uri
    if ls.is_role(uri):
        return role_file.hover(ls.rows(uri), params.position)
    made = ls.checked.get(uri)
    return cards.hover(made, params.position) if made else None


@server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["[", '"', "=", "{", ","]))
def completion(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    """What may be written in a role file."""
    uri = params.text_document.uri
    return role_file.completion(ls.rows(uri), params.position) if ls.is_role(uri) else []


@server.feature(
    types.TEXT_DOCUMENT_CODE_ACTION,
    types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, actions.FIX_ALL]),
)
def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about the findings in a range."""
    uri = params.text_document.uri
    made = ls.checked.get(uri)
    if made is None:
        return []
    return actions.actions(made, params, lambda source: ls.check(uri, source), snippets=_snippets(ls))


@server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def document_symbol(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The outline."""
    made = ls.checked.get(params.text_document.uri)
    return symbols.symbols(made) if made else []


@server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
def inlay_hint(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    """The strength of requirements."""
    made = ls.checked.get(params.text_document.uri)
    return symbols.hints(made, params.range) if made and ls.options.hints else []


@server.command(actions.EXPLAIN)
def explain(ls: Server, code: str, uri: str = "") -> str:
    """The page of a rule as Markdown; it is shown by a client that can show documents."""
    made = ls.checked.get(uri)
    rule = api.rule(code, made.settings if made else None)
    text = markdown(rule)
    window = ls.client_capabilities.window
    if window and window.show_document and window.show_document.support:
        page = from_fs_path(_page(ls, rule.code, text)) or ""
        ls.window_show_document(types.ShowDocumentParams(page, take_focus=True))
    return text


def _page(ls: Server, code: str, text: str) -> str:
    """A file with the page of a rule, for the editor to show; it goes with the server."""
    path = os.path.join(ls.pages().name, f"{code}.md")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _snippets(ls: Server) -> bool:
    """Whether the client can ask for words where an edit leaves room for them."""
    workspace = ls.client_capabilities.workspace
    edits = workspace and workspace.workspace_edit
    return bool(edits and edits.snippet_edit_support and edits.document_changes)


def _take(ls: Server, given: Any) -> None:
    """Take options; wrong ones are told and the ones before stay."""
    try:
        ls.options = options_of(given)
    except RolewrightError as error:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"Rolewright: {error}"))
