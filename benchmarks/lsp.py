"""How fast the language server answers: open and edit to diagnostics, over pipes, on a posting of a thousand words.

`python benchmarks/lsp.py` prints medians and 95th percentiles in milliseconds, the bars, and the ratio to the check
alone in one process. The client is thirty lines of its own, so that its library's time isn't counted.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from rolewright import api
from rolewright.documents.load import from_text

ROOT = Path(__file__).resolve().parent.parent
OPEN_BAR, EDIT_BAR = 150, 30
ROUNDS = 200
WORDS = 1000
URI = "file:///postings/benchmark.md"


class Client:
    """Speaks the protocol over the pipes of a server."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "rolewright", "lsp"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.pipes: Any = self.process
        self.call("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, number=1)
        self.until(lambda message: message.get("id") == 1)
        self.call("initialized", {})

    def call(self, method: str, params: Any, number: int | None = None) -> None:
        """Send a message; with a number it is a request."""
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
        data = json.dumps(message).encode()
        self.pipes.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.pipes.stdin.flush()

    def until(self, wanted: Any) -> dict[str, Any]:
        """The next message that is wanted."""
        while True:
            size = 0
            while line := self.pipes.stdout.readline().strip():
                name, _, value = line.partition(b":")
                size = int(value) if name.lower() == b"content-length" else size
            message: dict[str, Any] = json.loads(self.pipes.stdout.read(size))
            if wanted(message):
                return message

    def timed(self, method: str, params: Any) -> float:
        """Milliseconds from a message to the diagnostics."""
        start = time.perf_counter()
        self.call(method, params)
        self.until(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        return (time.perf_counter() - start) * 1000


def posting() -> str:
    """A posting of a thousand words, made of the example."""
    lines = (ROOT / "examples/machine-learning-engineer.md").read_text(encoding="utf-8").split("\n")
    made: list[str] = []
    for line in lines * 9:
        if sum(len(one.split()) for one in made) >= WORDS:
            break
        made.append(line)
    return "\n".join(made)


def main() -> int:
    """Measure and print; 1 if a bar is missed."""
    text = posting()
    client = Client()

    def opened() -> float:
        document = {"uri": URI, "languageId": "markdown", "version": 1, "text": text}
        took = client.timed("textDocument/didOpen", {"textDocument": document})
        client.timed("textDocument/didClose", {"textDocument": {"uri": URI}})
        return took

    cold, opens = opened(), [opened() for _ in range(ROUNDS // 4)]
    client.call(
        "textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "markdown", "version": 1, "text": text}}
    )
    edits = []
    for number in range(ROUNDS):
        at = len(text) * number // ROUNDS
        change = {"text": f"{text[:at]} x{number} {text[at:]}"}
        edits.append(
            client.timed(
                "textDocument/didChange",
                {"textDocument": {"uri": URI, "version": number + 2}, "contentChanges": [change]},
            )
        )
    client.process.kill()
    client.process.wait()
    alone = statistics.median(_alone(text) for _ in range(ROUNDS))
    print(f"posting of {len(text.split())} words, {len(text):,} characters")
    print(f"first open          {cold:7.1f} ms (the book is read)")
    held = [_line("open to diagnostics", opens, OPEN_BAR), _line("edit to diagnostics", edits, EDIT_BAR)]
    print(f"the check alone     {alone:7.1f} ms, so an edit costs {statistics.median(edits) / alone:.1f} times that")
    return 0 if all(held) else 1


def _alone(text: str) -> float:
    start = time.perf_counter()
    api.check_posting(from_text(text, "benchmark.md", "markdown"))
    return (time.perf_counter() - start) * 1000


def _line(what: str, times: list[float], bar: float) -> bool:
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"{what} {statistics.median(times):7.1f} ms median, {p95:.1f} ms p95, bar {bar} ms: {'held' if p95 <= bar else 'MISSED'}"
    )
    return p95 <= bar


if __name__ == "__main__":
    sys.exit(main())
