"""Pay: figures and ranges of money per time, with currency and interval, told apart from other money.

The words, currencies and bounds are those of `knowledge/pay.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from rolewright.model.reading import Pay
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rolewright.model.reading import Statement

_BEFORE, _AFTER = 90, 40
"""How far around a figure the words count that say what it is."""
_CLOSE = (45, 20)
"""The same for a range, which is pay more often than not."""
_SIGNS = ("$", "€", "£", "¥", "₹")
_START = itemgetter(0)
_REACH = 80
"""Characters of the longest range on either side of its sign, with times and blanks."""
_LEAST = 5
"""No figure below this is pay for any time."""
_SHORTEST = 3
"""Characters of the shortest money that can be pay: `$15`."""
_HIGH = re.compile(r"\S*\s+(?:\S+\s+){0,9}?(?:(?:up\s+)?to|and)\s+")
"""Between the ends of `from $120,000 in our smallest market up to $210,000`."""


class _Table(NamedTuple):
    """`pay.toml` as patterns."""

    money: re.Pattern[str]
    token: re.Pattern[str]
    intervals: dict[str, str]
    bounds: dict[str, tuple[float, float]]
    pay: re.Pattern[str]
    surely: re.Pattern[str]
    not_pay: re.Pattern[str]
    not_after: tuple[str, ...]
    not_before: re.Pattern[str]
    raw: dict[str, Any]


@cache
def _table() -> _Table:
    from rolewright.knowledge.loader import book

    raw = book().tables["pay"]
    words = raw["words"]
    return _Table(
        money=_money("|".join(raw["codes"])),
        token=re.compile(r"[a-z]+(?:\.[a-z]+)*"),
        intervals={word: entry["name"] for entry in raw["interval"] for word in entry["words"]},
        bounds={entry["name"]: (entry["least"], entry["most"]) for entry in raw["interval"]},
        pay=_any(words["pay"], r"(?:\b|(?=/))(?:%s)\b"),
        surely=_any(words["surely_pay"], r"\b(?:%s)\b"),
        not_pay=_any(words["not_pay"], r"\b(?:%s)"),
        not_after=tuple(words["not_after"]),
        not_before=_any(words["not_before"], r"\s?(?:%s)\b"),
        raw=raw,
    )


def _any(words: Iterable[str], frame: str) -> re.Pattern[str]:
    return re.compile(frame % "|".join(re.escape(word) for word in words))


def _money(codes: str) -> re.Pattern[str]:
    """A figure or range after its currency (groups 1 to 8), or before it (9 to 14)."""
    sign = rf"(?:(?:(?<![A-Za-z])(?<!, )(?:US|CA?D?|AU?|S|R|USD\s?))?\$|[€£¥₹]|\b(?:{codes})\b\.?)"
    figure = (
        r"(\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+(?:\.\d{1,2})?+|\d{1,2}(?:,\d\d)+,\d{3}|\d+(?:\.\d{1,2})?+)(?!\d)"
        r"\s?([kK]\b|[mM]\b|[mM]illion|[bB]illion|[bB]n?\b|MM\b)?"
    )
    after = rf"({codes}|[€£]|\$(?!\s?\d))"
    time = r"(?i:(?:\s?/\s?(?:yr|year|hr|hour|h|day|month)\b|\sper\s(?:year|hour|annum|day|month)\b)\.?)?+"
    to = rf"{time}\s*+(?:-|–|—|to\b|and\b|through\b|up\sto\b)\s*+"
    return re.compile(
        rf"({sign})\s?{figure}(?:\s?{after})?(?:{to}(?:{sign})?\s?{figure}(?:\s?{after})?)?(\+(?!\s?[$€£\d])|\s\+(?![ \t]*[\w$€£]))?"
        rf"|(?<![\w.,])(?:{figure}(?:\s?{after})?{to})?{figure}\s?{after}(?!\w)"
    )


def find_pay(text: str, pieces: Sequence[Statement], *, coded: bool) -> list[Pay]:
    """Every figure of pay in the text, in order; `coded` says that a currency's code occurs. Without a sign of money
    nothing is looked at.
    """
    table = _table()
    most = table.raw["shown"]
    signs = (*_SIGNS, *table.raw["codes"]) if coded else _SIGNS
    out: list[Pay] = []
    for index, (first, end) in sorted(_stretches(text, signs, pieces).items()):
        piece = pieces[index]
        last = pieces[index - 1].start if index else piece.start
        found = [_read(match) for match in table.money.finditer(text, first, end)]
        out += _joined(text, _pays(text, filter(None, found), piece, last))
        if len(out) >= most:
            break
    return out


def _stretches(text: str, signs: Sequence[str], pieces: Sequence[Statement]) -> dict[int, tuple[int, int]]:
    """The statements with a sign of money, each from where its first figure may begin to where its last may end."""
    out: dict[int, tuple[int, int]] = {}
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            index = bisect(pieces, at, key=_START) - 1
            if index >= 0 and at < (end := pieces[index].end):
                first = max(pieces[index].start, at - _REACH)
                until = min(end, text.rfind(sign, at, end) + _REACH)
                known = out.get(index, (first, until))
                out[index] = min(known[0], first), max(known[1], until)
            at = text.find(sign, at + 1 if index < 0 else max(at + 1, pieces[index].end))
    return out


class _Found(NamedTuple):
    """Money: its ends (`high` None for one figure), the currency as written, whether more is hinted at, its span."""

    low: float
    high: float | None
    sign: str
    more: bool
    start: int
    end: int


def _read(match: re.Match[str]) -> _Found | None:
    """The figures of a match; None where they are millions, or too small for any pay."""
    if match.end() - match.start() < _SHORTEST:
        return None
    sign, low, low_k, cur1, high, high_k, cur2, plus, low2, k2, cur3, high2, k3, cur4 = match.groups()
    if low is None:
        low, low_k, high, high_k = (low2, k2, high2, k3) if low2 else (high2, k3, None, None)
    if (low_k or "k")[0] in "mMbB" or (high_k or "k")[0] in "mMbB":
        return None
    code = cur4 or cur2 or cur1 or cur3 or sign
    times = 100_000 if code.lower().startswith(("lpa", "lakh")) else 1
    least = _figure(low, low_k or high_k) * times
    most = _figure(high, high_k or low_k) * times if high else None
    return _Found(least, most, code, bool(plus), match.start(), match.end()) if (most or least) >= _LEAST else None


def _figure(written: str, suffix: str | None) -> float:
    """`120,000`, `120.000`, `120 000`, `12,00,000` or `45.50`; in thousands with a `k`."""
    if not written.isdigit():
        whole, _, cents = written.rpartition(".")
        written = _digits(written) if len(cents) > 2 or not whole else f"{_digits(whole)}.{cents}"
    value = float(written)
    return value * 1000 if suffix and suffix in "kK" and value < 10_000 else value


def _digits(written: str) -> str:
    return "".join(filter(str.isdigit, written))


def _pays(text: str, found: Iterable[_Found], piece: Statement, last: int) -> Iterator[Pay]:
    """What of the money in a statement is pay; `last` is where the statement before it begins."""
    table = _table()
    before = text[max(last, piece.start - _BEFORE - 30) : piece.start].lower()
    for money in found:
        near = text[max(piece.start, money.start - _BEFORE) : min(piece.end, money.end + _AFTER)].lower()
        after = text[money.end : min(piece.end, money.end + _AFTER)].lower()
        lead = text[max(piece.start, money.start - 24) : money.start].lower().rstrip(" ~(")
        value = money.low if money.high is None else money.high
        interval = _interval(table, after, near, value) or _hourly(table, money, near + before)
        if money.high is not None:
            near = text[max(piece.start, money.start - _CLOSE[0]) : min(piece.end, money.end + _CLOSE[1])].lower()
        if interval is None or (money.high is None and _other(table, lead, after)):
            continue
        alone = piece.end - piece.start <= table.raw["whole_line"]
        if _is_pay(table, money, interval, alone=alone, near=near, before=before):
            yield _pay(table, money, interval, after, lead)


def _other(table: _Table, lead: str, after: str) -> bool:
    """Whether the words that touch a single figure say that it is other money (`a bonus of`, `in equity`)."""
    return lead.endswith(table.not_after) or table.not_before.match(after) is not None


def _interval(table: _Table, after: str, near: str, value: float) -> str | None:
    """From the words right after, else from the size of the figure; None if it fits no interval."""
    for where, least in ((after[:20], 0.0), (near, table.raw["unsaid"])):
        if least and value >= least:
            return "year"
        for word in table.token.findall(where):
            name = table.intervals.get(word)
            if name is not None:
                return name
    return None


def _hourly(table: _Table, money: _Found, around: str) -> str | None:
    """A small range without a time, where pay is spoken of, is an hour's."""
    least, most = table.raw["hourly"]
    small = money.high is not None and least <= money.low < money.high <= most
    return "hour" if small and table.pay.search(around) else None


def _is_pay(table: _Table, money: _Found, interval: str, *, alone: bool, near: str, before: str) -> bool:
    """Whether the size fits, nothing around it names other money, and something names pay."""
    least, most = table.bounds[interval]
    if not least <= (money.high or money.low) <= most:
        return False
    if table.not_pay.search(near) and not table.surely.search(near):
        return False
    if alone or (money.high is not None and money.high > money.low):
        return True
    return table.pay.search(near) is not None or table.pay.search(before) is not None


def _pay(table: _Table, money: _Found, interval: str, after: str, lead: str) -> Pay:
    low: float | None = money.low
    high = money.high
    words = table.raw["words"]
    if high is None and lead.endswith(tuple(words["up_to"])):
        low, high = None, money.low
    elif high is None and not money.more and not lead.endswith(tuple(words["from"])):
        high = low
    return Pay(low, high, _currency(table, money.sign, after), interval, money.start, money.end)


def _currency(table: _Table, sign: str, after: str) -> str:
    """`$` is the dollar of the code that follows it, else the US one."""
    code = after.lstrip()[:3].upper()
    if "$" in sign and code in table.raw["codes"]:
        return code
    sign = sign.lower().replace(" ", "").rstrip(".")
    known = "INR" if sign.startswith(("lpa", "lakh")) else table.raw["currency"].get(sign)
    return known or sign.upper()


def _joined(text: str, found: Iterable[Pay]) -> Iterator[Pay]:
    """`from X … up to Y` in one statement is one range."""
    before: Pay | None = None
    for pay in found:
        if before is not None and _one_range(text, before, pay):
            before = before._replace(max=pay.max, end=pay.end)
            continue
        if before is not None:
            yield before
        before = pay
    if before is not None:
        yield before


def _one_range(text: str, low: Pay, high: Pay) -> bool:
    """Whether the first leaves its upper end open and the second closes it."""
    open_ends = low.max is None and low.min is not None and high.max is not None and high.max > low.min
    return (
        open_ends
        and (low.currency, low.interval) == (high.currency, high.interval)
        and _HIGH.fullmatch(text, low.end, high.start) is not None
    )
