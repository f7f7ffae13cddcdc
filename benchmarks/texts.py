"""Texts to measure on: real postings where they are at hand, else postings made from the examples; 3.35 KB each."""

from __future__ import annotations

import corpus

SIZE = 3350


def texts(count: int) -> list[str]:
    """`count` postings of about `SIZE` characters."""
    if (corpus.SHARED / "data").exists():
        found = [p["text"] for p in corpus.postings("ai_engineers_2026", "linkedin_ai_ml_2022_2024", "data_roles_2020")]
        near = sorted(found, key=lambda text: abs(len(text) - SIZE))[: min(count, 500)]
    else:
        near = [path.read_text(encoding="utf-8") for path in sorted((corpus.ROOT / "examples").glob("*.md"))]
    return [near[i % len(near)] for i in range(count)]
