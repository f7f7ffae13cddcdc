"""Corpora to measure on: the real postings again and again, with fresh ids and small edits."""

from __future__ import annotations

import json
import random
from pathlib import Path

import corpus

EDITS = ("remote", "London", "Berlin", "Austin", "Series B", "our team", "this year", "new", "2026", "full-time")


def replicated(path: Path, count: int) -> Path:
    """`count` rows of JSON Lines: real postings, each copy with its own id and three words changed."""
    rows = [r for r in corpus.postings() if r["text"].strip()]
    dice = random.Random(7)
    with path.open("w", encoding="utf-8") as out:
        for i in range(count):
            row = rows[i % len(rows)]
            words = row["text"].split(" ")
            for _ in range(3):
                words[dice.randrange(len(words))] = dice.choice(EDITS)
            made = {
                "id": f"{row['id']}-{i}",
                "title": row.get("title"),
                "date": row.get("date"),
                "text": " ".join(words),
            }
            out.write(json.dumps(made) + "\n")
    return path
