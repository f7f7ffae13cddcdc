"""The entries of a part: which lines head each, and what they say: title and firm, or degree, field and school, and when."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rolewright.knowledge.shelf import shelf
from rolewright.matching.dates import Period, is_range, periods
from rolewright.matching.words import holds, normal, phrases, table, words
from rolewright.model.profile import Fact, Job, Study, When
from rolewright.model.record import NamedTuple

if TYPE_CHECKING:
    from rolewright.matching.outline import Row
    from rolewright.model.posting import Posting

_SPLIT = re.compile(
    r"\s*(?:\||·|•|—|–|\t|\s{3,}|@|\s-\s|//|\(|\)|;|[\u2190-\u21ff\u2600-\u27bf\U0001f300-\U0001faff\ue000-\uf8ff]\ufe0f?)\s*"
)
_AT = re.compile(r"\s+(?:at|bei|chez|from)\s+(?=[A-ZÀ-Þ0-9])")
_EDGE = " \t,;:|·•–—-()[]."
_AREA = re.compile(
    r"^[\s,:.–—-]*(?:(?:of|en) (?:science|arts|engineering|technology|philosophy|commerce|sciences)\b)?[\s,:.–—-]*(?:in|of|im|en|:)?\s+",
    re.IGNORECASE,
)


class Dated(NamedTuple):
    """A row that holds the period of an entry."""

    row: int
    period: Period


def entries(part: str, rows: list[Row], jobs: list[Job], studies: list[Study], posting: Posting) -> list[Row]:
    """The rows of a part with their jobs; what its headers say is added to `jobs` and `studies`."""
    dated = [found for i, row in enumerate(rows) if (found := _dated(i, row)) is not None]
    if not dated:
        return _undated(part, rows, studies, posting)
    above = _above(rows, dated[0].row, -1)
    made = list(rows)
    starts = [one.row - min(above, _above(rows, one.row, dated[i - 1].row if i else -1)) for i, one in enumerate(dated)]
    if part != "unknown":
        starts[0] = min(starts[0], 0) if dated[0].row - above == 0 else starts[0]
    for i, one in enumerate(dated):
        stop = starts[i + 1] if i + 1 < len(dated) else len(rows)
        _entry(part, made, starts[i], stop, one, jobs, studies, posting)
    return made


@cache
def title_heads() -> frozenset[str]:
    """Words of which one makes a line a job's title."""
    return frozenset((*shelf("titles")["words"]["heads"], *table("profile")["titles"]["heads"]))


def _entry(part: str, rows: list[Row], start: int, stop: int, one: Dated, jobs: list[Job], studies: list[Study],
           posting: Posting) -> None:  # fmt: skip
    """Read one entry's headers and mark its rows."""
    heads = list(range(start, one.row + 1))
    bits = [bit for i in heads for bit in _bits(rows[i].text, one.period if i == one.row else None)]
    below = rows[one.row + 1] if one.row + 1 < stop else None
    ahead = _bits(below.text, None) if part == "unknown" and below is not None and _is_header(below) else []
    kind = _kind(part, [*bits, *ahead])
    for i in range(one.row + 1, min(stop, one.row + 1 + table("profile")["limits"]["header_lines"])):
        if not _is_header(rows[i]) or not _lacks(kind, bits, rows[i]):
            break
        heads.append(i)
        bits += _bits(rows[i].text, None)
    when = _when(one.period, rows[one.row], posting)
    where = [rows[i] for i in heads]
    if kind == "education":
        studies.append(study(bits, when, where, posting))
        job = -1
    else:
        title, org = title_and_org(bits)
        jobs.append(Job(kind, _fact(title, where, posting), _fact(org, where, posting), when))
        job = len(jobs) - 1
    for i in range(start, stop):
        rows[i] = rows[i]._replace(part=kind, job=job, header=i in heads)


def _undated(part: str, rows: list[Row], studies: list[Study], posting: Posting) -> list[Row]:
    """A part without dates: studies by their degree words; work stays undated."""
    if part != "education":
        return rows
    for row in rows:
        bits = _bits(row.text, None)
        if _degree(bits) and not row.text.endswith("."):
            studies.append(study(bits, None, [row], posting))
    return [row._replace(header=True) for row in rows]


def _dated(index: int, row: Row) -> Dated | None:
    """The period of a row that can head an entry."""
    if not _is_header(row, bullets=True):
        return None
    found = periods(row.text)
    if not found:
        return None
    ranges = [one for one in found if is_range(row.text, one)]
    one = ranges[-1] if ranges else found[-1]
    before, after = row.text[: one.at].strip(_EDGE), row.text[one.to :].strip(_EDGE)
    if row.bullet and not (_titled(before) or _titled(after) or _degree(_bits(row.text, one)) or not (before or after)):
        return None
    if not ranges and before and after:
        return None
    return Dated(index, one)


def _is_header(row: Row, *, bullets: bool = False) -> bool:
    """Whether a row can head an entry: short, no list item, no sentence."""
    text = row.text
    if (row.bullet and not bullets) or len(text) > table("profile")["limits"]["header_characters"]:
        return False
    if text.endswith((".", ";")) and len(text) > 40 and not text.endswith(("Inc.", "Ltd.", "Co.", "Corp.")):
        return False
    first = words(text[:40])[:1]
    return not first or first[0] not in _verbs() or bool(_titled(text))


@cache
def _verbs() -> frozenset[str]:
    """Words that begin what was done."""
    known = table("depth")["words"]
    return frozenset(word for name in ("owned", "led", "used") for word in known[name] if " " not in word)


def _above(rows: list[Row], index: int, last: int) -> int:
    """How many rows right above a date can head its entry."""
    count = 0
    while (
        count < table("profile")["limits"]["header_lines"]
        and index - count - 1 > last
        and _is_header(rows[index - count - 1])
    ):
        count += 1
    return count


def _bits(text: str, period: Period | None) -> list[str]:
    """The pieces of a header line, its period taken out."""
    if period is not None:
        text = f"{text[: period.at]} | {text[period.to :]}"
    bits = [bit for piece in _SPLIT.split(text) for bit in _AT.split(piece)]
    return [bit for bit in (piece.strip(_EDGE.replace(".", "")) for piece in bits) if any(map(str.isalnum, bit))]


def _kind(part: str, bits: list[str]) -> str:
    """What an entry of an unheaded document is."""
    if part != "unknown":
        return part
    return "education" if _degree(bits) or (_school(bits) and not any(map(_titled, bits))) else "work"


def _lacks(kind: str, bits: list[str], row: Row) -> bool:
    """Whether an entry still wants what a row right below its date can give."""
    if kind == "education":
        return not _degree(bits) or not _school(bits)
    if kind == "project":
        return not bits
    title, org = title_and_org(bits)
    return (title == "" and _titled(row.text)) or (org == "" and len(row.text) < 80)


def title_and_org(bits: list[str]) -> tuple[str, str]:
    """The job's title and the firm among the pieces of a header; "" for what isn't there."""
    labelled = {"title_labels": "", "org_labels": ""}
    plain = list[str]()
    for bit in bits:
        label, colon, rest = bit.partition(":")
        name = next((one for one in labelled if colon and normal(label) in _labels(one)), "")
        if name:
            labelled[name] = rest.strip()
        else:
            plain.append(rest.strip() if colon and normal(label) in _labels("skip") else bit)
    plain = [bit for bit in plain if bit and normal(bit) not in _remote()]
    heads = sorted(filter(_titled, plain), key=_firm)
    title = labelled["title_labels"] or next(iter(heads), "")
    others = [bit for bit in plain if bit != title]
    org = labelled["org_labels"] or next((b for b in others if _firm(b)), "") or (others[0] if others else "")
    if "," in title and (not org or _firm(title)):
        title, org = _commas(title, org)
    if org and "," in org:
        org = _firm_of(org)
    return title, org


def _commas(text: str, org: str) -> tuple[str, str]:
    """`Data Engineer, Acme, Berlin` as title and firm, in whichever order they come."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    title = next((p for p in parts if _titled(p) and not _firm(p)), parts[0])
    others = [p for p in parts if p != title]
    return title, next((p for p in others if _firm(p)), others[0] if others else org)


def _firm_of(text: str) -> str:
    """`Acme, Inc., Berlin` without its place."""
    first, *others = [part.strip() for part in text.split(",")]
    return f"{first}, {others[0]}" if others and normal(others[0]) in {"inc", "ltd", "llc", "gmbh"} else first


@cache
def _labels(name: str) -> frozenset[str]:
    known = table("profile")["titles"]
    return (
        frozenset(normal(one) for one in known.get(name, ()))
        if name != "skip"
        else frozenset({"period", "dates", "location"})
    )


@cache
def _remote() -> frozenset[str]:
    return frozenset(table("profile")["titles"]["remote"])


def _titled(text: str) -> bool:
    return any(word in title_heads() for word in words(text))


def _firm(text: str) -> bool:
    return holds(words(text), phrases("profile", "titles", "firms")) is not None


def _degree(bits: list[str]) -> str:
    """The highest level of study that the pieces name, or ""."""
    known = table("profile")["studies"]
    for level in ("doctor", "master", "bachelor", "other"):
        if any(_at(bit, level) is not None for bit in bits):
            return level if known else ""
    return ""


def _at(bit: str, level: str) -> tuple[int, int] | None:
    """Where a degree word stands in a piece; short ones count only with a capital (`BE`, not `be`)."""
    found: list[str] = re.findall(r"[^\W_]+", bit)
    shown = [word.casefold() if len(word) > 3 or word[:1].isupper() else "\0" for word in found]
    return holds(shown, phrases("profile", "studies", level))


def _school(bits: list[str]) -> str:
    """The piece that names a school, or ""."""
    known = phrases("profile", "studies", "schools")
    for bit in bits:
        short = [w.casefold() if len(w) > 4 or w[:1].isupper() else "\0" for w in re.findall(r"[^\W_]+", bit)]
        if holds(short, known):
            return bit
    return ""


def study(bits: list[str], when: When | None, rows: list[Row], posting: Posting) -> Study:
    """What the pieces of a header say of a study."""
    parts = [part.strip() for bit in bits for part in bit.split(",") if part.strip()]
    level, school = _degree(parts), _school(parts)
    degree = next((p for p in parts if level and _at(p, level) is not None and p != school), "")
    area = _area(degree, level) if degree else ""
    rest = [p for p in parts if p not in {school, degree}]
    if not area and rest and degree:
        area = rest.pop(0)
    if not school and rest:
        school = rest[0]
    return Study(level, _fact(area, rows, posting), _fact(school, rows, posting), when)


def _area(degree: str, level: str) -> str:
    """`MSc in Computer Science` → `Computer Science`; the words before the degree if none come after."""
    at = _at(degree, level)
    if at is None:
        return ""
    spans = [m.span() for m in re.finditer(r"[^\W_]+", degree)]
    rest = degree[spans[at[0] + at[1] - 1][1] :].lstrip(".")
    found = _AREA.sub("", f" {rest}" if rest else "", count=1).strip(_EDGE)
    found = re.sub(r"^(?:degree|studies)\s+(?:in|of)\s+", "", found, flags=re.IGNORECASE)
    return "" if normal(found) in {"degree", "science", "of science", "of arts", "thesis"} else found


def _when(period: Period, row: Row, posting: Posting) -> When:
    words_ = row.text[period.at : period.to].strip()
    return When(period.start, period.end, _fact(words_, [row], posting) or Fact(words_, row.start, row.end))


def _fact(text: str, rows: list[Row], posting: Posting) -> Fact | None:
    """Some words of a header with their place; the row's own if a hard wrap runs through them."""
    if not text:
        return None
    for row in rows:
        at = posting.text.find(text, row.start, row.end)
        if at >= 0:
            return Fact(text, at, at + len(text), str(posting.place(at)))
    row = next((row for row in rows if text in row.text), rows[0])
    return Fact(text, row.start, row.end, str(posting.place(row.start)))
