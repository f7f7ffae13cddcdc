"""Pay: figures and ranges of money per time, with currency and interval, told apart from other money."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rolewright.model.reading import Pay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.reading.scan import Piece

CODES = ("USD", "EUR", "GBP", "CAD", "CHF", "AUD", "SGD", "INR", "PLN", "SEK", "NOK", "DKK", "BRL", "kr")
_SYMBOL = {"$": "USD", "us$": "USD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "a$": "AUD", "au$": "AUD", "s$": "SGD", "€": "EUR",
           "£": "GBP", "¥": "JPY", "₹": "INR", "r$": "BRL", "usd$": "USD"}  # fmt: skip
_INTERVALS = (
    ("hour", ("hour", "hr", "hourly", "/h", "ph")), ("day", ("day", "daily", "diem")), ("week", ("week", "weekly")),
    ("month", ("month", "monthly", "/mo", "p.m")), ("year", ("year", "annual", "annum", "yr", "p.a", "annually", "base salary")),
)  # fmt: skip
_NOT_PAY = ("revenue", "funding", "raised", "valuation", "arr", "customers", "assets", "budget", "stipend", "market",
            "investment", "sales", "bonus of", "sign-on", "referral", "401", "reimburse", "aum", "series", "fine",
            "allowance", "in funding", "backed", "transactions", "savings", "per employee", "insurance",
            "learning", "wellness", "equipment", "home office", "lifestyle", "charit", "match")  # fmt: skip
_PAY = ("salary", "pay", "compensation", "base", "range", "wage", "rate", "ote", "per hour", "per year", "annual", "hourly",
        "/hr", "/year", "per annum", "remuneration", "gehalt", "earn", "p.a")  # fmt: skip


@cache
def _money() -> re.Pattern[str]:
    sign = (
        r"(?:(?:US|CA?D?|AU?|S|R|USD\s?)?\$|€|£|¥|₹|\b(?:USD|EUR|GBP|CAD|CHF|AUD|SGD|INR|PLN|SEK|NOK|DKK|BRL|kr)\b\.?)"
    )
    figure = r"(\d{1,3}(?:[,.' ’]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)\s?([kK]\b|[mM]\b|[mM]illion|[bB]illion|[bB]n?\b|MM\b|LPA\b)?"
    after = r"\s?(USD|EUR|GBP|CAD|CHF|AUD|SGD|INR|PLN|SEK|€|£|\$)?"
    return re.compile(
        rf"({sign})\s?{figure}{after}(?:\s*(?:/\s?(?:yr|year|hr|hour)|per (?:year|hour|annum))?\s*(?:-|–|—|to|and|through|up to)\s*(?:{sign})?\s?{figure}{after})?(\s?\+)?"
        rf"|\b{figure}(?:\s?(?:EUR|€|£))?\s*(?:-|–|—|to|and)\s*{figure}\s?(USD|EUR|GBP|CAD|CHF|AUD|€|£|\$|euros?|dollars?)",
    )


def find_pay(text: str, pieces: Sequence[Piece], *, coded: bool) -> list[Pay]:
    """Every figure of pay in the text, in order; `coded` says that a currency's code occurs. Without a sign of money
    nothing is looked at.
    """
    if not coded and "$" not in text and "€" not in text and "£" not in text and "¥" not in text and "₹" not in text:
        return []
    out = []
    for index, piece in enumerate(pieces):
        body = text[piece[0] : piece[1]]
        signed = "$" in body or "€" in body or "£" in body or "¥" in body or "₹" in body
        if not signed and not (coded and any(sign in body for sign in CODES)):
            continue
        before = (
            text[pieces[index - 1].start : piece.start] if index and piece.start - pieces[index - 1].start < 200 else ""
        )
        for match in _money().finditer(text, piece.start, piece.end):
            pay = _pay(text, match, piece, before)
            if pay is not None:
                out.append(pay)
    return out


def _pay(text: str, match: re.Match[str], piece: Piece, before: str) -> Pay | None:
    sign, low, low_k, cur1, high, high_k, cur2, _, low2, k2, high2, k3, cur3 = match.groups()
    low, high = low or low2, high or high2
    low_k, high_k = low_k or k2, high_k or k3
    if "illion" in f"{low_k}{high_k}" or (low_k or "k")[0] in "mMbB" or (high_k or "k")[0] in "mMbB":
        return None
    least = _figure(low, low_k or high_k)
    most = _figure(high, high_k or low_k) if high else None
    near = text[max(piece.start, match.start() - 90) : min(piece.end, match.end() + 40)].lower()
    around = before[-120:].lower() + near
    interval = _interval(text[match.end() : match.end() + 30].lower(), near, most or least)
    if interval is None or not _is_pay(least, most, interval, near, around):
        return None
    currency = _currency(sign, cur1 or cur2 or cur3, text[match.end() : match.end() + 5])
    lead = text[max(piece.start, match.start() - 12) : match.start()].lower()
    if most is None and ("up to" in lead or "max" in lead):
        return Pay(None, least, currency, interval, match.start(), match.end())
    if most is None and not ("from" in lead or "starting" in lead or (match[8] or "").strip() == "+"):
        most = least
    return Pay(least, most, currency, interval, match.start(), match.end())


def _figure(written: str | None, suffix: str | None) -> float:
    digits = re.sub(r"[,' ’]", "", written or "0")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", digits):
        digits = digits.replace(".", "")
    value = float(digits) if digits.count(".") <= 1 else float(digits.replace(".", ""))
    return value * 1000 if (suffix or "").lower() == "k" and value < 10_000 else value


def _interval(after: str, near: str, value: float) -> str | None:
    """From the words right after, else from the size of the figure; None if it fits no interval."""
    for name, words in _INTERVALS:
        if any(word in after[:18] for word in words):
            return name
    if value >= 15_000:
        return "year"
    for name, words in _INTERVALS[:4]:
        if any(f" {word}" in near or f"/{word}" in near for word in words if word.isalpha()):
            return name
    return None


def _is_pay(least: float, most: float | None, interval: str, near: str, around: str) -> bool:
    floor = {"hour": 5, "day": 50, "week": 200, "month": 500, "year": 8_000}[interval]
    top = {"hour": 1_000, "day": 5_000, "week": 20_000, "month": 100_000, "year": 20_000_000}[interval]
    value = most if most is not None else least
    if not floor <= value <= top:
        return False
    told = any(word in around for word in _PAY)
    if any(word in near for word in _NOT_PAY) and not any(
        w in near for w in ("salary", "base", "pay range", "compensation")
    ):
        return False
    return told or (most is not None and most > least and interval in {"year", "hour"})


def _currency(sign: str | None, code: str | None, after: str) -> str:
    for token in (code, after.strip()[:3]):
        if token and token.upper() in CODES and token.isalpha():
            return token.upper()
    text = (sign or code or "$").strip().lower().replace(" ", "").rstrip(".")
    if text in {"euro", "euros"}:
        return "EUR"
    if text in {"dollar", "dollars"}:
        return "USD"
    return _SYMBOL.get(text, "SEK" if text == "kr" else text.upper())
