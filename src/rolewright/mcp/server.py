"""The server: tools, the rule book as resources, prompts; over standard input and output, or over HTTP on this machine."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp_types import ToolAnnotations
from pydantic import Field

from rolewright import __version__, api
from rolewright.errors import ConfigError
from rolewright.knowledge.shelf import shelf
from rolewright.mcp.market_table import market_table
from rolewright.mcp.tools import LONGEST, OWN_FOLDERS, TOOLS
from rolewright.reports.rule_markdown import escaped, markdown

HOST = "127.0.0.1"
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_MARK = re.compile(r"<(?=[\s/]*quoted)", re.IGNORECASE)
_MARKDOWN, _JSON = "text/markdown", "application/json"
Text = Annotated[str, Field(max_length=LONGEST)]


def server(folders: tuple[str, ...] = ()) -> MCPServer:
    """The server; `folders` may be read besides the client's roots."""
    OWN_FOLDERS[:] = folders
    table = shelf("assistants")
    made = MCPServer("rolewright", instructions=table["instructions"].strip(), version=__version__, log_level="WARNING")
    for tool in (*TOOLS, market_table):
        made.add_tool(tool, annotations=_READS)
    _resources(made)
    _prompts(made, table["prompts"])
    return made


def serve(made: MCPServer, port: int | None = None) -> None:
    """Serve standard input and output, or with a port HTTP on this machine alone."""
    if port is None:
        made.run("stdio")
    else:
        made.run("streamable-http", host=HOST, port=port)


def _resources(made: MCPServer) -> None:
    """The rule book and the schema of role files."""

    @made.resource("rolewright://rules", title="The rule book", mime_type=_MARKDOWN)
    def book() -> str:
        """Every rule with its severity and grade of evidence."""
        rows = [f"| {r.code} | {escaped(r.name)} | {r.topic} | {r.severity} | {r.evidence} |" for r in api.all_rules()]
        return "| code | name | topic | severity | evidence |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n"

    @made.resource("rolewright://rules/{code}", title="A rule", mime_type=_MARKDOWN)
    def rule(code: str) -> str:
        """A rule with its reasons, examples and sources."""
        try:
            return markdown(api.rule(code))
        except ConfigError as error:
            raise ResourceNotFoundError(str(error)) from error

    @made.resource("rolewright://role-schema", title="The schema of role files", mime_type=_JSON)
    def schema() -> str:
        """The JSON Schema of a role file."""
        return json.dumps(api.role_schema(), ensure_ascii=False)


def _prompts(made: MCPServer, table: dict[str, Any]) -> None:
    """The prompts; what a caller fills in stands quoted."""

    @made.prompt("intake", title=table["intake"]["title"], description=table["intake"]["about"])
    def intake(need: Text = "") -> str:
        """The questions of scoping, in order."""
        questions = "\n".join(f"{number}. {step.asks}" for number, step in enumerate(api.interview(), 1))
        return _filled(table["intake"]["text"], need=need or "nothing yet", questions=questions)

    @made.prompt("debrief", title=table["debrief"]["title"], description=table["debrief"]["about"])
    def debrief(role: Text, notes: Text) -> str:
        """Evidence side by side."""
        return _filled(table["debrief"]["text"], role=role, notes=notes)


def _filled(text: str, **values: str) -> str:
    """A prompt with its values; a value can't end its own quotation."""
    kept = {name: _MARK.sub("< ", value) for name, value in values.items()}
    return re.sub(r"\{(\w+)\}", lambda match: kept.get(match[1], match[0]), text).strip()
