"""Pay as a year's figure: the middle of what is stated, in its own currency, or in one if the user gives the rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from rolewright.errors import ConfigError
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = ["pay_low", "pay_high", "pay_currency", "pay_interval"]
NONE = "not stated"


def yearly(batch: Any, rates: Mapping[str, float] | None) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """A year's pay of each row (NaN: none, or a currency without a rate), its currency as a code, and the currencies by code."""
    from rolewright.market.scan import coded

    low, high = (np.asarray(batch.column(name).fill_null(float("nan"))) for name in COLUMNS[:2])
    middle = np.where(np.isnan(low), high, np.where(np.isnan(high), low, (low + high) / 2))
    times = shelf("corpus/reading")["rates"]
    value = middle * _each(batch.column("pay_interval"), {k: v for k, v in times.items() if k != "source"})
    if rates is None:
        codes, currencies = coded(batch.column("pay_currency"))
        return value, codes, [currency or NONE for currency in currencies]
    value = value * _each(batch.column("pay_currency"), rates)
    return value, np.zeros(len(value), dtype=np.int64), [next(iter(rates))]


def load_rates(path: str) -> dict[str, float]:
    """The rates of a TOML file, the currency to count in first: `USD = 1`, `EUR = 1.08`. Raises ConfigError."""
    import tomllib

    try:
        with open(path, "rb") as file:
            table = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"can't be read as rates: {error}", path, "write lines like USD = 1 and EUR = 1.08"
        ) from error
    good = {k: float(v) for k, v in table.items() if isinstance(v, int | float) and not isinstance(v, bool) and v > 0}
    if not good or len(good) < len(table) or next(iter(good.values())) != 1:
        raise ConfigError(
            "are no rates", path, "write the currency to count in first, as USD = 1, then EUR = 1.08 and so on"
        )
    return good


def _each(column: Any, values: Mapping[str, float]) -> np.ndarray:
    from rolewright.market.scan import coded

    codes, words = coded(column)
    found: np.ndarray = np.array([values.get(word, float("nan")) for word in words])
    return found.take(codes)
