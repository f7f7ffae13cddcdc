"""A submission in, a grade out: unpack, install, run in a box, try everything, add up."""

from __future__ import annotations

import re
import tempfile
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolewright.errors import GradeError
from rolewright.model.grade import FAIL, Check
from rolewright.takehome import environment, issue, rubric, sandbox, unpack
from rolewright.takehome.bench import Bench
from rolewright.takehome.probes import probes

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.model.grade import Assignment, Grade

    Progress = Callable[[str], None]
SETTINGS = "takehome.toml"
_LARGEST = 100_000


def grade(
    submission: Path,
    folder: Path,
    *,
    quick: bool = False,
    kind: str = "auto",
    image: str = "",
    progress: Progress | None = None,
) -> Grade:
    """The grade of a folder, zip, tarball or git bundle against the assignment in `folder`.

    `kind` of sandbox: auto, bubblewrap, podman, docker or none; `image` that of containers. Raises GradeError for what can't be unpacked, for a missing
    sandbox, and for a folder that is no assignment; a submission that doesn't start gets its grade.
    """
    start, tell = time.monotonic(), progress or (lambda _: None)
    assignment = issue.load(folder)
    chosen = sandbox.sandbox(kind, image)
    with tempfile.TemporaryDirectory(prefix="rolewright-") as name:
        space = Path(name)
        tell("running our own service, to compare with")
        measures = _measures(assignment, folder, space / "own", chosen)
        tell("unpacking")
        tree = unpack.unpack(submission, space / "submission")
        checks, notes = _tried(assignment, tree, space, chosen, measures, quick=quick, tell=tell)
    if kind == "none":
        notes = (*notes, "It ran without a sandbox, as was asked: nothing kept it from the rest of this machine.")
    return rubric.add_up(assignment, submission.name, checks, notes=notes, seconds=time.monotonic() - start)


def _tried(assignment: Assignment, tree: Path, space: Path, chosen: Any, measures: dict[str, Any], *, quick: bool, tell: Progress
           ) -> tuple[list[Check], tuple[str, ...]]:  # fmt: skip
    """(all checks, what the grader must say) of a submission."""
    settings = settings_of(tree)
    if isinstance(settings, str):
        return [Check("settings", "packaging", FAIL, settings, 0.0, 5.0), *_nothing(assignment)], ()
    if not settings.get("start"):
        tell("building its Dockerfile")
        try:
            chosen = _built(tree, str(settings["dockerfile"]), space.name, chosen)
        except GradeError as error:
            return [Check("builds", "packaging", FAIL, str(error), 0.0, 5.0), *_nothing(assignment)], ()
    tell("installing its packages")
    installed = environment.install(tree, space / "site", str(settings.get("requirements", "")), chosen.wheels())
    checks = [Check("installs", "packaging", FAIL, problem, 0.0, 2.0) for problem in installed.problems]
    model = Path(assignment.folder) / "candidate/model/model.onnx"
    with chosen(tree, installed.site, model) as box:
        bench = Bench(assignment, box, tree, settings, quick=quick, progress=tell, measures=measures)
        for about, probe in probes():
            tell(about)
            checks += probe(bench)
        bench.end()
    return checks, ()


def _built(tree: Path, dockerfile: str, name: str, chosen: Any) -> Any:
    """What makes boxes of the image that a Dockerfile makes. Raises GradeError without podman or Docker, or if it can't be built."""
    from rolewright.takehome import containers

    engine = chosen if isinstance(chosen, containers.Engine) else containers.choose("auto")
    if isinstance(engine, str):
        raise GradeError(f"a Dockerfile needs podman or Docker to build it ({engine})", "", "send a start command")
    return engine.build(tree, dockerfile, re.sub("[^a-z0-9-]", "", name.lower()))


def _nothing(assignment: Assignment) -> list[Check]:
    """A fail for each machine row of what can't even be started."""
    rows = [row for row in assignment.rubric if row.by == "machine" and row.id != "packaging"]
    return [Check("not-run", row.id, FAIL, "It can't be started, so this can't be seen", 0.0, 1.0) for row in rows]


def _measures(assignment: Assignment, folder: Path, space: Path, chosen: Any) -> dict[str, Any]:
    """What our own service does here: the yardstick of latency."""
    from rolewright.takehome.probes import load

    tree = unpack.unpack(folder / "grader/reference", space / "tree")
    settings = settings_of(tree)
    if isinstance(settings, str):
        raise GradeError(settings, str(folder / "grader/reference"), "make the assignment anew")
    installed = environment.install(tree, space / "site", str(settings["requirements"]), chosen.wheels())
    with chosen(tree, installed.site, folder / "candidate/model/model.onnx") as box:
        bench = Bench(assignment, box, tree, settings, quick=True)
        list(load.probe(bench))
        bench.end()
        return dict(bench.seen)


def settings_of(tree: Path) -> dict[str, Any] | str:
    """`takehome.toml` of a submission, or what is wrong with it."""
    path = tree / SETTINGS
    if not path.is_file() or path.is_symlink():
        return f"There is no {SETTINGS} at the root of what was sent"
    if path.stat().st_size > _LARGEST:
        return f"{SETTINGS} is larger than {_LARGEST} bytes"
    try:
        made = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        return f"{SETTINGS} is no TOML: {error}"
    for name in ("start", "tests"):
        words = made.get(name, [])
        if (
            not isinstance(words, list)
            or not all(isinstance(word, str) and word for word in words)
            or (name == "start" and not words and not made.get("dockerfile"))
        ):
            return f'{SETTINGS}: `{name}` has to be a list of words such as ["python", "-m", "service"]'
    for name in ("requirements", "dockerfile"):
        if not isinstance(made.get(name, ""), str):
            return f"{SETTINGS}: `{name}` has to be the name of a file"
    made.setdefault("start", [])
    return made
