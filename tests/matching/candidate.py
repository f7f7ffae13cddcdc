"""What the tests of the room share: the day they take for today, and one person's text."""

from __future__ import annotations

DAY = "2026-11-23"
TEXT = """Ruby Swift
Berlin | ruby.swift@example.com | +49 30 1234567
Date of birth: 3 May 1990

Experience
Senior Machine Learning Engineer — Acme GmbH
Mar 2020 – Present
- Built a demand forecast with XGBoost in Python, served by a FastAPI endpoint.
- Monitored drift and retrained the model when the error passed a limit.

Data Analyst, Beta Ltd
2017 - 2019
- Wrote SQL queries for weekly reports.

Education
MSc Computer Science, ETH Zürich, 2015 – 2017
"""
