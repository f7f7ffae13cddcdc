"""Text for machines among the rows: instructions to language models, stuffed keywords, characters that nobody sees."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from rolewright.matching.words import table
from rolewright.model.profile import Trick

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rolewright.matching.outline import Row
    from rolewright.model.posting import Posting

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]+"
)
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_SHOWN = 120
"""Characters of a trick's text that are told."""


def seen(rows: Sequence[Row], posting: Posting) -> tuple[list[Row], list[Trick]]:
    """The rows without what no reader sees and without instructions to machines, and those as tricks."""
    kept, tricks = [], []
    for row in rows:
        text = row.text
        if not text.isascii() and _UNSEEN.search(text):
            tricks += _tags(row, posting)
            text = _UNSEEN.sub("", text)
        if _instruction(text):
            tricks.append(trick("instruction", "speaks to a machine that reads, not to a person", text, row, posting))
        elif text.strip():
            kept.append(row._replace(text=text) if text is not row.text else row)
    return kept, tricks


def stuffed(rows: Sequence[Row], named: Mapping[int, Counter[str]], posting: Posting) -> tuple[set[int], list[Trick]]:
    """The indexes of rows that are stuffed with keywords, with the tricks. `named` has the skills of each row, counted."""
    limits = table("tricks")["limits"]
    out: set[int] = set()
    tricks = []
    for i, counts in named.items():
        many, words = max(counts.values(), default=0), rows[i].text.count(" ") + 1
        if len(counts) > limits["line_skills"] and len(counts) > limits["density"] * words:
            why = f"{len(counts)} skills in one line; {limits['line_skills']} are the most that an honest list has"
        elif many > limits["repeats"] and many > limits["density"] * words:
            why = f"{max(counts, key=lambda k: (counts[k], k))} {many} times in one line"
        else:
            continue
        out.add(i)
        tricks.append(trick("stuffing", why, rows[i].text, rows[i], posting))
    for run in _runs(rows, out):
        together = Counter(skill for i in run for skill in named.get(i, ()))
        words = sum(rows[i].text.count(" ") + 1 for i in run)
        if len(together) > limits["list_skills"] and len(together) > limits["density"] * words:
            why = f"{len(together)} skills in one list; {limits['list_skills']} are the most that an honest one has"
            out.update(run)
            tricks.append(trick("stuffing", why, rows[run[0]].text, rows[run[0]], posting))
    return out, tricks


def trick(kind: str, why: str, text: str, row: Row, posting: Posting) -> Trick:
    """A trick with its place."""
    return Trick(kind, why, _UNSEEN.sub("", text)[:_SHOWN], str(posting.place(row.start)))


def _runs(rows: Sequence[Row], out: set[int]) -> list[list[int]]:
    """Rows in a row that are of one part and one job: a list of its own each."""
    made: list[list[int]] = []
    last: tuple[str, int] | None = None
    for i, row in enumerate(rows):
        key = (row.part, row.job)
        if i in out:
            last = None
        elif key == last:
            made[-1].append(i)
        else:
            made.append([i])
            last = key
    return made


def _tags(row: Row, posting: Posting) -> list[Trick]:
    """What Unicode's invisible tag letters spell."""
    told = ["".join(chr(ord(c) - 0xE0000) for c in run) for run in _TAGS.findall(row.text)]
    return [trick("unseen", "written in letters that no program shows", text, row, posting) for text in told]


def _instruction(text: str) -> bool:
    return len(text) > 12 and bool(_patterns().search(text))


@cache
def _patterns() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in table("tricks")["instructions"]["patterns"]), re.IGNORECASE)
