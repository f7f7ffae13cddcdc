"""What the fields of a role must agree on among themselves: names that refer, ends of ranges, dates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rolewright.errors import suggest
from rolewright.model.role import TEAM
from rolewright.scoping.parse import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.role import Role


def disagreements(role: Role, *, complete: bool = True) -> tuple[Problem, ...]:
    """Every pair of fields that can't both be true; with `complete` also a field that another one calls for."""
    missing = (*_owners(role), *_units(role)) if complete else ()
    return (*_duties(role), *_needs(role, complete=complete), *missing, *_pay(role), *_dates(role))


def _duties(role: Role) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for number, duty in enumerate(role.duties, 1):
        seen[duty.id] += 1
        if duty.id and seen[duty.id] > 1:
            yield Problem(f"duties[{number}].id", f"“{duty.id}” is another duty's id too", "choose another name")


def _needs(role: Role, *, complete: bool) -> Iterator[Problem]:
    known = [duty.id for duty in role.duties if duty.id]
    for number, need in enumerate(role.must_haves, 1):
        if need.duty and need.duty not in known:
            nameless = f'give the duty this id: id = "{need.duty}"' if role.duties else "add the duty first"
            others = f"use one of {', '.join(known[:8])}" if known else nameless
            yield Problem(
                f"must_haves[{number}].duty", f"no duty has the id “{need.duty}”", suggest(need.duty, known, others)
            )
        if complete and need.years and not need.years_reason:
            do = 'write why, as years_reason = "…", or drop the years'
            yield Problem(f"must_haves[{number}].years", "years without a reason", do)


def _owners(role: Role) -> Iterator[Problem]:
    for stage, share in role.ownership._asdict().items():
        if stage != "on_call" and share.owner == TEAM and not share.team:
            yield Problem(
                f"ownership.{stage}.team", "it is missing", 'name the team that owns it: team = "data platform"'
            )


def _pay(role: Role) -> Iterator[Problem]:
    pay = role.pay
    if pay.min is not None and pay.max is not None and pay.min > pay.max:
        yield Problem("pay.min", f"{pay.min:,.0f} is more than the maximum, {pay.max:,.0f}", "exchange them")


def _units(role: Role) -> Iterator[Problem]:
    pay = role.pay
    if (pay.min is not None or pay.max is not None) and not (pay.currency and pay.interval):
        name = "interval" if pay.currency else "currency"
        yield Problem(f"pay.{name}", "it is missing", f'write {name} = "{"year" if pay.currency else "USD"}"')


def _dates(role: Role) -> Iterator[Problem]:
    dates = role.application
    if dates.posted and dates.valid_through and dates.valid_through < dates.posted:
        yield Problem("application.valid_through", "it is before the day of posting", "write a later day")
