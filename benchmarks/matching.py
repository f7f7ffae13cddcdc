"""How well profiles are read and how fast they are matched: `python -m benchmarks.matching [--quick]`.

Fields: title, firm, degree, field, school and skills list of 60 made resumes in each of ten layouts (`resumes.py`), right
if they are the words that were written. Dates: both ends of every job, to the month.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks import made_roles, resumes
from benchmarks.bars import line
from rolewright import api

ROLE = Path(__file__).resolve().parents[1] / "examples/roles/startup-ml-engineer.toml"
FIELD = Path("/work/shared/data/resumes/resumes_2019.jsonl.gz")
STRUCTURED = ("json", "form")
DAY = "2026-11-23"


def main(words: list[str] | None = None) -> int:
    """The number of bars that are missed."""
    parser = argparse.ArgumentParser(description="Accuracy and speed of matching.")
    parser.add_argument(
        "--quick", action="store_true", help="12 people instead of 60, 1,000 profiles instead of 10,000"
    )
    quick = parser.parse_args(words).quick
    gc.set_threshold(50_000, 20, 50)  # as the command line does
    return accuracy(12 if quick else 60) + field() + same() + speed(1000 if quick else 10_000)


def accuracy(count: int) -> int:
    """Fields and dates: of the layouts that the reader was made with (a bar), and of others."""
    known = {name: one for name, one in resumes.layouts().items() if name not in STRUCTURED}
    people = resumes.people(count)
    fields, dates = layouts(known, people)
    print(f"made resumes, {count} people in {len(known)} layouts")
    missed = line("fields right", fields["right"] / fields["all"], 0.95, note=f"{fields['right']} of {fields['all']}")
    missed += line("dates right", dates["right"] / dates["all"], 0.98, note=f"{dates['right']} of {dates['all']}")
    others = resumes.held_out()
    fields, dates = layouts(others, people)
    print(f"the same people in {len(others)} layouts that came later")
    missed += line("fields right", fields["right"] / fields["all"], 0.95, note=f"{fields['right']} of {fields['all']}")
    return missed + line("dates right", dates["right"] / dates["all"], 0.98, note=f"{dates['right']} of {dates['all']}")


def layouts(known: dict[str, tuple[str, object]], people: list[resumes.Person]) -> tuple[Counter[str], Counter[str]]:
    """What was read rightly of all layouts, each on its own line."""
    fields, dates = Counter[str](), Counter[str]()
    for name, (ending, write) in known.items():
        f, d = Counter[str](), Counter[str]()
        for person in people:
            score(person, api.read_profile(write(person), f"cv{ending}"), f, d)
        print(f"    {name:12} fields {f['right'] / f['all']:.3f}   dates {d['right'] / d['all']:.3f}   {wrong(f)}")
        fields += f
        dates += d
    return fields, dates


def score(person: resumes.Person, profile: object, fields: Counter[str], dates: Counter[str]) -> None:
    """Count what was read rightly."""
    jobs = list(profile.jobs)
    for work in person.work:
        found = next((j for j in jobs if j.org and j.org.text == work.firm), None)
        check(fields, "firm", found is not None)
        found = found or next((j for j in jobs if j.title and j.title.text == work.title), None)
        check(fields, "title", bool(found and found.title and found.title.text == work.title))
        start = (work.start[0] * 12 + work.start[1] - 1,) * 2
        end = None if work.end is None else (work.end[0] * 12 + work.end[1] - 1,) * 2
        check(dates, "start", bool(found and found.when and found.when.start == start))
        check(dates, "end", bool(found and found.when and found.when.end == end))
        if found:
            jobs.remove(found)
    check(fields, "no other job", not jobs)
    for degree in person.studies:
        study = next((s for s in profile.studies if s.level == degree.level), None)
        check(fields, "degree", study is not None)
        check(fields, "field", bool(study and study.area and study.area.text == degree.area))
        check(fields, "school", bool(study and study.school and study.school.text == degree.school))
    listed = {one.quote for one in profile.shown if one.key.startswith("skill:")}
    check(fields, "skills", all(any(skill in quote for quote in listed) for skill in person.skills))
    words = " ".join(listed)
    check(fields, "name and mail withheld", person.name not in words and person.mail not in words)


def check(counts: Counter[str], name: str, right: bool) -> None:  # noqa: FBT001 - a check
    """Count one field."""
    counts["all"] += 1
    counts["right" if right else f"wrong {name}"] += 1


def wrong(counts: Counter[str]) -> str:
    """What went wrong, most often first."""
    return ", ".join(
        f"{name.removeprefix('wrong ')} {n}" for name, n in counts.most_common() if name.startswith("wrong")
    )


def field() -> int:
    """The resumes of the field notes, if they are here: no error."""
    if not FIELD.exists():
        return 0
    rows = list(map(json.loads, gzip.decompress(FIELD.read_bytes()).splitlines()))
    read = [api.read_profile(row["text"].encode(), f"{row['id']}.txt") for row in rows]
    failed = sum(bool(one.troubles) or not one.words for one in read)
    shown = sum(bool(one.shown) for one in read)
    return line("errors on real resumes", failed, 0, most=True, note=f"of {len(rows)}; {shown} show something")


def same() -> int:
    """One person in PDF, DOCX, text, JSON and the form: how many people have one matrix only."""
    role, makers = api.load_role(str(ROLE)), resumes.layouts()
    people = resumes.people(12)
    alike = sum(
        len({matrix(role, makers[name], person) for name in ("plain", "word", "pdf", "json", "form")}) == 1
        for person in people
    )
    return line("same matrix in five formats", alike / len(people), 1.0)


def matrix(role: object, maker: tuple[str, object], person: resumes.Person) -> str:
    """A match as data, without places in the file."""
    ending, write = maker
    made = api.match(role, [api.read_profile(write(person), f"cv{ending}")], day=DAY)
    return repr(
        [
            (c.row, c.verdict, c.depth, [e.quote for e in c.evidence], c.months, c.last, c.points)
            for c in made.matches[0].cells
        ]
    )


def speed(count: int) -> int:
    """Reading and matching many; seconds are for 10,000."""
    role, scale, missed = api.load_role(str(ROLE)), 10_000 / count, 0
    people = resumes.people(count)
    with tempfile.TemporaryDirectory() as folder:
        for i, person in enumerate(people):
            Path(folder, f"{i:05d}.txt").write_text(resumes.plain(person), encoding="utf-8")
        began = time.perf_counter()
        named = list(api.read_profiles([folder]))
        api.match(role, [one.profile for one in named], day=DAY)
        missed += line("10,000 from text", (time.perf_counter() - began) * scale, 30, most=True, unit=" s")
        rows = Path(folder, "profiles.jsonl")
        rows.write_bytes(b"".join(map(api.profile_row, named)))
        del named
        began = time.perf_counter()
        made = api.match(role, (one.profile for one in api.read_profiles([str(rows)])), day=DAY)
        missed += line("10,000 from parsed profiles", (time.perf_counter() - began) * scale, 2, most=True, unit=" s")
        del made
        missed += flat(Path(folder), count)
        desk(rows, count, Path(folder, "desk"))
    return missed


def flat(folder: Path, count: int) -> int:
    """The command in a process of its own, for all documents and for a tenth: the larger one's peak against the other's."""
    small = folder / "tenth"
    small.mkdir()
    for path in sorted(folder.glob("*.txt"))[: count // 10]:
        (small / path.name).write_bytes(path.read_bytes())
    peaks = [
        peak([str(ROLE), str(where), "-o", str(folder / f"out-{i}"), "--format", "json"])
        for i, where in enumerate((small, folder / "profiles.jsonl"))
    ]
    return line("memory, all by a tenth", peaks[1] / peaks[0], 2.5, most=True, note=f"{peaks[0]} and {peaks[1]} MB")


def peak(words: list[str]) -> int:
    """The largest memory of a `rolewright match` and its workers, in MB."""
    code = "import resource,subprocess,sys; subprocess.run([sys.executable, '-m', 'rolewright', 'match', *sys.argv[1:]], check=True, stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    return int(subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, text=True).stdout)


def desk(rows: Path, count: int, out: Path) -> None:
    """All profiles beside every made role, four of them twice."""
    cells = list(made_roles.cells())
    roles = [(f"role-{i:03}.toml", made_roles.role(cells[i % len(cells)])) for i in range(100)]
    began = time.perf_counter()
    api.match_desk(str(out), roles, api.read_profiles([str(rows)]), day=DAY)
    seconds = time.perf_counter() - began
    print(f"    desk: {count:,} profiles × {len(roles)} roles in {seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
