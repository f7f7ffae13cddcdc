"""Made-up postings, and files of them."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

DUTIES = (
    "Build and deploy models that forecast demand for our warehouses.",
    "Own the data pipelines that feed the recommendation service.",
    "Evaluate large language models against a labelled set of support tickets.",
    "Run the inference service: latency, cost, alerts and rollbacks.",
)
TOOLS = ("Python", "SQL", "PyTorch", "Kubernetes", "Docker", "Spark", "Terraform", "Rust")
WORDS = (
    "harbour",
    "meadow",
    "granite",
    "lantern",
    "orchard",
    "copper",
    "willow",
    "ember",
    "saffron",
    "thistle",
    "quartz",
    "juniper",
)


def posting(i: int) -> dict[str, str]:
    """A made-up posting; no two have many triples of words in common."""
    names = [WORDS[(i * 7 + k * (1 + i // 12)) % 12] for k in range(12)]
    story = " ".join(
        f"{a} {b} team number {i * 31 + k} of {b} works on {a}." for k, (a, b) in enumerate(pairwise(names))
    )
    must = [TOOLS[i % 8], TOOLS[(i * 3 + 1) % 8]]
    text = (
        f"About us\n{story}\n\nWhat you will do\n- {DUTIES[i % 4]}\n- {DUTIES[(i + 1) % 4]}\n\n"
        f"Requirements\n- {3 + i % 4}+ years of experience with {must[0]}.\n- Strong knowledge of {must[1]}.\n\n"
        f"Nice to have\n- {TOOLS[(i + 5) % 8]}.\n\nPay: ${100 + i % 40},000 to ${120 + i % 40},000 a year.\n"
    )
    level = ("Senior ", "", "Junior ")[i % 3]
    return {
        "id": f"p{i}",
        "title": f"{level}Machine Learning Engineer",
        "text": text,
        "date": f"202{4 + i % 3}-0{1 + i % 9}-15",
        "company": f"Company {i % 5}",
    }


def write_lines(path: Path, rows: list[object]) -> Path:
    """Rows as JSON Lines, gzipped if the name says so; bytes stay as they are."""
    data = b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows) + b"\n"
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path
