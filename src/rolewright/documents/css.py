"""Style sheets of a page as flat rules, with the conditions of a plain screen. The only importer of tinycss2 and cssselect2.

Sheets that a page names elsewhere are never fetched; `notes` says that there are some.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from rolewright.documents import css_values
from rolewright.knowledge.shelf import shelf
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Said = tuple[tuple[str, str, bool], ...]
"""Declarations: property, value, whether it is important."""
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
}  # fmt: skip


class Rule(NamedTuple):
    """A selector without commas, how strong it is, and what it says."""

    selector: str
    rank: tuple[int, ...]
    said: Said


class Sheets:
    """The rules of a page's sheets in order, and what can't be known about them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.rules: list[Rule] = []
        self.notes: list[str] = []
        self.limits = shelf("matching/styles")["limits"]
        import tinycss2

        for text in texts:
            self._add(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), "", 0, layered=False)

    def note(self, words: str) -> None:
        """Something that can't be known, said once."""
        if words not in self.notes:
            self.notes.append(words)

    def _add(self, nodes: Sequence[Any], parent: str, depth: int, *, layered: bool) -> None:
        if depth > self.limits["nesting"]:
            self.note("nests style rules too deep; what they hide isn't known")
            return
        for node in nodes:
            if len(self.rules) >= self.limits["rules"]:
                self.note(f"has more than {self.limits['rules']:,} style rules; what later ones hide isn't known")
                return
            if node.type == "qualified-rule":
                self._rule(node, parent, depth, layered=layered)
            elif node.type == "at-rule":
                self._at(node, parent, depth, layered=layered)

    def _at(self, node: Any, parent: str, depth: int, *, layered: bool) -> None:
        """A condition's rules, if the screen meets it."""
        import tinycss2

        name = node.lower_at_keyword
        if name == "import":
            self.note(ELSEWHERE)
        elif node.content is not None and name in {
            "media",
            "supports",
            "layer",
            "container",
            "scope",
            "starting-style",
        }:
            if (name == "media" and not meets(node.prelude)) or (name == "supports" and _denied(node.prelude)):
                return
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            if parent:
                self._said(inner, parent, layered=layered or name == "layer")
            self._add(inner, parent, depth + 1, layered=layered or name == "layer")

    def _rule(self, node: Any, parent: str, depth: int, *, layered: bool) -> None:
        import tinycss2

        inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        for tokens in split(node.prelude):
            selector = _nested(tinycss2.serialize(tokens).strip(), parent)
            self._said(inner, selector, layered=layered)
            if any(one.type in {"qualified-rule", "at-rule"} for one in inner):
                self._add(inner, selector, depth + 1, layered=layered)

    def _said(self, inner: Sequence[Any], selector: str, *, layered: bool) -> None:
        """Keep the declarations of a block for each selector that can match an element."""
        said = declared(inner)
        strength = specificity(selector) if said else None
        if strength is not None:
            self.rules.append(Rule(selector, (not layered, 0, *strength, len(self.rules)), said))


ELSEWHERE = "names a style sheet elsewhere, which is not fetched; text that it hides isn't known"


def inline(text: str) -> Said:
    """The declarations of a style attribute."""
    import tinycss2

    return declared(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))


def declared(nodes: Sequence[Any]) -> Said:
    """The valid declarations among some nodes, shorthands as what they stand for."""
    made: list[tuple[str, str, bool]] = []
    for node in nodes:
        if node.type == "declaration":
            made += [(name, value, node.important) for name, value in css_values.longhands(node.lower_name, node.value)]
    return tuple(made)


def specificity(selector: str) -> tuple[int, ...] | None:
    """How strong a selector is; None if it is none, or is about no element (`::before`)."""
    import cssselect2

    try:
        found = cssselect2.compile_selector_list(selector)
    except (cssselect2.SelectorError, RecursionError):
        return None
    return None if len(found) != 1 or found[0].pseudo_element else tuple(found[0].specificity)


def split(tokens: Sequence[Any]) -> list[list[Any]]:
    """Tokens between commas."""
    made: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            made.append([])
        else:
            made[-1].append(token)
    return made


def _nested(selector: str, parent: str) -> str:
    """A rule inside a rule: `&` is the outer selector; without one it is an ancestor."""
    if not parent:
        return selector
    outer = f":is({parent})"
    return selector.replace("&", outer) if "&" in selector else f"{outer} {selector}"


def _denied(tokens: Sequence[Any]) -> bool:
    """Whether a `@supports` begins with not; everything else is taken for supported."""
    first = next((token for token in tokens if token.type != "whitespace"), None)
    return first is not None and first.type == "ident" and first.lower_value == "not"


def meets(tokens: Sequence[Any]) -> bool:
    """Whether the screen meets a list of media queries."""
    return any(_query(one) for one in split(tokens))


def _query(tokens: Sequence[Any]) -> bool:
    """One query: a type, and features joined by `and` or `or`."""
    words = [token.lower_value for token in tokens if token.type == "ident"]
    kinds = [word for word in words if word not in {"not", "only", "and", "or"}]
    found = [_feature(token.content) for token in tokens if token.type == "() block"]
    held = any(found) if "or" in words else all(found)
    held = held and all(kind in {"all", "screen"} for kind in kinds)
    return not held if "not" in words else held


def _feature(tokens: Sequence[Any]) -> bool:
    """`(min-width: 600px)`, `(400px < width <= 900px)`, `(hover)`, or a query in brackets."""
    if any(token.type == "() block" for token in tokens):
        return _query(tokens)
    screen = shelf("matching/styles")["screen"]
    name = next((token.lower_value for token in tokens if token.type == "ident"), "").removeprefix("device-")
    asked = name.removeprefix("min-").removeprefix("max-").removeprefix("device-")
    marks = "".join(
        t.value if t.type == "literal" else "n" if t.type in {"dimension", "number"} else "x"
        for t in tokens
        if t.type != "whitespace"
    )
    lengths = [css_values.pixels([token], 0) for token in tokens if token.type in {"dimension", "number"}]
    if asked in {"width", "height"}:
        return _measured(float(screen[asked]), name, marks, [one for one in lengths if one is not None])
    value = screen["features"].get(asked)
    told = [token for token in tokens if token.type in {"ident", "number"}][1:]
    if value is None:
        return False
    return value not in {"none", "0"} if not told else css_values.text(told) == value


def _measured(size: float, name: str, marks: str, lengths: list[float]) -> bool:
    """Whether a size of the screen is within what a feature asks."""
    if not lengths:
        return True
    if name.startswith(("min-", "max-")):
        return size >= lengths[0] if name.startswith("min-") else size <= lengths[0]
    held = True
    before, _, after = marks.partition("x")
    if before.startswith("n") and before[1:] in _COMPARE:
        held = _COMPARE[before[1:]](lengths[0], size)
    sign = after.rstrip("n").replace(":", "=")
    return held and (sign not in _COMPARE or _COMPARE[sign](size, lengths[-1]))
