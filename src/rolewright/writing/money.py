"""Pay in words: `$128,000 to $152,000 a year`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolewright.writing.grammar import words
from rolewright.writing.phrases import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.role import Offer, Role


def facts(role: Role) -> Iterator[tuple[str, Fact]]:
    """`pay`, if both ends of the range are said."""
    said = amount(role.pay)
    if said:
        yield "pay", Fact(said, ("pay.min", "pay.max", "pay.currency", "pay.interval"))


def amount(pay: Offer) -> str:
    """The closed range, or one figure; "" if an end is open: half a range is none."""
    if pay.min is None or pay.max is None or not pay.currency or not pay.interval:
        return ""
    ends = [one(end, pay.currency) for end in dict.fromkeys((pay.min, pay.max))]
    return f"{' to '.join(ends)} {'an' if pay.interval == 'hour' else 'a'} {pay.interval}"


def one(number: float, currency: str) -> str:
    """`$128,000`, `CAD 61.50`."""
    digits = f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
    sign = words("currencies").get(currency)
    return f"{sign}{digits}" if sign else f"{currency} {digits}"
