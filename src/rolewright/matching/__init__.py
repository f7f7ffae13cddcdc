"""Profiles laid beside a role: evidence, not verdicts."""
