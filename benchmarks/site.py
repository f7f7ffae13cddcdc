"""How long a careers page of 500 postings takes, and how heavy its pages are. `python -m benchmarks.site`."""

from __future__ import annotations

import gzip
import tempfile
import time
from pathlib import Path

from rolewright import api
from rolewright.site import settings
from rolewright.site.build import files, write
from rolewright.site.gather import adverts

ROOT = Path(__file__).resolve().parent.parent
COUNT = 500


def main() -> None:
    """Print the figures; the ratio is to reading the same postings."""
    text = (ROOT / "examples/careers/data-engineer.md").read_text("utf-8")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "postings")
        folder.mkdir()
        (folder / "careers.toml").write_text(
            (ROOT / "examples/careers/careers.toml").read_text().partition("[postings")[0]
        )
        for number in range(COUNT):
            (folder / f"p{number}.md").write_text(
                text.replace("DE-3", f"DE-{number}").replace("600", str(600 + number))
            )
        careers = settings.load(str(folder))
        start = time.perf_counter()
        for path in folder.glob("*.md"):
            api.read_posting(api.load(str(path)))
        read = time.perf_counter() - start
        start = time.perf_counter()
        found = files(adverts(str(folder), careers), careers.url)
        built = time.perf_counter() - start
        start = time.perf_counter()
        write(str(Path(made, "out")), found)
        first = time.perf_counter() - start
        start = time.perf_counter()
        again = write(str(Path(made, "out")), found)
        second = time.perf_counter() - start
    page = found["p0.html"]
    print(f"{COUNT} postings: {built:.2f} s to build, {built / read:.1f} times reading them ({read:.2f} s)")
    print(f"written in {first:.2f} s; again, {again[0]} files changed, in {second:.2f} s")
    print(f"a page: {len(page):,} bytes, {len(gzip.compress(page)):,} compressed, 1 request")
    print(
        f"index of {COUNT}: {len(found['index.html']):,} bytes, {len(gzip.compress(found['index.html'])):,} compressed"
    )


if __name__ == "__main__":
    main()
