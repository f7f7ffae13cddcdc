"""A baseline of a table of readings: figures that rules and scoping compare one posting with, with n, dates and provenance."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.loader import book
from rolewright.knowledge.shelf import shelf
from rolewright.market import count
from rolewright.market.scan import Choice, scan
from rolewright.market.where import parse
from rolewright.rules._views import TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def baseline(path: str, where: Sequence[str] = (), *, weights: str = "kept") -> str:
    """The baseline as TOML: `share` (percent by group of titles) and `required` (percent by family and stage), with each n.

    Raises what `table` raises.
    """
    from rolewright.market.table import check_weights

    check_weights(weights)
    groups = shelf("corpus/baseline")["group"]
    counted = [
        count.words(Choice(path, parse([*where, *one["where"]]), (), weights), "skills", "many") for one in groups
    ]
    sizes = [one.totals[()].weight if one.totals else 0.0 for one in counted]
    first, last = _dates(Choice(path, parse(where), (), weights))
    lines = [
        f"# Percent of postings that name a tool: {' | '.join(one['name'] for one in groups)}; postings: {' | '.join(map(_n, sizes))}.",
        f"# Made by `rolewright market baseline {os.path.basename(path)}`; figures only. It is a sample of boards and not the",
        "# market: other sources differ by 15 to 25 points.",
        f"source = {_text(_source(path))}",
        f"from = {_text(first)}",
        f"to = {_text(last)}",
        f"filters = {json.dumps([*where])}",
        f"counted = {_text(weights)}",
        f"groups = {json.dumps([one['name'] for one in groups], ensure_ascii=False)}",
        f"n = [{', '.join(map(_n, sizes))}]",
        "",
        "[share]",
        *_shares(counted, sizes),
        *_required(Choice(path, parse(where), ("family", "stage"), weights)),
    ]
    return "\n".join(lines) + "\n"


def _shares(counted: list[count.Counted], sizes: list[float]) -> Iterator[str]:
    skills = book().skills
    for name in sorted({word for _, word in counted[0].cells}):
        if skills.get(name, {}).get("kind") in TOOLS:
            shares = (
                100 * one.cells.get(((), name), 0.0) / size if size else 0.0
                for one, size in zip(counted, sizes, strict=True)
            )
            yield f"{_key(name)} = [{', '.join(f'{share:.1f}' for share in shares)}]"


def _required(choice: Choice) -> Iterator[str]:
    """What is a must, by family and stage: `[[required]]` with n and percent."""
    limits = shelf("corpus/baseline")["required"]
    counted = count.words(choice, "skills", "many", ("must",))
    skills = book().skills
    for group, total in sorted(counted.totals.items(), key=lambda item: str(item[0])):
        if total.weight < limits["postings"] or None in group:
            continue
        found = {word: weight / total.weight for (of, word), weight in counted.cells.items() if of == group}
        rows = {
            w: s for w, s in sorted(found.items()) if s >= limits["share"] and skills.get(w, {}).get("kind") in TOOLS
        }
        yield from ("", "[[required]]", f"family = {_text(group[0])}", f"stage = {_text(group[1])}", f"n = {_n(total.weight)}",
                    f"share = {{ {', '.join(f'{_key(w)} = {100 * s:.1f}' for w, s in rows.items())} }}")  # fmt: skip


def _dates(choice: Choice) -> tuple[str, str]:
    """The first and the last date of the postings that are counted."""
    found: list[str] = []
    for part in scan(choice, ["date"]):
        dates = [d for d, w in zip(part.batch.column("date").to_pylist(), part.weight, strict=True) if d and w]
        found += [min(dates), max(dates)] if dates else []
    return (min(found), max(found)) if found else ("", "")


def _source(path: str) -> str:
    """Where the readings are from, by the manifest beside them."""
    try:
        with open(f"{path}.manifest.json", encoding="utf-8") as file:
            made: dict[str, Any] = json.load(file)
    except (OSError, ValueError):
        return f"own count over {os.path.basename(path)}"
    inputs = made["inputs"]
    names = ", ".join(os.path.basename(one["name"]) for one in inputs["named"][:3])
    more = f" and {inputs['files'] - 3} more" if inputs["files"] > 3 else ""
    return f"own count over {names}{more} (inputs sha256 {inputs['sha256'][:12]}), rolewright {made['rolewright']}"


def _n(number: float) -> str:
    return f"{number:.0f}" if number == round(number) else f"{number:.1f}"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)
