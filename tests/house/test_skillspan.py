"""How the SkillSpan benchmark counts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "dev")]

from benchmarks import skillspan  # noqa: E402 - after the path


def test_tokens_become_a_text_and_spans():
    """A line a sentence; a span from its first token to its last."""
    rows = [
        {
            "idx": 1,
            "source": "tech",
            "tokens": ["Use", "Spark", "Streaming", "."],
            "tags_knowledge": ["O", "B", "I", "O"],
        },
        {"idx": 1, "source": "tech", "tokens": ["Go"], "tags_knowledge": ["B"]},
        {"idx": 2, "source": "house", "tokens": ["Java"], "tags_knowledge": ["B"]},
    ]
    [(text, spans)] = skillspan.postings(rows)
    assert [text[start:end] for start, end in spans] == ["Spark Streaming", "Go"]
    assert text.count("\n") == 2


@pytest.mark.parametrize(
    ("span", "kind"),
    [("fluent English", "language"), ("master degree", "degree"), ("Computer Science", "subject"), ("ISO 27001", "certificate"),
     ("<ORGANIZATION>", "taken out"), ("Kafka", "refused"), ("Zyxwv", "lacks"), ("testing of things", "topic")],
)  # fmt: skip
def test_a_miss_has_a_kind(span, kind):
    """By tables and by our own lexicon."""
    assert kind in skillspan.why_missed(span)
