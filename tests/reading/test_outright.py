"""One plain duty of a short posting says a stage of the lifecycle alone; a wish, or another team's work, doesn't."""

from __future__ import annotations

import pytest

from rolewright import api

SHORT = """# Research Scientist

## What you will do
- Design experiments on separation of sources with neural networks, and write down what failed.
- Read new papers with the group, and reproduce the two that matter each quarter.
- {}

## What you bring
- Python and PyTorch.
"""


@pytest.mark.parametrize(("duty", "stage"), [
    ("Deploy research prototypes to production with an engineer, so that the product team can try them.", "deploy"),
    ("Own the deployment of models to production: packaging, serving, rollback.", "deploy"),
    ("Build data pipelines that bring the recordings into one store, with tests of their quality.", "data"),
])  # fmt: skip
def test_one_duty_is_enough_in_a_short_posting(duty, stage):
    """The stage is read, and its evidence is that duty."""
    reading = api.read(SHORT.format(duty))
    spans = reading.lifecycle[stage]
    assert any(duty[:20] in reading.text[start:end] for start, end in spans)


def test_what_nobody_does_is_no_stage():
    """Without such a duty nothing is deployed."""
    assert not api.read(SHORT.format("Present what you found to the group every second week.")).lifecycle.get("deploy")


@pytest.mark.parametrize(("others", "stage"), [
    ("You rely on the operations team for deploying models to production and for releases.", "deploy"),
    ("Data pipelines and their ingestion are owned by the data engineering team.", "data"),
    ("You build on the work of platform engineering for deploying models to production.", "deploy"),
])  # fmt: skip
def test_what_others_do_for_this_person_is_not_this_persons_stage(others, stage):
    """A sentence about another team's work adds no stage, and says no stage more surely."""
    with_others = api.read(
        SHORT.format("Present what you found every second week.") + "\n## The team\n" + others + "\n"
    )
    assert stage not in with_others.lifecycle
