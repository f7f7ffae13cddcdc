"""Mutates good documents and reads them: no exception, sound lines and maps, bounded time. Not shipped.

    python dev/fuzz.py --seconds 60 --seed 1 --keep /tmp/found

Exits 1 if a document broke a claim; each such document is kept under --keep, named by its reader and number.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "documents_room")]

SPICE = (
    b"<", b">", b"&", b"&amp;", b"&#0;", b"\0", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\r\n", b"\r", b"[", b"](", b"**", b"```", b"<!--",
    b"-->", b"<script>", b"<table>", b"</", b"{", b"}", b'"', b"\\u", b"\\ud800", b"---\n", b"=?utf-8?q?", b"Content-Type: ", b"endobj",
    b"stream", b"%PDF-", b"PK\x03\x04", b"\xf0\x9f\x98\x80", b"\xe2\x80\xa8", b"9" * 30, b"\t", b" " * 50, b"<w:p>", b"<w:t>", b"hidden",
)  # fmt: skip
SLOWEST = 5.0
"""Seconds that one small document may take."""


def main() -> int:
    """Fuzz for a while; print what was read and what broke."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=30.0, help="how long to go on (default 30)")
    parser.add_argument("--seed", type=int, default=0, help="of the random numbers, for a run that can be repeated")
    parser.add_argument("--keep", type=Path, help="a folder for the documents that broke a claim")
    given = parser.parse_args()
    import made

    chance, seeds = random.Random(given.seed), made.seeds()
    names, until = sorted(seeds), time.monotonic() + given.seconds
    counts, broken, slowest = dict.fromkeys(names, 0), 0, (0.0, "")
    while time.monotonic() < until:
        name = chance.choice(names)
        data = mutated(seeds[name], seeds[chance.choice(names)], chance)
        begun = time.process_time()
        problem = trouble(data, name)
        taken = time.process_time() - begun
        counts[name] += 1
        slowest = max(slowest, (taken, name))
        if problem or taken > SLOWEST:
            broken += 1
            print(f"{name} #{sum(counts.values())}: {problem or f'took {taken:.1f} s'}")
            keep(given.keep, f"{broken}-{name}", data)
    print(
        f"{sum(counts.values())} documents, {broken} broke a claim; the slowest took {slowest[0]:.2f} s ({slowest[1]})"
    )
    print(", ".join(f"{name} {count}" for name, count in counts.items()))
    return 1 if broken else 0


def trouble(data: bytes, name: str) -> str:
    """What went wrong in reading some bytes by a name and in checking the posting, or ``."""
    from soundness import check_sound

    from rolewright.documents import from_bytes
    from rolewright.errors import DocumentError

    try:
        check_sound(from_bytes(data, name))
    except DocumentError:
        return ""
    except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
        return f"{type(error).__name__}: {str(error)[:200]}"
    return ""


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The document after one to eight changes: bytes set, cut, doubled, spiced or taken from another; zips inside out."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return repacked(data, other, chance)
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(made) + 1)
        size = chance.choice((1, 2, 8, 64, 512))
        kind = chance.randrange(6)
        if kind == 0:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del made[at : at + size]
        elif kind == 2:
            made[at:at] = made[at : at + size] * chance.randint(1, 20)
        elif kind == 3:
            begin = chance.randrange(len(other) + 1)
            made[at:at] = other[begin : begin + size]
        else:
            made[at:at] = chance.choice(SPICE) * chance.choice((1, 1, 1, 3, 200))
    return bytes(made)


def repacked(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A zip with one of its parts changed."""
    import io
    import zipfile

    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    parts = {name: source.read(name) for name in source.namelist()}
    changed = chance.choice(["word/document.xml", "word/document.xml", "word/styles.xml", *parts])
    parts[changed] = mutated(parts[changed], other, chance)
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def keep(folder: Path | None, name: str, data: bytes) -> None:
    """Write a document that broke a claim."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
