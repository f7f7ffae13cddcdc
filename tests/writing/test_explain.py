"""Why this wording works, beside each sentence."""

from __future__ import annotations

from rolewright import api


def test_every_sentence_is_explained(role):
    """Each stands there with its fields; each reason is told once with its source."""
    written = api.draft(role).written
    text = api.explain(written, 10_000)
    for _, sentence in written.sentences():
        assert sentence.text in text
        if sentence.reason != "heading":
            assert f"from {', '.join(sentence.fields)}" in text
    reasons = {sentence.reason for _, sentence in written.sentences()}
    assert text.count("      why  ") == len(reasons) == text.count("      src  ")


def test_it_keeps_to_the_width(startup):
    """No line is wider than asked for, addresses excepted."""
    lines = api.explain(api.draft(startup).written, 72).splitlines()
    assert all(len(line) <= 72 or "://" in line for line in lines)
