"""Where a posting and its role have parted."""

from __future__ import annotations

from typing import Any

from rolewright.model.record import NamedTuple

VERSION = 1


class Parted(NamedTuple):
    """One thing that only one of the two says, or that both say differently.

    `kind` is must, nice, skill, years, degree, duty, title, level, pay or mode. `text` are the words; `field` the role's
    field, if it has one; `start` and `end` a span of the posting, both -1 if it isn't there. `other` is what the role
    says instead, for what both say.
    """

    kind: str
    text: str
    field: str = ""
    start: int = -1
    end: int = -1
    other: str = ""


class Drift(NamedTuple):
    """`only_posting`: what the posting asks that the role doesn't; `only_role`: the reverse; `changed`: said differently."""

    only_posting: tuple[Parted, ...] = ()
    only_role: tuple[Parted, ...] = ()
    changed: tuple[Parted, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing has parted."""
        return not (self.only_posting or self.only_role or self.changed)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON, version 1."""
        return {
            "version": VERSION,
            "same": self.same,
            **{name: [one._asdict() for one in getattr(self, name)] for name in self._fields},
        }
