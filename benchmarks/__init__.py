"""Measurements: accuracy against the gold set, speed, memory, and how often each rule fires. Run `make bench`."""
