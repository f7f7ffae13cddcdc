"""A page as plain text for a terminal: tables as one paragraph a row, each cell under its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.interview.page import runs
from rolewright.people.pages import tongue
from rolewright.reports.cells import wrap

if TYPE_CHECKING:
    from rolewright.interview.page import Block, Page
    from rolewright.model.profile import Fact, When
    from rolewright.people.keep import Named

_WIDTH = 100


def render(page: Page) -> str:
    """The file's text."""
    return "\n\n".join(_block(block) for block in page.blocks) + "\n"


def profile(named: Named) -> str:
    """What was read of a document, for the person who checks it."""
    made = named.profile
    lines = [f"{made.id}  {named.name}  ({made.format or 'not read'})"]
    if made.language:
        lines.append(f"  language: {tongue(made.language) or made.language}")
    lines += [f"  {one.kind}: {_said(one.title)}, {_said(one.org)}; {_dates(one.when)}" for one in made.jobs]
    lines += [
        f"  study: {one.level or 'level not said'}, {_said(one.area)}; {_dates(one.when)}" for one in made.studies
    ]
    seen: dict[str, list[str]] = {}
    for one in made.shown:
        seen.setdefault(f"{one.depth:<9} {one.quote} ({one.where})", []).append(one.key.partition(":")[2] or "–")
    lines += [wrap(f"{what} → {', '.join(keys)}", _WIDTH, "      ", "    ") for what, keys in seen.items()]
    lines += [f"  not read into matching: {', '.join(f'{kind} ({count})' for kind, count in made.withheld)}"] * bool(
        made.withheld
    )
    lines += [f"  not counted: {one.why}: “{one.text}” ({one.where})" for one in made.tricks]
    lines += [f"  the reader says: it {one}" for one in made.troubles]
    return "\n".join(map(_plain, lines)) + "\n"


def _said(fact: Fact | None) -> str:
    return fact.text if fact else "not said"


def _dates(when: When | None) -> str:
    return f"{when.fact.text} ({when.fact.where})" if when else "no dates"


def _block(block: Block) -> str:
    if block.kind == "heading":
        said = _plain(block.text)
        return f"{said}\n{('=' if block.level == 1 else '-') * min(len(said), _WIDTH)}"
    if block.kind == "bullets":
        return "\n".join(wrap(_plain(item), _WIDTH, "  ", "- ") for item in block.items)
    if block.kind == "table":
        return _table(block)
    return wrap(_plain(block.text), _WIDTH)


def _table(block: Block) -> str:
    head, *rows = block.rows
    made = []
    for first, *rest in rows:
        lines = [wrap(_plain(first), _WIDTH)]
        lines += [
            wrap(_plain(cell), _WIDTH, "    ", f"  {name}: ")
            for name, cell in zip(head[1:], rest, strict=True)
            if cell.strip() not in {"", "–"}
        ]
        made.append("\n".join(lines))
    return "\n\n".join(made)


def _plain(text: str) -> str:
    return "".join(part for part, _ in runs(text))
