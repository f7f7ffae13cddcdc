"""Rows of made-up data for every kind of model: the same seed gives the same rows, on every machine.

Each row is what the model itself takes (its inputs by name) with the truth that the model is trained on; what the API
takes is a variant of it (`variant.py`). Nothing here comes from people.
"""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, Any]
DAYS = 28
"""Days of history that a forecast is made from."""
AHEAD = 7
REGIONS = ("north", "south", "east", "west", "islands")
SERVICES = ("standard", "express", "economy")
CONTENTS = ("books", "food", "glass", "clothes", "tools", "toys")
SHELVES = ("new", "regular", "clearance")
LABELS = ("billing", "delivery", "returns", "technical", "account")
_WORDS = {
    "billing": ("invoice", "charged twice", "refund the payment", "the card was declined", "the bill is wrong", "tax receipt"),
    "delivery": ("parcel is late", "tracking says delivered", "courier", "wrong address", "not arrived", "missing box"),
    "returns": ("send it back", "wrong size", "broken on arrival", "return label", "exchange", "does not fit"),
    "technical": ("app crashes", "page does not load", "error code", "freezes at start", "update failed", "no sound"),
    "account": ("forgot my password", "locked out", "change my email", "delete my profile", "verification code", "sign in"),
}  # fmt: skip
_OPENINGS = ("Hello,", "Hi there,", "Dear team,", "", "Good morning,", "Third message:", "Please help:")
_ASIDES = (
    "I have waited for two weeks", "this is the second time", "my order was last month", "nobody answers", "it is for my shop",
    "I am a customer since 2019", "it worked before", "thanks in advance", "please call me back", "I need it by Friday",
)  # fmt: skip


def classification(rng: random.Random) -> Row:
    """Whether a parcel comes late: two of the numbers can be missing."""
    region, service, content = rng.choice(REGIONS), rng.choice(SERVICES), rng.choice(CONTENTS)
    distance, weight = rng.lognormvariate(5.2, 0.8), rng.lognormvariate(0.7, 0.7)
    load, stops, weekday = rng.betavariate(5, 2), rng.randint(1, 12), rng.randint(0, 6)
    pull = 0.004 * distance + 3.2 * load + 0.16 * stops + 0.1 * weight - 5.4
    pull += {"express": -0.9, "economy": 0.6}.get(service, 0.0) + (0.7 if region == "islands" else 0.0)
    pull += 0.5 * (weekday >= 4) + (0.3 if content == "glass" else 0.0)
    late = rng.random() < 1 / (1 + math.exp(-pull))
    return {
        "distance": round(distance, 1), "weight": None if rng.random() < 0.08 else round(weight, 2),
        "load": None if rng.random() < 0.1 else round(load, 3), "stops": stops, "region": region, "service": service,
        "content": content, "weekday": weekday, "truth": "late" if late else "on time",
    }  # fmt: skip


def ranking(rng: random.Random) -> Row:
    """How likely an offer in a list of results is chosen."""
    price, rating, reviews = (
        rng.lognormvariate(3.4, 0.5),
        min(5.0, rng.gauss(4.0, 0.6)),
        int(rng.lognormvariate(3.0, 1.2)),
    )
    days, shelf = rng.randint(0, 900), rng.choice(SHELVES)
    pull = 1.3 * (rating - 4) + 0.35 * math.log1p(reviews) - 0.03 * price - 0.001 * days
    pull += {"new": 0.4, "clearance": 0.2}.get(shelf, 0.0) - 1.1
    return {
        "price": round(price, 2), "rating": None if rng.random() < 0.1 else round(max(1.0, rating), 1), "reviews": reviews,
        "days": days, "shelf": shelf, "truth": int(rng.random() < 1 / (1 + math.exp(-pull))),
    }  # fmt: skip


def forecasting(rng: random.Random) -> Row:
    """Four weeks of a shop's sales and the week after them."""
    level, slope, swing = rng.uniform(20, 200), rng.gauss(0, 0.6), rng.uniform(0.05, 0.4)
    first = rng.randint(0, 6)
    week = [1 + swing * math.sin(2 * math.pi * (day + rng.choice((0, 0, 1))) / 7) for day in range(7)]
    values = [
        max(0.0, (level + slope * day) * week[(first + day) % 7] * rng.gauss(1, 0.06)) for day in range(DAYS + AHEAD)
    ]
    return {
        "history": [round(value, 1) for value in values[:DAYS]], "weekday": first,
        "truth": [round(value, 1) for value in values[DAYS:]],
    }  # fmt: skip


def text(rng: random.Random) -> Row:
    """A customer's message and the desk that it belongs to."""
    label = rng.choice(LABELS)
    said = [*rng.sample(_WORDS[label], rng.choice((1, 1, 2))), *rng.sample(_ASIDES, rng.randint(1, 3))]
    if rng.random() < 0.35:
        said.append(rng.choice(_WORDS[rng.choice(LABELS)]))
    rng.shuffle(said)
    return {"message": f"{rng.choice(_OPENINGS)} {', '.join(said)}.".strip(), "truth": label}


MAKERS: dict[str, Callable[[random.Random], Row]] = {
    "classification": classification, "ranking": ranking, "forecasting": forecasting, "text": text,
}  # fmt: skip


def made(kind: str, seed: str, count: int) -> list[Row]:
    """So many rows of a kind."""
    rng = random.Random(f"{kind} {seed}")  # noqa: S311 - made-up data, the same each time
    return [MAKERS[kind](rng) for _ in range(count)]
