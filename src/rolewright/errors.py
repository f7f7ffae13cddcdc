"""What can go wrong through misuse; trouble *in* a posting is a finding, never one of these."""

from __future__ import annotations


class RolewrightError(Exception):
    """Something the caller can mend: `what` happened, `where`, and what to `do`.

    Printed as one line, `where: what; do`.
    """

    def __init__(self, what: str, where: str = "", do: str = "") -> None:
        self.what, self.where, self.do = what, where, do
        super().__init__((f"{where}: " if where else "") + what + (f"; {do}" if do else ""))


class DocumentError(RolewrightError):
    """A document can't be read at all: missing, too large, encrypted, or not what its name says."""


class KnowledgeError(RolewrightError):
    """An entry of the knowledge tables is wrong; `where` is its file and entry."""


class ConfigError(RolewrightError):
    """A setting, a rule code or a baseline file is wrong."""


class MissingExtraError(RolewrightError):
    """An optional part isn't installed; `do` is the command that installs it."""
