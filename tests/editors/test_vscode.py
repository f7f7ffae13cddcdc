"""The VS Code extension and the server agree; what can be said without VS Code itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="needs the extra lsp")

from rolewright import __version__
from rolewright.lsp.options import Options, options_of
from rolewright.lsp.role_file import is_role
from rolewright.lsp.server import SCORE

FOLDER = Path(__file__).resolve().parents[2] / "editors/vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text("utf-8"))
SOURCE = (FOLDER / "src/extension.ts").read_text("utf-8")
SETTINGS = MANIFEST["contributes"]["configuration"]["properties"]


def test_its_settings_are_the_servers_options():
    """Every option of the server is a setting, sent on under its name with a default that the server takes."""
    sent = json.loads(re.search(r"const OPTIONS = (\[.*?\])", SOURCE)[1])
    assert set(sent) == set(Options._fields)
    assert {f"rolewright.{name}" for name in sent} | {"rolewright.command", "rolewright.files"} == SETTINGS.keys()
    assert options_of({name: SETTINGS[f"rolewright.{name}"]["default"] for name in sent}) == Options()


def test_its_commands_and_messages_are_known():
    """Each command of the manifest is registered; the notification and the role files are the server's."""
    for command in MANIFEST["contributes"]["commands"]:
        assert f'registerCommand("{command["command"]}"' in SOURCE
    assert f'onNotification("{SCORE}"' in SOURCE
    patterns = json.loads(re.search(r"const ROLES = (\[.*?\])", SOURCE)[1])
    for pattern in patterns:
        assert is_role(pattern.replace("**/", "/a/").replace("*", "x"), "")


def test_the_versions_are_one():
    """The extension has the version of the program, in its lock file, too."""
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    assert MANIFEST["version"] == lock["version"] == lock["packages"][""]["version"] == __version__


def test_a_workspace_that_is_not_trusted_starts_nothing():
    """A folder's own settings can't name a program to start unless its owner is trusted."""
    assert MANIFEST["capabilities"]["untrustedWorkspaces"]["supported"] is False
    assert SETTINGS["rolewright.command"]["scope"] == "machine-overridable"
