"""What the style sheets and style attributes of a page say of each element: CSS's cascade, and variables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rolewright.documents import css, css_values
from rolewright.knowledge.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_INLINE = (1, 1, 0, 0, 0, 0)
Winners = dict[str, tuple[tuple[int, ...], str]]


class Cascade:
    """The winning declarations of every element of a tree."""

    def __init__(self, root: Any) -> None:
        self.sheets = css.Sheets(_texts(root))
        self.won: dict[Any, Winners] = {}
        for rule in self.sheets.rules:
            try:
                found = root.select(rule.selector)
            except ValueError:
                continue
            for element in found:
                _enter(self.won.setdefault(element, {}), rule.rank, rule.said)
        for element in root.select("[style]"):
            _enter(self.won.setdefault(element, {}), _INLINE, css.inline(element.attr("style") or ""))
        if any(_linked(link) for link in root.select("link[rel~=stylesheet i][href]")):
            self.sheets.note(css.ELSEWHERE)

    def said(self, element: Any, outer: Mapping[str, str]) -> dict[str, str]:
        """Property → value of an element, and its variables; `outer` are those of its parent."""
        won = self.won.get(element)
        inherited = shelf("matching/styles")["kinds"]["inherited"]
        made = {name: value for name, value in outer.items() if name.startswith("--") or name in inherited}
        if not won:
            return made
        made |= {name: value for name, (_, value) in won.items() if name.startswith("--")}
        for name, (_, value) in won.items():
            if name.startswith("--"):
                continue
            known = replaced(value, made) if "var(" in value else value
            if known in css_values.WIDE:
                keep = known == "inherit" or (known != "initial" and name in inherited)
                made.pop(name, None)
                if keep and name in outer:
                    made[name] = outer[name]
            elif known and css_values.valid(name, known):
                made[name] = known
        return made


def replaced(value: str, known: Mapping[str, str]) -> str:
    """A value with its variables filled in; "" if one is unknown and has no other value."""
    for _ in range(shelf("matching/styles")["limits"]["nesting"]):
        if "var(" not in value:
            return value.strip().lower()
        found = _VAR.search(value)
        put = None if found is None else known.get(found[1], found[2])
        if found is None or put is None or len(put) + len(value) > 1000:
            return ""
        value = value[: found.start()] + put + value[found.end() :]
    return ""


def _enter(won: Winners, rank: tuple[int, ...], said: css.Said) -> None:
    """Keep of each property the declaration that wins; the later of two equals."""
    for name, value, important in said:
        key = (important, *rank)
        if name not in won or key >= won[name][0]:
            won[name] = (key, value)


def _texts(root: Any) -> list[str]:
    """The style sheets inside the page that are meant for a screen."""
    import tinycss2

    return [
        style.text for style in root.select("style")
        if not style.attr("media") or css.meets(tinycss2.parse_component_value_list(style.attr("media")))
    ]  # fmt: skip


def _linked(link: Any) -> bool:
    """Whether a link names a sheet that a screen would get."""
    import tinycss2

    return not link.attr("media") or css.meets(tinycss2.parse_component_value_list(link.attr("media")))
