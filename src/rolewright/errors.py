"""What can go wrong through misuse; trouble *in* a posting is a finding, never one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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


class CardError(RolewrightError):
    """A scorecard is wrong or can't be filled so; `where` names the card or its field, `do` what to write."""


class RoleError(RolewrightError):
    """A role file is wrong or incomplete; `where` names the field, `do` what to write. `others` are further lines."""

    def __init__(self, what: str, where: str = "", do: str = "", others: tuple[str, ...] = ()) -> None:
        super().__init__(what, where, do)
        self.others = others


class ModelError(RolewrightError):
    """A language model that the user named can't be reached, or doesn't answer as it should."""


def suggest(written: str, known: Iterable[str], otherwise: str) -> str:
    """`did you mean X?` if something known is near, else what to do otherwise."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in sorted(known)}
    near = get_close_matches(written.lower()[:200], by_lower, n=1, cutoff=0.6)
    return f"did you mean {by_lower[near[0]]!r}?" if near else otherwise


class GradeError(RolewrightError):
    """A take-home can't be set, unpacked, run or marked so; `where` is the file or folder."""


class VendorError(RolewrightError):
    """An applicant tracking system can't be reached, refuses, or answers otherwise than its documents say."""


class StoreError(RolewrightError):
    """The studio's database can't be opened, read or written; `where` names it."""


class MissingError(StoreError):
    """There is no such thing in the studio (any more)."""


class ConflictError(RolewrightError):
    """Somebody else changed the thing meanwhile; nothing was overwritten."""
