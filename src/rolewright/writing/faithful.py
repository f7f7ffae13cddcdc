"""Whether a reworded sentence still says what it said: numbers, names, weights, own words, and no word from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.knowledge.normal import normalise
from rolewright.knowledge.shelf import shelf
from rolewright.writing.grammar import words
from rolewright.writing.phrases import slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.role import Role

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w+#./-]*")
_MARKUP = re.compile(r"[<>`*_#|\\\n\r\t!]|\[|\]")
_ENDINGS = ("ing", "ed", "es", "s", "ly", "d", "e")
_SIGNS = frozenset("$£€%")


def objection(old: str, new: object, vocabulary: frozenset[str]) -> str:
    """What is wrong with a reworded sentence; "" if nothing is."""
    limits = shelf("writing/polish")
    if not isinstance(new, str) or not new.strip():
        return "it is empty or no text"
    if set(_MARKUP.findall(new)) - set(_MARKUP.findall(old)):
        return "it has markup, line breaks or exclamation marks"
    if not limits["shortest"] * len(old) <= len(new) <= limits["longest"] * len(old) + 20:
        return "it is much shorter or longer"
    return next((told for told in _differences(old, new, vocabulary, limits) if told), "")


def _differences(old: str, new: str, vocabulary: frozenset[str], limits: dict[str, Any]) -> Iterator[str]:
    for name, found in (("numbers", _numbers), ("addresses", _addresses), ("names", _names)):
        before, after = found(old), found(new)
        if before != after:
            yield f"its {name} differ: {_list(before - after) or 'none'} went, {_list(after - before) or 'none'} came"
    weights = frozenset(limits["weights"])
    before, after = (Counter(word for word in _plain(text) if word in weights) for text in (old, new))
    if before != after:
        yield f"it says more or less: {_list(before - after) or 'nothing'} went, {_list(after - before) or 'nothing'} came"
    strange = [word for word in _plain(new) if _stem(word) not in vocabulary]
    if strange:
        yield f"“{strange[0]}” is in neither the role nor the phrase book"
    own = {_stem(word) for word in _plain(old)} - _glue()
    kept = own & {_stem(word) for word in _plain(new)}
    if len(kept) < limits["keep"] * len(own):
        yield f"it lost {_list(Counter(sorted(own - kept)))}"


def vocabulary_of(role: Role) -> frozenset[str]:
    """The stems of every word that a sentence about this role may have."""
    said = " ".join(_texts(role.as_dict()))
    return frozenset(_stem(word) for word in _plain(said)) | _glue()


@cache
def _glue() -> frozenset[str]:
    """The stems of the words of the phrase book, of grammar, and of the list for rewording."""
    phrases = (text for entries in slots().values() for entry in entries for text in entry["text"])
    families = (
        text for name, areas in shelf("writing/families").items() if name != "source" for text in areas.values()
    )
    said = " ".join([*phrases, *families, shelf("writing/polish")["known"], *words("small"), *words("numbers")])
    return frozenset(_stem(word) for word in _plain(re.sub(r"\{[^}]*\}", " ", said)))


def _texts(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif not isinstance(value, bool):
        yield str(value)


def _plain(text: str) -> list[str]:
    """The words, in small letters."""
    return normalise(_ADDRESS.sub(" ", text).replace("’", "'")).split()


def _stem(word: str) -> str:
    """A word without its ending; crude, and the same for both sides."""
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) > 2), word)


def _numbers(text: str) -> Counter[str]:
    """Figures, signs, and numbers in words."""
    spoken = [word for word in _plain(text) if word in words("numbers")]
    figures = _NUMBER.findall(_ADDRESS.sub(" ", text))
    return Counter([*figures, *(char for char in text if char in _SIGNS), *spoken])


def _addresses(text: str) -> Counter[str]:
    return Counter(one.rstrip(".,;") for one in _ADDRESS.findall(text))


def _names(text: str) -> Counter[str]:
    """Words with a capital that no sentence begins with; once each."""
    return Counter({name.rstrip("./-"): 1 for name in _NAME.findall(_ADDRESS.sub(" ", text)) if name != "I"})


def _list(found: Counter[str]) -> str:
    return ", ".join(sorted(found)[:6])
