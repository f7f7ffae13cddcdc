"""Every public posting of `../shared/data` read and checked: none may give an error."""

from __future__ import annotations

import time

import corpus

from benchmarks.bars import line


def run() -> int:
    """Print the figures; 1 if any posting failed."""
    if not (corpus.SHARED / "data").exists():
        print("  ../shared/data is not here: left out")
        return 0
    from rolewright.api import check

    count = failed = findings = 0
    start = time.perf_counter()
    for posting in corpus.postings():
        count += 1
        try:
            findings += len(check(posting["text"], posting.get("title")).findings)
        except Exception as error:  # noqa: BLE001 - it is what is counted
            failed += 1
            print(f"  {posting['id']}: {type(error).__name__}: {error}")
    seconds = time.perf_counter() - start
    print(
        f"  {count:,} postings, {findings / max(1, count):.1f} findings and credits each, {count / seconds:,.0f} a second"
    )
    return line("postings that failed", failed, 0, most=True)
