"""A reading for people: the picture of the role, then each statement with its kinds and strands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.reports.cells import clean, width
from rolewright.reports.paint import paint, sign
from rolewright.reports.picture import picture

if TYPE_CHECKING:
    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading
    from rolewright.reports.shape import Show


def reading_text(posting: Posting, reading: Reading, show: Show) -> str:
    """The posting's name, the picture and one line a statement: place, kinds, strands, the beginning of the text."""
    lines = [paint(clean(posting.name or "posting"), "bold", show), picture(reading, show)]
    flags = ", ".join(flag.id.replace("_", " ") for flag in reading.flags)
    if flags:
        lines.append(f"  {paint('flags', 'dim', show)}      {flags}\n")
    for said in reading.statements:
        place = str(posting.place(said.start))
        label = f"{place:>8}  {','.join(said.kinds):<12} {','.join(said.strands):<22} "
        text = clean(reading.text[said.start : said.end])
        room = max(20, show.width - len(label))
        lines.append(paint(label, "dim", show) + (text if width(text) <= room else text[: room - 1] + sign("…", show)))
    return "\n".join(lines) + "\n"
