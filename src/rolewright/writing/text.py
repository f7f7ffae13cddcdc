"""The posting as plain text for the box of an applicant tracking system: headings on their own lines, hyphens, no wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.written import Block, Section, Written


def render(written: Written) -> str:
    """The whole text."""
    facts = [fact.text for fact in written.facts]
    return "\n\n".join([written.title.text, *(["\n".join(facts)] if facts else []), body(written.sections)]) + "\n"


def body(sections: Iterable[Section]) -> str:
    """Sections alone."""
    return "\n\n".join(
        "\n\n".join(
            [*([section.heading.text] if section.heading.text else []), *(_block(one) for one in section.blocks)]
        )
        for section in sections
    )


def _block(one: Block) -> str:
    if one.kind == "bullets":
        return "\n".join(f"- {sentence.text}" for sentence in one.sentences)
    return " ".join(sentence.text for sentence in one.sentences)
