"""The signals of a whole posting and what is judged by them."""

from __future__ import annotations

import pytest

from rolewright.documents import plain
from rolewright.knowledge.loader import book
from rolewright.reading import signals
from rolewright.reading.read import read


@pytest.fixture
def told(monkeypatch):
    """The signals of a text, as the reading makes them."""

    def of(text: str) -> signals.Signals:
        kept = []
        made = signals.signals

        def spy(*given):
            kept.append(made(*given))
            return kept[-1]

        with monkeypatch.context() as patch:
            patch.setattr(signals, "signals", spy)
            read(plain.read(text))
        return kept[0]

    return of


def test_every_signal_that_is_weighed_can_be_made(told, postings):
    """No name in the table of judgements is one that no posting has."""
    table = book().tables["judgements"]
    weighed = {name for group in table.values() for judged in group.values() for name in judged["weights"]}
    made = {name for text in postings.ALL for name in told(text).values}
    made |= {f"cue:{name}" for name in signals.CUES}
    assert {name for name in weighed - made if not name.startswith(("level:", "family:"))} == set()


def test_an_empty_posting_has_signals(told):
    """Nothing read is no error: counts are 0."""
    assert told("").values["hard skills"] == 0


def test_likelihood_is_a_logistic_regression():
    """The weights of the signals that are there are added to the bias."""
    made = signals.judgement({"least": 0.5, "bias": -1.0, "weights": {"a": 2.0, "b": 5.0}})
    assert made.likelihood(signals.Signals({"a": 0.5, "b": 0.0, "c": 9.0}, [], {})) == pytest.approx(0.5)


def test_more_hard_skills_make_a_wish_list_likelier(told):
    """The judgement leans the right way."""
    by = signals.judgements("flags")["wish_list"]
    few = told("Requirements\n- Python\n- SQL\n")
    assert by.likelihood(few._replace(values=few.values | {"hard skills": 4.0})) > by.likelihood(few)
