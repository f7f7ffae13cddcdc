"""Pay, told apart from other money."""

from __future__ import annotations

import time

import pytest

from rolewright import api


def pay_of(text: str):
    """The pay of a sentence, without its span."""
    reading = api.read(text)
    for p in reading.pay:
        assert 0 <= p.start < p.end <= len(text)
    return [tuple(p)[:4] for p in reading.pay]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The salary range is $120,000 - $150,000 per year.", (120_000, 150_000, "USD", "year")),
        ("Salary: $120k–$150k", (120_000, 150_000, "USD", "year")),
        ("Salary: $120-150k", (120_000, 150_000, "USD", "year")),
        ("Pay range: $120,000 to $150,000 annually", (120_000, 150_000, "USD", "year")),
        ("Base salary between $120,000 and $150,000", (120_000, 150_000, "USD", "year")),
        ("Salary: €60.000 - €80.000 per year", (60_000, 80_000, "EUR", "year")),
        ("Salary: 60.000 € - 80.000 € per year", (60_000, 80_000, "EUR", "year")),
        ("Salary: £55,000 per annum", (55_000, 55_000, "GBP", "year")),
        ("Compensation: CAD 100,000 - 120,000 a year", (100_000, 120_000, "CAD", "year")),
        ("Salary: CA$100,000 - CA$120,000", (100_000, 120_000, "CAD", "year")),
        ("Salary: CHF 110'000 - 130'000 per year", (110_000, 130_000, "CHF", "year")),
        ("Salary: 90,000 - 110,000 USD per year", (90_000, 110_000, "USD", "year")),
        ("Pay: $45 - $60 per hour", (45, 60, "USD", "hour")),
        ("Hourly rate: $45.50/hour", (45.5, 45.5, "USD", "hour")),
        ("Day rate: £500 per day", (500, 500, "GBP", "day")),
        ("Salary: €4,000 per month", (4_000, 4_000, "EUR", "month")),
        ("Salary up to $150,000 per year", (None, 150_000, "USD", "year")),
        ("Salary from $120,000 per year", (120_000, None, "USD", "year")),
        ("Salary: $120,000+ per year", (120_000, None, "USD", "year")),
        ("Salary: ₹1,500,000 per year", (1_500_000, 1_500_000, "INR", "year")),
        ("Salary: A$120,000 - A$140,000 per year", (120_000, 140_000, "AUD", "year")),
        ("Salary: $120,000/year - $150,000/year", (120_000, 150_000, "USD", "year")),
        ("60,000 EUR per year", (60_000, 60_000, "EUR", "year")),
        ("€60k", (60_000, 60_000, "EUR", "year")),
        ("Salary: 60k EUR", (60_000, 60_000, "EUR", "year")),
        ("Gehalt: 65.000 EUR", (65_000, 65_000, "EUR", "year")),
        ("Salary: 100.000€", (100_000, 100_000, "EUR", "year")),
        ("Compensation: 4 500 € / month", (4_500, 4_500, "EUR", "month")),
        ("20 000 - 28 000 PLN net per month", (20_000, 28_000, "PLN", "month")),
        ("The pay band is 240,000 PLN - 310,000 PLN", (240_000, 310_000, "PLN", "year")),
        ("Salary: ₹25,00,000 per annum", (2_500_000, 2_500_000, "INR", "year")),
        ("CTC: 20-25 LPA", (2_000_000, 2_500_000, "INR", "year")),
        ("$171,000 - $204,000 for a staff engineer's salary", (171_000, 204_000, "USD", "year")),
        ("California Pay Range: $70—$80 USD", (70, 80, "USD", "hour")),
        ("Up to £90k", (None, 90_000, "GBP", "year")),
        ("Austin, TX$80/hour", (80, 80, "USD", "hour")),
        (
            "Base pay ranges from $120,000/year in our lowest market up to $210,000/year in our highest",
            (120_000, 210_000, "USD", "year"),
        ),
    ],
)
def test_pay_is_understood(text, expected):
    """Ranges, figures, one open end, thousands as written anywhere, currencies and intervals."""
    assert pay_of(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "We raised $40 million in a Series B.",
        "We raised $40,000,000 in funding last year.",
        "Our revenue is $250,000 per customer.",
        "We manage $3B in assets.",
        "A learning budget of $2,000 per year.",
        "A home office stipend of $1,500.",
        "Manage an advertising budget of $500,000 per year.",
        "A sign-on bonus of $20,000.",
        "A referral bonus of $5,000 per hire.",
        "We saved our customers $100,000 last year.",
        "Win a prize of $100.",
        "Costs are $0.02 per call.",
        "401(k) match up to $10,000 per year.",
        "Competitive salary.",
        "Salary: 100",
        "$",
        "$ per year salary",
        "Loans of up to $250,000, from our branch in Springfield.",
        "Fertility support (HRA up to $10,000 per year).",
        "Our database costs €60k per year.",
        "We saved the NHS 60,000 EUR per year.",
        "You get $50,000 in equity.",
        "Tickets cost $70 to $80.",
        "Serve 60,000 requests per second.",
    ],
)
def test_other_money_is_no_pay(text):
    """Funding, revenue, budgets, bonuses and prices are none."""
    assert pay_of(text) == []


def test_a_posting_s_pay_has_its_span(reading_of):
    """The pay of a whole posting, with the span of the figures; the funding round isn't among it."""
    (pay,) = reading_of("ML").pay
    assert reading_of("ML").text[pay.start : pay.end].startswith("$150,000 - $190,000")
    assert tuple(pay)[:4] == (150_000, 190_000, "USD", "year")


def test_several_places_have_several_ranges():
    """Each range of a posting is given, in order."""
    text = "Pay\n- New York: the salary range is $150,000 - $180,000 per year\n- Denver: the salary range is $130,000 - $160,000 per year\n"
    assert [p.min for p in api.read(text).pay] == [150_000, 130_000]


@pytest.mark.parametrize("unit", ["$1 ", "$10 ", "salary $50,000 ", "€1 ", "1 EUR ", "$1" + " " * 300])
def test_a_flood_of_money_is_quick(unit):
    """900,000 characters of money take a second, not ten."""
    began = time.process_time()
    api.read(unit * (900_000 // len(unit)))
    assert time.process_time() - began < 6
