"""The redaction view: what matching reads of a document, and what was left out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewright.matching.read import Read


def view(made: Read) -> str:
    """The rows that matching reads, part by part; then how much of what was withheld, and what is not counted."""
    profile, _, rows, posting = made
    lines, part = list[str](), ""
    for row in rows:
        if row.part != part:
            part = row.part
            lines.append(f"{'' if not lines else chr(10)}[{part}]")
        lines.append(f"  {row.text}  ({posting.place(row.start)})")
    lines.append("\nNot read into matching:")
    lines += [f"  {kind}: {count}" for kind, count in profile.withheld] or ["  nothing personal was found"]
    if profile.tricks:
        lines.append("\nFound and not counted:")
        lines += [f"  {one.why}: “{one.text}” ({one.where})" for one in profile.tricks]
    lines += [f"\nThe reader says: it {one}" for one in profile.troubles]
    return "\n".join(lines) + "\n"
