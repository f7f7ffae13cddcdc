"""Are predictions the model's own: one by one, together, again, in any order of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.takehome.bench import body_of, seen, skipped, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rolewright.model.grade import Check
    from rolewright.takehome.bench import Bench

ORDER, ABOUT = 20, "comparing predictions"
NEAR = 0.001
"""Scores and figures may differ by this much, relative to the larger: ONNX runtimes and rounding differ by less."""
_ALONE = 20


def near(one: Any, other: Any) -> bool:
    """Whether a prediction is the expected one but for rounding."""
    if isinstance(one, dict):
        return isinstance(other, dict) and all(key in other and near(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(near, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= NEAR * max(1.0, abs(one), abs(other))
    return bool(one == other)


def predictions(answer: Any) -> list[Any]:
    """The predictions of an answer; [] if it has none. Under another name they still count here: the contract's row says so."""
    said = body_of(answer)
    if not isinstance(said, dict) or answer.status != 200:
        return []
    lists = [value for value in said.values() if isinstance(value, list)]
    found = said.get("predictions", lists[0] if len(lists) == 1 else None)
    return found if isinstance(found, list) else []


def named(answer: Any) -> bool:
    """Whether an answer calls them what the contract does."""
    said = body_of(answer)
    return isinstance(said, dict) and "predictions" in said


def probe(bench: Bench) -> Iterable[Check]:
    """All held-out rows in batches; some alone; the same twice."""
    if bench.service() is None:
        yield verdict("held-out", "correctness", 0, "Nothing is predicted: the service doesn't run", weight=4)
        return
    right, wrong, shape = _together(bench)
    total = len(bench.pairs)
    yield verdict("held-out", "correctness", _share(right / total), f"{right} of {total} rows that you haven't seen are predicted as the model does",
                  weight=4, evidence=wrong)  # fmt: skip
    yield shape
    yield _alone(bench)
    yield _again(bench)
    yield _by_input(bench)


def _share(right: float) -> float:
    """Half of the rows right by luck is no merit: from a half on it counts, all of it only when all are right."""
    return 1.0 if right == 1 else max(0.0, (right - 0.5) * 1.6)


def _together(bench: Bench) -> tuple[int, list[Any], Check]:
    right, wrong, shapes = 0, [], 0
    groups = bench.groups()
    for group in groups:
        answer = bench.predict([row for row, _ in group])
        found = predictions(answer)
        shapes += len(found) == len(group) and named(answer)
        right += sum(near(expected, got) for (_, expected), got in zip(group, found, strict=False))
        if not found or not near(group[0][1], found[0]):
            wrong.append(seen({"rows": [group[0][0], "…"]}, answer))
    share = shapes / len(groups)
    said = (
        "Every answer has `predictions`, one for each row"
        if share == 1
        else f"{shapes} of {len(groups)} answers have `predictions`, one for each row"
    )
    return right, wrong, verdict("a-prediction-each", "contract", share, said, weight=3)


def _alone(bench: Bench) -> Check:
    if bench.assignment.kind == "ranking":
        return skipped("alone", "correctness", "An offer alone is always first: not tried for a ranking")
    some = bench.pairs[: 5 if bench.quick else _ALONE]
    right = sum(near([expected], predictions(bench.predict([row]))) for row, expected in some)
    return verdict(
        "alone",
        "correctness",
        right / len(some),
        f"{right} of {len(some)} rows alone are predicted as in a batch",
        weight=1,
    )


def _again(bench: Bench) -> Check:
    rows = [row for row, _ in bench.groups()[1]]
    answers = [predictions(bench.predict(rows)) for _ in range(3)]
    same = bool(answers[0]) and all(one == answers[0] for one in answers)
    return verdict(
        "again",
        "correctness",
        float(same),
        "The same request gets the same answer" if same else "The same request gets another answer",
        weight=0.5,
    )


def _by_input(bench: Bench) -> Check:
    """A look for the field that is prepared wrongly: rows with a missing number, by themselves."""
    nullable = [field.name for field in bench.fields if field.nullable]
    some = [pair for pair in bench.pairs if any(pair[0][name] is None for name in nullable)]
    if not some or bench.assignment.kind == "ranking":
        return skipped("missing-numbers", "correctness", "This assignment has no missing numbers to try alone")
    some = some[: bench.assignment.most_rows]
    found = predictions(bench.predict([row for row, _ in some]))
    right = sum(near(expected, got) for (_, expected), got in zip(some, found, strict=False))
    return verdict(
        "missing-numbers",
        "correctness",
        right / len(some),
        f"{right} of {len(some)} rows with a missing number are predicted as the model does",
        weight=1,
    )
