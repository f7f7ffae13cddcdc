"""What alex (retext-equality, retext-profanities) and proselint find on the real postings, beside ours, by class.

`benchmarks/peers/hits` writes their messages to `benchmarks/out`. `peers/classes.toml` says which of their rules and ours
look for the same; `review/peers.tsv` holds verdicts on a sample of theirs without text: tool/rule, posting id, offset, `right`
(a careful editor of postings would act on it) or `wrong`. `python -m benchmarks.peer_hits --sample 12` prints hits to review.

joblint can't be had from the npm registry (404), so its hits aren't counted; its word lists aren't copied.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from collections import Counter, defaultdict
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
OUT = HERE / "out"
REVIEW = HERE / "review" / "peers.tsv"
PEERS = ("alex", "proselint")
ALEX = ("retext-equality", "retext-profanities")


class Told(NamedTuple):
    """A message: tool/rule (ours: the code), posting, span in code points."""

    rule: str
    id: str
    start: int
    end: int


def run() -> int:
    """Print the table by class, and each class's reason."""
    if not all((OUT / f"{name}.jsonl").exists() for name in ("postings", *PEERS)):
        print("  run benchmarks/peers/hits first: left out")
        return 0
    classes, texts = _classes(), _texts()
    theirs, ours = _theirs(texts, classes), _ours(texts)
    said, mine = _said()
    print(f"  {len(texts):,} postings; joblint can't be installed (404 on the npm registry): left out")
    print(
        f"  {'class':46} {'theirs':>7} {'ours':>6} {'both':>6} {'only theirs':>12}  right of those reviewed: theirs, ours"
    )
    for one in classes:
        _row(one, theirs[one["name"]], [told for code in one["ours"] for told in ours[code]], said, mine)
    print(f"  reviewed of theirs: {sum(said.values())} of {len(said)} right")
    for one in classes:
        print(f"\n  {one['name']}: {one['reason']}")
    return 0


def _row(
    one: dict[str, Any], theirs: list[Told], ours: list[Told], said: dict[Any, bool], mine: dict[Any, bool]
) -> None:
    """One class: how many messages each has, on the same words, and what the reviews say."""
    places = defaultdict(list)
    for told in ours:
        places[told.id].append(told)
    both = sum(any(o.start < t.end and t.start < o.end for o in places[t.id]) for t in theirs)
    right = [said[t[:3]] for t in theirs if t[:3] in said]
    own = [mine[o[:3]] for o in ours if o[:3] in mine]
    told = f"{sum(right):3} of {len(right):3}, {sum(own):3} of {len(own):3}"
    print(f"  {one['name']:46} {len(theirs):7,} {len(ours):6,} {both:6,} {len(theirs) - both:12,}  {told}")
    common = Counter(t.rule for t in theirs).most_common(4)
    if common:
        print(f"  {'':46} {', '.join(f'{rule} {count}' for rule, count in common)}")


def _classes() -> list[dict[str, Any]]:
    return list(tomllib.loads((HERE / "peers" / "classes.toml").read_text("utf-8"))["class"])


def _texts() -> dict[str, str]:
    rows = map(json.loads, (OUT / "postings.jsonl").read_text("utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


def _theirs(texts: dict[str, str], classes: list[dict[str, Any]]) -> dict[str, list[Told]]:
    """Class → messages of both peers; one that fits no class is an error: the table must be complete."""
    out: dict[str, list[Told]] = defaultdict(list)
    for peer in PEERS:
        for row in map(json.loads, filter(str.strip, (OUT / f"{peer}.jsonl").read_text("utf-8").splitlines())):
            rule = f"{row['tool']}/{row['rule']}"
            name = _class_of(rule, classes)
            start, end = row["start"], row["end"]
            if row["tool"] in ALEX:
                start, end = (_code_points(texts[row["id"]], units) for units in (start, end))
            out[name].append(Told(rule, row["id"], start, end))
    return out


def _class_of(rule: str, classes: list[dict[str, Any]]) -> str:
    for one in classes:
        if any(fnmatchcase(rule, pattern) for pattern in one["theirs"]):
            return str(one["name"])
    raise SystemExit(f"{rule} is of no class; add it to benchmarks/peers/classes.toml")


def _code_points(text: str, units: int) -> int:
    """An offset in UTF-16 units as one in code points."""
    return units if text.isascii() else len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _ours(texts: dict[str, str]) -> dict[str, list[Told]]:
    """Code → our findings on the same texts, default rules."""
    from rolewright.api import check

    out: dict[str, list[Told]] = defaultdict(list)
    for name, text in texts.items():
        for finding in check(text).findings:
            out[finding.code].append(Told(finding.code, name, finding.start, finding.end))
    return out


def _said() -> tuple[dict[Any, bool], dict[Any, bool]]:
    """(verdicts on their messages, verdicts on our findings) by (rule, posting id, offset)."""
    from benchmarks.rule_hits import verdicts

    every = verdicts()
    return {k: v for k, v in every.items() if "/" in k[0]}, {k: v for k, v in every.items() if "/" not in k[0]}


def sample(size: int) -> None:
    """Print messages of each class, spread over its rules, with their surroundings, for a person to judge."""
    texts = _texts()
    rng = random.Random(7)
    for name, told in _theirs(texts, _classes()).items():
        print(f"# {name}")
        for rule, id_, start, end in sorted(rng.sample(told, min(size, len(told)))):
            text = texts[id_]
            around = f"{text[max(0, start - 60) : start]}[[{text[start:end]}]]{text[end : end + 40]}".replace(
                "\n", " ⏎ "
            )
            print(f"{rule}\t{id_}\t{start}\t{around}")


def export() -> None:
    """Write the postings that all tools read."""
    import corpus

    from benchmarks.rule_hits import SETS

    OUT.mkdir(exist_ok=True)
    rows = (json.dumps({"id": row["id"], "text": row["text"]}) + "\n" for row in corpus.postings(*SETS))
    (OUT / "postings.jsonl").write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent / "dev"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--export", action="store_true")
    args = parser.parse_args()
    export() if args.export else sample(args.sample) if args.sample else run()
