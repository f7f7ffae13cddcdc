"""The shared real postings as canonical texts, the way the gold set writes them. Development only; ships no text."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LABELS = ROOT / "benchmarks" / "labels"
_BULLET = re.compile(r"^\s*([-*•●·▪◦‣–]|\d+[.)]|o )\s*")


def unwrap(text: str) -> str:
    """Hard-wrapped lines joined: a line goes on with the one before unless that is blank or this is a bullet."""
    out: list[str] = []
    before = ""
    for line in text.split("\n"):
        bare = line.rstrip()
        if before and bare.strip() and not _BULLET.match(bare) and out[-1].strip():
            out[-1] += " " + bare.strip()
        else:
            out.append(bare)
        before = bare.strip()
    return "\n".join(out)


def canonical(row: dict[str, Any], name: str) -> str:
    """The text of a row of `shared/data/postings` as its labels number it."""
    if name.startswith("google"):
        parts = (
            ("Responsibilities", "duties"),
            ("Minimum qualifications", "must"),
            ("Preferred qualifications", "nice"),
        )
        return "\n\n".join(f"{heading}\n\n{row[key]}" for heading, key in parts)
    return unwrap(row["text"]) if name.startswith("ai_engineers") else str(row["text"])


def postings(*names: str) -> Iterator[dict[str, Any]]:
    """Rows of the named files (all without a name), each with `text` made canonical and `set`."""
    for path in sorted((SHARED / "data" / "postings").glob("*.jsonl.gz")):
        name = path.name.split(".")[0]
        if names and name not in names:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield {**row, "text": canonical(row, name), "set": name}


def gold() -> dict[str, dict[str, Any]]:
    """The gold postings by id."""
    lines = (SHARED / "gold" / "postings.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def labels(folder: Path) -> dict[str, tuple[dict[str, Any], dict[int, tuple[list[str], list[str]]]]]:
    """Id → (record, {line number from 1: (kinds, strands)}) of a folder in the codebook's format."""
    out = {}
    for path in sorted(folder.glob("*.txt")):
        head, *rows = path.read_text(encoding="utf-8").strip().split("\n")
        lines = {}
        for row in rows:
            number, kinds, strands = ([*row.split("|"), "", ""])[:3]
            lines[int(number)] = (kinds.split(","), [s for s in strands.split(",") if s])
        out[path.stem] = (json.loads(head), lines)
    return out
