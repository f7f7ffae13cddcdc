"""What drafting gives back: the posting, and what keeps it from being a clean one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.model.report import Report
    from rolewright.model.written import Written


class Gap(NamedTuple):
    """A field of the role (`pay`, `must_haves[2].what`), what is wrong with the draft for its sake, what to write.

    `code` is the rule that objects, "" where no rule is needed to see it.
    """

    field: str
    what: str
    do: str
    code: str = ""

    def __str__(self) -> str:
        """One line: `pay: no pay in the text …; write …`."""
        return f"{self.field}: {self.what}; {self.do}" + (f" ({self.code})" if self.code else "")


class Drafted(NamedTuple):
    """A posting with its gaps, none if it is clean; `report` is the check of its Markdown."""

    written: Written
    markdown: str
    gaps: tuple[Gap, ...]
    report: Report

    def as_dict(self) -> dict[str, Any]:
        """Plain data: the text, the gaps, the provenance of every sentence."""
        return {
            "markdown": self.markdown,
            "gaps": [gap._asdict() for gap in self.gaps],
            "sentences": [
                {"section": section, "text": one.text, "fields": list(one.fields), "reason": one.reason}
                for section, one in self.written.sentences()
            ],
        }
