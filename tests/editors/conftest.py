"""A VS Code in the browser (`code-server`) with our extension, and what is needed to skip it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VSIX = ROOT / "editors/vscode/dist/rolewright.vsix"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SETTINGS = {
    "workbench.startupEditor": "none", "workbench.colorTheme": "Default Light Modern",
    "chat.disableAIFeatures": True, "editor.minimap.enabled": False, "editor.wordWrap": "on",
    "telemetry.telemetryLevel": "off", "extensions.autoCheckUpdates": False, "files.autoSave": "off",
    "editor.wordBasedSuggestions": "off", "workbench.secondarySideBar.defaultVisibility": "hidden",
}  # fmt: skip


@pytest.fixture(scope="session")
def code_server(tmp_path_factory):
    """The address of a running VS Code on a folder with one posting, `postings/posting.md`, and that folder."""
    command = shlex.split(os.environ.get("CODE_SERVER", "")) or [shutil.which("code-server") or ""]
    if not command[0]:
        pytest.skip("needs code-server on the path, or its command in CODE_SERVER")
    if not VSIX.exists():
        pytest.skip("needs dist/rolewright.vsix, which editors/vscode/build makes")
    home = tmp_path_factory.mktemp("code")
    folder, data = home / "work", home / "data"
    (folder / "postings").mkdir(parents=True)
    (folder / "rolewright.toml").touch()
    program = [sys.executable, "-m", "rolewright", "lsp"]
    for name, values in (("User", SETTINGS), ("Machine", {"rolewright.command": program})):
        (data / name).mkdir(parents=True)
        (data / name / "settings.json").write_text(json.dumps(values))
    command += ["--user-data-dir", str(data), "--extensions-dir", str(home / "extensions")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(home),
                   "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}  # fmt: skip
    subprocess.run([*command, "--install-extension", str(VSIX)], env=environment, check=True, capture_output=True)
    port = _free()
    options = ["--bind-addr", f"127.0.0.1:{port}", "--auth", "none", "--disable-telemetry", "--disable-update-check"]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *options, "--disable-workspace-trust", str(folder)], env=environment, stdout=log, stderr=log
        )
    try:
        _answers(f"http://127.0.0.1:{port}/healthz", process, home / "log")
        yield f"http://127.0.0.1:{port}/?folder={folder}", folder
    finally:
        process.terminate()
        process.wait(20)


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _answers(url: str, process: subprocess.Popen, log: Path) -> None:
    """Wait until a server answers; it fails if the process ends or a minute passes."""
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - this machine
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture
def page(tmp_path):
    """A page of Chromium; how it looked last is kept as `last.png` in the test's folder."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    if not CHROMIUM:
        pytest.skip("needs chromium")
    with sync_api.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if os.getuid() == 0 else [])
        made = browser.new_page(viewport={"width": 1280, "height": 1100})
        made.set_default_timeout(30_000)
        yield made
        made.screenshot(path=str(tmp_path / "last.png"))
        browser.close()
