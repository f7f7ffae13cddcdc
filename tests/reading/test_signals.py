"""The signals of a whole posting and what is judged by them."""

from __future__ import annotations

import pytest

from rolewright._kernel import weighed
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
    assert weighed - set(signals.NAMES) == set()
    assert all(len(told(text).values) == len(signals.NAMES) for text in postings.ALL)


def test_an_empty_posting_has_signals(told):
    """Nothing read is no error: counts are 0."""
    assert signals.named(told(""))["hard skills"] == 0


def test_likelihood_is_a_logistic_regression(told):
    """The weights of the signals are added to the bias, each times its signal."""
    weights = {"hard skills": 2.0, "years unsaid": 5.0}
    flag = {"least": 0.5, "bias": -1.0, "weights": weights}
    made = signals.of_tables({"lifecycle": {}, "flags": {"one": flag}, "choices": {}})
    few = told("Requirements\n- Python\n- SQL\n")
    by = signals.named(few)
    sums = weighed(few.values, made.weights)
    assert sums == pytest.approx([-1 + sum(weight * by[name] for name, weight in weights.items())])
    odds = made.judgements["flags"]["one"].likelihood(few._replace(sums=[0.0]))
    assert odds == pytest.approx(0.5)


def test_weights_for_other_values_are_refused():
    """A table of another length is no table for these signals."""
    with pytest.raises(ValueError, match="weights for other values"):
        weighed([1.0, 2.0], b"\0" * 16)


def test_a_choice_shares_one_among_its_ids(told, postings):
    """Every id has a likelihood, all of them add up to 1, and a table has a weight for each signal."""
    for kind in ("level", "stage"):
        made = signals.judged().choices[kind]
        table = book().tables["judgements"]["choices"][kind]
        assert all(len(row) == 1 + len(table["signals"]) for row in table["of"].values())
        for text in postings.ALL:
            likely = made.likelihoods(told(text))
            assert len(likely) == len(made.ids)
            assert sum(likely) == pytest.approx(1)


def test_a_company_of_five_thousand_is_read_from_its_figure(told):
    """The phrase may begin within the number."""
    text = "About us\nWe are a bank with 5,000 employees.\n\nRequirements\n- Python\n"
    values = signals.named(told(text))
    assert values["people 2000+"] == 1
    assert values["people 10000+"] == 0


def test_more_hard_skills_make_a_wish_list_likelier(told):
    """The judgement leans the right way."""
    by = signals.judged()
    few = told("Requirements\n- Python\n- SQL\n")
    values = list(few.values)
    values[signals.NAMES.index("hard skills")] = 4.0
    many = few._replace(values=values, sums=weighed(values, by.weights))
    flag = by.judgements["flags"]["wish_list"]
    assert flag.likelihood(many) > flag.likelihood(few)
