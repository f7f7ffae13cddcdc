"""A role and a posting that agree, for the examples of these rules."""

from __future__ import annotations

from rolewright.model.rule import Example

ROLE = """
version = 1
title = "Machine Learning Engineer"
family = "ml-engineer"
level = "mid"

[ownership]
data = { owner = "another team", team = "the data engineers" }
model = { owner = "this person" }
deploy = { owner = "this person" }
operate = { owner = "this person" }

[[duties]]
id = "train"
text = "Train a demand forecast per bakery and compare models on held-out weeks."
stage = "model"

[[duties]]
id = "serve"
text = "Serve the forecast through our Python API, with a fallback."
stage = "deploy"

[[duties]]
id = "watch"
text = "Monitor the forecast, answer its alerts and retrain."
stage = "operate"

[[must_haves]]
what = "Python that others can test and change"
skill = "Python"
duty = "serve"

[[must_haves]]
what = "SQL"
skill = "SQL"
duty = "train"

[[nice_to_haves]]
what = "AWS"
skill = "AWS"

[[stack]]
name = "Python"
use = "now"

[[stack]]
name = "Kubernetes"
use = "no"

[pay]
min = 128000
max = 152000
currency = "USD"
interval = "year"

[place]
mode = "hybrid"
"""
POSTING = """Machine Learning Engineer

Denver, CO · hybrid, two days a week in the office · $128,000 to $152,000 a year

Responsibilities
- Train a demand forecast per bakery and compare models on held-out weeks.
- Deploy the forecast behind our Python API, with a fallback.
- Monitor the forecast in production, answer its alerts and retrain.

Requirements
- You write Python that others can test and change.
- You query data with SQL.

Nice to have
- AWS.
"""


def example(old: str = "", new: str = "", *, role: tuple[str, str] = ("", "")) -> Example:
    """The posting with some words replaced, against the role with some words replaced."""
    text = POSTING.replace(old, new) if old else POSTING
    return Example(text, role=ROLE.replace(*role) if role[0] else ROLE)
