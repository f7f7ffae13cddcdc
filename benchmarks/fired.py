"""How many real postings each rule fires on: `fired.tsv`, which the rules' reference pages quote.

Rows of code, postings fired on, postings in all; every rule counts, those that are off too.
`python -m benchmarks.fired` counts anew and writes the table; `make bench` prints it and says which rows are stale.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

TABLE = Path(__file__).parent / "fired.tsv"
HEAD = "# code\tpostings fired on\tpostings in all; made by `python -m benchmarks.fired`\n"


def read() -> dict[str, tuple[int, int]]:
    """Code → (postings that it fires on, postings in all)."""
    rows = [row.split("\t") for row in TABLE.read_text("utf-8").splitlines() if row and not row.startswith("#")]
    return {code: (int(fired), int(total)) for code, fired, total in rows}


def count() -> dict[str, tuple[int, int]]:
    """The same, counted on the shared postings."""
    import corpus

    from benchmarks.rule_hits import SETS
    from rolewright.api import all_rules, check

    fired: Counter[str] = Counter()
    total = 0
    for posting in corpus.postings(*SETS):
        total += 1
        report = check(posting["text"], posting.get("title"), date=posting.get("date") or "", select=("all",))
        fired.update({finding.code for finding in report.findings})
    return {rule.code: (fired[rule.code], total) for rule in all_rules()}


def run() -> int:
    """Print the table, and the rows in which `fired.tsv` is stale."""
    import corpus

    if not (corpus.SHARED / "data").exists():
        print("  ../shared/data is not here: left out")
        return 0
    kept, now = read(), count()
    for code, (fired, total) in now.items():
        stale = "" if kept.get(code) == (fired, total) else f"  stale: fired.tsv has {kept.get(code, ('nothing',))[0]}"
        print(f"  {code}  {fired:6,} of {total:,}  {fired / total:6.1%}{stale}")
    return 0


def main() -> None:
    """Count and write."""
    rows = "".join(f"{code}\t{fired}\t{total}\n" for code, (fired, total) in count().items())
    TABLE.write_text(HEAD + rows, encoding="utf-8")
    print(f"{TABLE.name}: {rows.count(chr(10))} rules")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "dev"))
    main()
