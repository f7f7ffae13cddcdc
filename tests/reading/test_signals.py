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
    weighed = {name for kind in ("lifecycle", "flags") for judged in table[kind].values() for name in judged["weights"]}
    weighed |= {name for chosen in table["choices"].values() for name in chosen["signals"]}
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


def test_a_choice_shares_one_among_its_ids(told, postings):
    """Every id has a likelihood, all of them add up to 1, and a table has a weight for each signal."""
    for kind in ("level", "stage"):
        made = signals.choice(kind)
        table = book().tables["judgements"]["choices"][kind]
        assert all(len(row) == 1 + len(table["signals"]) for row in table["of"].values())
        for text in postings.ALL:
            likely = made.likelihoods(told(text).values)
            assert len(likely) == len(made.ids)
            assert sum(likely) == pytest.approx(1)


def test_a_company_of_five_thousand_is_read_from_its_figure(told):
    """The phrase may begin within the number."""
    text = "About us\nWe are a bank with 5,000 employees.\n\nRequirements\n- Python\n"
    values = told(text).values
    assert values["people 2000+"] == 1
    assert values["people 10000+"] == 0


def test_more_hard_skills_make_a_wish_list_likelier(told):
    """The judgement leans the right way."""
    by = signals.judgements("flags")["wish_list"]
    few = told("Requirements\n- Python\n- SQL\n")
    assert by.likelihood(few._replace(values=few.values | {"hard skills": 4.0})) > by.likelihood(few)
