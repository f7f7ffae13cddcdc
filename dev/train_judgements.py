"""Train the posting-wide judgements and write `knowledge/judgements.toml`: `train_judgements.py FOLDER`.

FOLDER holds the readings that `cross_validate.py` left: each labelled posting as read by weights that never saw it, so
that a signal is as reliable here as it is in use. One logistic regression a judgement; `least` gives the best F1 when
each fold is judged by the others.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent))
import corpus
import crossvalidated

from rolewright.reading.signals import ABOUT_COMPANY

OUT = corpus.ROOT / "src/rolewright/knowledge/judgements.toml"
STRENGTH = {"lifecycle": 0.15, "flags": 0.05}
"""How little the weights of a judgement are held down: flags are given seldom."""
FAINT = 0.03
_JOBS = 3
_WORK = ("log ",)
_USES = {
    "lifecycle": {
        "data": ("log odds:data", "log odds:model", "log mean:data", "log family:"),
        "model": _WORK,
        "deploy": (*_WORK, "cue:ships"),
        "operate": (*_WORK, "cue:after_launch", "cue:on_call", "skills"),
    },
    "flags": {
        "vague_use_case": ("",),
        "no_ownership": ("",),
        "wish_list": ("hard", "skills", "level:", "lines:must"),
    },
}  # fmt: skip
"""What each judgement may look at: the beginnings of signals' names."""
_CHOICES = {
    "level": ("years", "cue:level", "mean:", "odds:lead", "length", "lines:", "cue:senior_ownership", "cue:ownership",
              "cue:reports_to", "cue:team_size", "cue:guided_by", "cue:entry_level", "cue:judgement", "cue:support_verb"),
    "stage": ("words:", "cue:stage", "cue:company", "people", "length", "lines:company", "family:"),
}  # fmt: skip
"""The same for each choice."""
_CALM = {"level": 0.3, "stage": 0.012}
"""How little the weights of a choice are held down."""


class Rows:
    """Readings with their labels and folds; gold or ours."""

    def __init__(self, folder: Path) -> None:
        labels = {**corpus.labels(corpus.LABELS), **corpus.labels(corpus.SHARED / "gold" / "labels")}
        gold = corpus.gold()
        self.signals, self.records, self.readings, fold, self.gold = [], [], [], [], []
        for part in sorted(folder.glob("fold?")):
            for reading in map(json.loads, (part / "readings.jsonl").read_text(encoding="utf-8").splitlines()):
                self.signals.append(reading["signals"])
                self.readings.append(reading)
                self.records.append(labels[reading["id"]][0])
                self.gold.append(reading["id"] in gold)
                fold.append(part.name)
        self.fold = np.array(fold)

    def matrix(self, uses: Sequence[str]) -> tuple[list[str], Any]:
        """(names of the signals, one row of them for each posting)."""
        names = sorted({n for row in self.signals for n in row if n.startswith(tuple(uses))})
        return names, np.array([[row.get(name, 0.0) for name in names] for row in self.signals])


def judge(rows: Rows, group: str, name: str) -> tuple[dict[str, Any], Any, Any]:
    """(the judgement's table, what holds under cross-validation, what is true)."""
    names, x = rows.matrix(_USES[group][name])
    spread = x.std(0) + 1e-6
    truth = np.array([name in record[group] for record in rows.records])
    chance = np.zeros(len(truth))
    for held in np.unique(rows.fold):
        part = rows.fold == held
        chance[part] = _model(group, x[~part] / spread, truth[~part]).predict_proba(x[part] / spread)[:, 1]
    least = max(np.arange(0.1, 0.7, 0.02), key=lambda t: f1(chance >= t, truth))
    model = _model(group, x / spread, truth)
    weights = {n: round(float(w), 3) for n, w in zip(names, model.coef_[0] / spread, strict=True)}
    faint = {n for n, w in zip(names, model.coef_[0], strict=True) if abs(w) < FAINT}
    table = {"least": round(float(least), 2), "bias": round(float(model.intercept_[0]), 3),
             "weights": {n: w for n, w in weights.items() if n not in faint}}  # fmt: skip
    return table, chance, truth


def choose(rows: Rows, kind: str) -> tuple[list[str], Any, dict[str, list[float]]]:
    """(the signals weighed, what is chosen under cross-validation with how likely it is, id → bias and weights)."""
    names, x = rows.matrix(_CHOICES[kind])
    x = x / (spread := x.std(0) + 1e-6)
    truth = np.array([record[kind] for record in rows.records])
    learnt = np.array([kind != "level" or not _said(row) for row in rows.signals])
    chosen: list[tuple[str, float]] = [("", 0.0)] * len(truth)
    for held in np.unique(rows.fold):
        part = rows.fold == held
        model = _choice(kind, x[~part & learnt], truth[~part & learnt])
        for i, chances in zip(np.flatnonzero(part), model.predict_proba(x[part]), strict=True):
            chosen[i] = (str(model.classes_[chances.argmax()]), float(chances.max()))
    model = _choice(kind, x[learnt], truth[learnt])
    kept = [k for k in range(len(names)) if np.abs(model.coef_[:, k]).max() >= FAINT]
    table = {str(i): [round(float(v), 3) for v in (bias, *(row[kept] / spread[kept]))]
             for i, bias, row in zip(model.classes_, model.intercept_, model.coef_, strict=True)}  # fmt: skip
    return [names[k] for k in kept], chosen, table


def _said(signals: dict[str, float]) -> bool:
    """Whether the title names a level, or years are asked for."""
    return not signals.get("years unsaid") or any(
        value and name.startswith("level:") and name != "level:unknown" for name, value in signals.items()
    )


def _choice(kind: str, x: Any, truth: Any) -> LogisticRegression:
    return LogisticRegression(C=_CALM[kind], max_iter=3000).fit(x, truth)


def _model(group: str, x: Any, truth: Any) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH[group], max_iter=2000).fit(x, truth)


def f1(said: Any, truth: Any) -> float:
    """F1 of two sequences of true and false."""
    return 2 * float((said & truth).sum()) / max(1.0, float(said.sum() + truth.sum()))


def main() -> None:
    """Judge, write the table and the figures."""
    rows = Rows(Path(sys.argv[1]))
    lines = ["# How likely a stage of the lifecycle or a flag is: logistic regressions over the signals of",
             "# reading/signals.py; it holds from `least` on. Choices: multinomial ones. Made by dev/train_judgements.py; see docs/model.md. Do not edit."]  # fmt: skip
    for group, uses in _USES.items():
        for name in uses:
            table, chance, truth = judge(rows, group, name)
            said = chance >= table["least"]
            print(f"{name}: F1 {f1(said, truth):.3f}")
            for reading, holds in zip(rows.readings, said, strict=True):
                _put(reading, group, name, holds=bool(holds))
            weights = ", ".join(f'"{n}" = {w}' for n, w in sorted(table["weights"].items()))
            lines += [
                "",
                f"[{group}.{name}]",
                f"least = {table['least']}",
                f"bias = {table['bias']}",
                f"weights = {{ {weights} }}",
            ]
    for kind in _CHOICES:
        names, chosen, table = choose(rows, kind)
        for reading, signals, (name, likely) in zip(rows.readings, rows.signals, chosen, strict=True):
            if (kind == "level" and not _said(signals)) or (kind == "stage" and _tells(reading, signals)):
                reading[kind] = {"id": name, "score": round(likely, 3), "evidence": []}
        lines += ["", f"[choices.{kind}]", f"signals = {json.dumps(names)}", "", f"[choices.{kind}.of]"]
        lines += [f"{name} = {row}" for name, row in table.items()]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures = {part: crossvalidated.figures(rows.readings, gold=part == "gold") for part in ("gold", "ours")}
    crossvalidated.FILE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures))


def _tells(reading: dict[str, Any], signals: dict[str, float]) -> bool:
    """Whether anything but the work and headings is there, and the stage isn't said outright."""
    if sum(value > 0 for name, value in signals.items() if name.startswith("cue:stage_said/")) == 1:
        return False
    return any(line["kinds"][0] in ABOUT_COMPANY and line["kinds"][0] != "heading" for line in reading["lines"])


def _put(reading: dict[str, Any], group: str, name: str, *, holds: bool) -> None:
    """The judgement of a fold by the others, in place of what the fold's package said."""
    if group == "lifecycle":
        reading[group][name] = [[0, 0]] if holds else []
        return
    jobs = reading["signals"]["jobs"] >= _JOBS
    names = {name, "impossible_hire"} if name == "wish_list" and jobs else {name}
    reading[group] = [
        *(flag for flag in reading[group] if flag not in {name, "impossible_hire"}),
        *(names if holds else ()),
    ]


if __name__ == "__main__":
    main()
