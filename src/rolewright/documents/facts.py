"""The structured facts of a JobPosting as flat pairs: what a rule can look up without knowing the format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.documents.decode import scrub

if TYPE_CHECKING:
    from collections.abc import Iterator

Facts = tuple[tuple[str, str], ...]

_DEEPEST = 12
_FACTS = 200
_EXACT = 1e15
"""Below it a float holds every integer."""
_FACT_SIZE = 2000
_LEFT_OUT = frozenset({"@context", "@type", "description", "text", "responsibilities", "qualifications", "skills"})
_LINKS = ("url", "logo", "sameAs", "@id", "image")


def facts_of(node: dict[str, Any]) -> Facts:
    """The structured facts of a JobPosting: each leaf by its dotted path, and a readable line for the known objects."""
    facts = [(key, line) for key, value in node.items() for line in _summaries(key, value)]
    for path, leaf in leaves(node, "", 0):
        if len(facts) >= _FACTS:
            break
        if "." in path:
            facts.append((path, leaf))
    return tuple((scrub(key), scrub(value)[:_FACT_SIZE]) for key, value in facts)


def _summaries(key: str, value: Any) -> Iterator[str]:
    """A property as readable lines: one for a scalar or an object, one each for a list of them."""
    if key in _LEFT_OUT:
        return
    for one in value if isinstance(value, list) else [value]:
        line = _pay(one) if key in {"baseSalary", "estimatedSalary"} and isinstance(one, dict) else _readable(one)
        if line:
            yield line


def _readable(value: Any) -> str:
    """A scalar as it is; an object as its distinct leaves in order."""
    if isinstance(value, (dict, list)):
        return ", ".join(dict.fromkeys(leaf for path, leaf in leaves(value, "", 0) if not path.endswith(_LINKS)))
    return scalar(value)


def _pay(node: dict[str, Any]) -> str:
    """`USD 120000-150000 YEAR` from a MonetaryAmount."""
    value = node.get("value")
    inner: dict[str, Any] = value if isinstance(value, dict) else node
    low, high = scalar(inner.get("minValue")), scalar(inner.get("maxValue"))
    amount = f"{low}-{high}" if low and high and low != high else low or high
    amount = amount or scalar(inner.get("value"))
    currency = scalar(node.get("currency")) or scalar(inner.get("currency"))
    unit = scalar(inner.get("unitText")) or scalar(node.get("unitText"))
    return " ".join(part for part in (currency, amount, unit) if part) if amount else ""


def leaves(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """(dotted path, text) of each scalar below a value, types and long texts left out."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in _LEFT_OUT:
                yield from leaves(one, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list):
        for one in value[:50]:
            yield from leaves(one, path, depth + 1)
    elif text := scalar(value):
        yield path, text


def scalar(value: Any) -> str:
    """A string, number or truth value as JSON would print it; anything else is empty."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value).strip() if isinstance(value, (str, int, float)) else ""
