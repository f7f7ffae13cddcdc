"""Whether the skill table is true: on the AI postings of 2026, mentions opened and a literal recount."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

import corpus
import pyarrow.parquet as pq

from benchmarks.bars import line
from rolewright.knowledge.loader import FOLDER, book
from rolewright.market import corpus as market
from rolewright.market.baseline import baseline
from rolewright.market.table import table
from rolewright.rules._views import TOOLS

HERE = Path(__file__).resolve().parent
KNOWLEDGE = Path(FOLDER)
VERDICTS = HERE / "market_mentions.tsv"
"""id, start, end, skill, 1 if the words at the span name the skill as a skill; judged by reading each in its surroundings."""
RECOUNT = HERE / "market_recount.toml"
"""Skill → the literal pattern that a recount uses, and the published share where there is one."""


def readings(folder: Path) -> Path:
    """The postings as a table of readings."""
    output = folder / "ai.parquet"
    market.read([str(corpus.SHARED / "data/postings/ai_engineers_2026.jsonl.gz")], str(output), engine="pool")
    return output


def sample(path: Path, count: int = 200, seed: int = 2034) -> list[dict[str, object]]:
    """Random counted mentions: id, start, end, skill, and the text around."""
    rows = [row for row in pq.read_table(path).to_pylist() if row["kept"]]
    mentions = [(row, i) for row in rows for i in range(len(row["skills"]))]
    return [
        {
            "id": row["id"],
            "start": row["skill_start"][i],
            "end": row["skill_end"][i],
            "skill": row["skills"][i],
            "text": row["text"],
        }
        for row, i in random.Random(seed).sample(mentions, count)
    ]


def skills(folder: Path) -> int:
    """Precision of 200 opened mentions, recall against the recount, and the table beside the published shares."""
    path = readings(folder)
    return precision(path) + recall(path) + published(path) + shipped(path)


def precision(path: Path) -> int:
    """The judged mentions; one that the reader no longer counts falls out."""
    judged = [line.split("\t") for line in VERDICTS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    rows = {
        row["id"]: set(zip(row["skills"], row["skill_start"], row["skill_end"], strict=True))
        for row in pq.read_table(path).to_pylist()
    }
    still = [one for one in judged if (one[3], int(one[1]), int(one[2])) in rows.get(one[0], set())]
    right = sum(one[4] == "1" for one in still)
    products = [one for one in still if book().skills[one[3]]["kind"] in TOOLS]
    sure = sum(one[4] == "1" for one in products)
    print(
        f"    products (languages, frameworks, services …): {sure} of {len(products)}; practices, methods and fields: {right - sure} of {len(still) - len(products)}"
    )
    return line("mentions opened: precision", right / len(still), 0.98, note=f"{right} of {len(still)}")


def recall(path: Path) -> int:
    """Of the postings where a literal pattern finds a skill, those that the table counts, over all skills of the recount."""
    wanted = tomllib.loads(RECOUNT.read_text("utf-8"))["pattern"]
    rows = [row for row in pq.read_table(path).to_pylist() if row["kept"]]
    both = literal = only = 0
    worst = []
    for skill, pattern in wanted.items():
        expression = re.compile(pattern)
        there = {row["id"] for row in rows if expression.search(row["text"])}
        counted = {row["id"] for row in rows if skill in row["skills"]}
        both += len(there & counted)
        literal += len(there)
        only += len(counted - there)
        worst.append((len(there & counted) / max(1, len(there)), skill, sorted(there - counted)[:3]))
    for share, skill, missed in sorted(worst)[:4]:
        print(f"    {skill}: {share:.3f}, not counted in {', '.join(missed)}")
    print(f"    {only} counted beyond the literal patterns (aliases, plurals, versions)")
    return line(
        "literal recount: recall", both / literal, 0.98, note=f"{both:,} of {literal:,} over {len(wanted)} skills"
    )


def published(path: Path) -> int:
    """The shares beside those that a language model inferred on 895 postings of the same board."""
    rows = {row["skill"]: row for row in table(str(path), "skill", least=0, spans=False).rows}
    print("    share of postings, ours with its interval, and the published, model-inferred one (n = 895)")
    for skill, share in tomllib.loads(RECOUNT.read_text("utf-8"))["published"].items():
        row = rows[skill]
        print(
            f"    {skill:20} {100 * row['share']:5.1f} ({100 * row['low']:.1f}–{100 * row['high']:.1f})   {share:5.1f}   {100 * row['share'] - share:+.1f}"
        )
    return 0


def shipped(path: Path) -> int:
    """Whether the baseline that is shipped is what the command makes."""
    made, known = baseline(str(path)).splitlines(), (KNOWLEDGE / "market.toml").read_text("utf-8").splitlines()
    differ = sum(1 for one in {*made} ^ {*known} if not one.startswith("#"))
    return line("lines of the shipped baseline that differ", differ, 0, most=True)
