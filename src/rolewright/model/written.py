"""A posting as it was written from a role: sections of sentences, each with the fields of the role that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Sentence(NamedTuple):
    """One or a few sentences that stand together. `fields` are paths in the role (`must_haves[2].what`, counted from 1).

    `reason` is an entry of `knowledge/writing/reasons.toml`: why this wording works.
    """

    text: str
    fields: tuple[str, ...]
    reason: str


class Block(NamedTuple):
    """A paragraph of sentences (`kind` text), or a list of which each sentence is an item (`kind` bullets)."""

    kind: str
    sentences: tuple[Sentence, ...]


class Section(NamedTuple):
    """What stands under a heading; one of an edited posting may have none (""). `id` is the section's name in the plan (`duties`, `must_haves`)."""

    id: str
    heading: Sentence
    blocks: tuple[Block, ...]


class Written(NamedTuple):
    """The posting: its title, the line of facts below it, its sections. `language` is the role's."""

    title: Sentence
    facts: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    language: str = "en"

    def sentences(self) -> Iterator[tuple[str, Sentence]]:
        """(section id, sentence) in reading order, headings included; the title's and the facts' section is `top`."""
        yield "top", self.title
        for fact in self.facts:
            yield "top", fact
        for section in self.sections:
            yield section.id, section.heading
            for block in section.blocks:
                for sentence in block.sentences:
                    yield section.id, sentence

    def words(self) -> int:
        """How many words, headings included."""
        return sum(len(sentence.text.split()) for _, sentence in self.sentences())
