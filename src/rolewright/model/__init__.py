"""Frozen records: what is read, what is found, what is hired for. They hold data and no decision.

Records are `NamedTuple`s: they cost a tenth of a frozen dataclass to make and nothing to import (decision 0002).
"""
