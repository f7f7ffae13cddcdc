"""What the trained weights are looked up by: the words of a statement, its shape, its heading, the kind before it.

One definition serves the reader and `dev/train_reader.py`. Names: a bare word; `a b` two words in a row; `^ a` the
first word; `c:` a cue, a skill or a tool; `s:` a part of the shape; `h:` the heading above; `p:` the kind before; `k:` the kind, for
strands; `t:` a word of the title, for families.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.reading.scan import Piece

_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 26, 40)
_MONEY = "$€£"
Shape = tuple[str, int, str, str, bool, str, bool, int]


def shape(text: str, pieces: Sequence[Piece], index: int, count: int) -> Shape:
    """What a statement looks like: (hint, length class, last character's class, capitals, alone in its line, what
    follows, money, tenth of the posting).
    """
    start, end, line, hint, _, of = pieces[index]
    last = text[end - 1]
    ends = "a" if last.isalpha() else last if last in ".!?:;," else "0"
    capitals = ""
    if count <= 8:
        body = text[start:end]
        if body.isupper():
            capitals = "U"
        else:
            written = body.split()
            large = sum(word[0].isupper() for word in written)
            capitals = "T" if large * 3 >= len(written) * 2 else "c" if body[0].isupper() else "l"
    elif text[start].islower():
        capitals = "l"
    if index + 1 == len(pieces):
        follows = "e"
    else:
        after = pieces[index + 1]
        follows = "s" if after.line == line else after.hint or "t"
    money = any(sign in text[start:end] for sign in _MONEY)
    return (
        hint,
        bisect_left(_LENGTHS, count),
        ends,
        capitals,
        of == 1,
        follows,
        money,
        min(9, 10 * index // len(pieces)),
    )


def shape_features(of: Shape) -> list[str]:
    """The features of a shape: single parts and the pairs that tell headings from the rest."""
    hint, length, ends, capitals, alone, follows, money, tenth = of
    one = "1" if alone else "n"
    names = [
        f"s:{hint}|{length}|{ends}|{capitals}|{one}", f"s:{length}{ends}{one}", f"s:{capitals}{length}", f"s:{hint}{one}",
        f"s:{follows}|{ends}|{length}", f"s:{follows}{ends}{capitals}", f"s:q{tenth}",
    ]  # fmt: skip
    if money:
        names.append("s:money")
    return names


def word_features(words: Sequence[str]) -> list[str]:
    """Words, pairs of words, and the first word apart."""
    if not words:
        return []
    return [*words, *(f"{a} {b}" for a, b in pairwise(words)), f"^ {words[0]}"]


def skill_features(*, tool: bool) -> list[str]:
    """A skill that is named in a statement, whatever its name."""
    return ["c:skill", "c:tool"] if tool else ["c:skill"]


def heading_features(words: Sequence[str]) -> list[str]:
    """The heading above a statement: its words, its pairs, and the whole of it."""
    return [
        *(f"h:{word}" for word in words),
        *(f"h:{a} {b}" for a, b in pairwise(words)),
        f"h:={' '.join(words)}",
    ]


def before_feature(kind: str, before: Piece, piece: Piece) -> str:
    """The kind of the statement before, and what lies between: nothing (one line), else from bullet or text to which."""
    if before.line == piece.line:
        return f"p:{kind}="
    return f"p:{kind}/{_listed(before)}{_listed(piece)}"


def _listed(piece: Piece) -> str:
    return "b" if piece.hint in {"bullet", "row"} else "t"
