"""Our settings for Neovim, as `editors/neovim.md` has them, in the real editor: diagnostics arrive, a fix is applied."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="needs the extra lsp")

ROOT = Path(__file__).resolve().parents[2]
NVIM = shutil.which("nvim")
PAGE = (ROOT / "editors/neovim.md").read_text("utf-8")
TEXT = "# ML Engineer\n\nWe 🎉 want a rockstar 🎸 who ships. You 🎯 utilize the whitelist.\n"
DRIVER = """
local told = {}
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, one in ipairs(vim.diagnostic.get(0)) do
  local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, false)[1]
  table.insert(told, { one.source, one.code or one.user_data.lsp.code, line:sub(one.col + 1, one.end_col) })
end
local client = vim.lsp.get_active_clients and vim.lsp.get_active_clients()[1] or vim.lsp.get_clients()[1]
local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
params.context = { only = { "source.fixAll.rolewright" }, diagnostics = {} }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
for _, answer in pairs(answers) do
  for _, action in ipairs(answer.result or {}) do
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  end
end
vim.cmd("write")
local out = io.open(vim.env.TOLD, "w")
out:write(vim.fn.json_encode(told))
out:close()
vim.cmd("qall!")
"""


def blocks(heading: str) -> list[str]:
    """The snippets of Lua under a heading."""
    return re.findall(r"```lua\n(.*?)```", PAGE.split(f"## {heading}")[1].split("\n## ")[0], re.DOTALL)


def settled(home: Path) -> None:
    """Write the documented settings for the Neovim that is there."""
    version = re.search(
        r"v0\.(\d+)", subprocess.run([NVIM, "--version"], capture_output=True, text=True, check=True).stdout
    )
    folder = home / "nvim"
    (folder / "lsp").mkdir(parents=True)
    if int(version[1]) < 11:
        (folder / "init.lua").write_text(blocks("0.7 to 0.10")[0])
        return
    server, start, _ = blocks("0.11 and newer")
    (folder / "lsp/rolewright.lua").write_text(server)
    (folder / "init.lua").write_text(start)


@pytest.mark.skipif(not NVIM, reason="needs nvim")
def test_a_posting_in_neovim(tmp_path):
    """Findings stand at their words behind emoji, and the safe fixes are written to the file."""
    settled(tmp_path / "config")
    program, work, driver = tmp_path / "bin/rolewright", tmp_path / "work", tmp_path / "driver.lua"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rolewright "$@"\n')
    program.chmod(0o755)
    work.mkdir()
    (work / "rolewright.toml").touch()
    (work / "posting.md").write_text(TEXT, "utf-8")
    driver.write_text(DRIVER)
    environment = {
        **os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8", "TOLD": str(tmp_path / "told"), **{f"XDG_{one}_HOME": str(tmp_path / one.lower()) for one in ("CONFIG", "DATA", "STATE", "CACHE")},
    }  # fmt: skip
    command = [NVIM, "--headless", "-n", "posting.md", "-c", f"luafile {driver}"]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (tmp_path / "told").exists(), done.stderr
    told = {code: (source, words) for source, code, words in json.loads((tmp_path / "told").read_text("utf-8"))}
    assert told["RW604"] == ("rolewright", "rockstar")
    assert told["RW920"] == ("rolewright", "utilize")
    assert "You 🎯 use the" in (work / "posting.md").read_text("utf-8")
