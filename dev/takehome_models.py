"""Train the models of the take-home on made-up rows and write them as ONNX, with the scikit-learn original as skops.

`python dev/takehome_models.py` writes `src/rolewright/takehome/models/KIND/{model.onnx,model.skops,facts.json}`; it needs the
extra `models`. The rows are those of `rolewright.takehome.rows`, so that anyone can make them again.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, mean_absolute_error, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from rolewright.takehome import rows

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/rolewright/takehome/models"
TRAIN, TEST = 8000, 2000
WORD = "[a-z0-9]+"
NUMBERS = {
    "classification": ("distance", "weight", "load", "stops", "weekday"),
    "ranking": ("price", "rating", "reviews", "days"),
}
CATEGORIES = {"classification": ("region", "service", "content"), "ranking": ("shelf",)}


def table(kind: str, some: list[rows.Row]) -> Any:
    """Numbers first, then categories; None is NaN."""
    import pandas as pd

    frame = pd.DataFrame(some)
    return frame[[*NUMBERS[kind], *CATEGORIES[kind]]].astype(dict.fromkeys(NUMBERS[kind], "float32"))


def trees(kind: str) -> Any:
    """Missing numbers by the median, categories one column each (an unknown one has none), boosted trees."""
    number, category = list(NUMBERS[kind]), list(CATEGORIES[kind])
    prepared = ColumnTransformer([
        ("numbers", SimpleImputer(strategy="median"), number),
        ("categories", OneHotEncoder(handle_unknown="ignore", sparse_output=False), category),
    ])  # fmt: skip
    return make_pipeline(prepared, GradientBoostingClassifier(n_estimators=60, max_depth=3, random_state=0))


def classify(kind: str) -> tuple[Any, list[Any], dict[str, float]]:
    """Parcels and offers."""
    train, test = rows.made(kind, "train", TRAIN), rows.made(kind, "test", TEST)
    model = trees(kind).fit(table(kind, train), [row["truth"] for row in train])
    inputs = [(name, FloatTensorType([None, 1])) for name in NUMBERS[kind]]
    inputs += [(name, StringTensorType([None, 1])) for name in CATEGORIES[kind]]
    chance = model.predict_proba(table(kind, test))[:, 1]
    truth = [row["truth"] == model.classes_[1] for row in test]
    held = [row["truth"] for row in test]
    return model, inputs, {
        "accuracy": accuracy_score(held, model.predict(table(kind, test))), "roc_auc": roc_auc_score(truth, chance),
        "base_rate": max(np.mean(truth), 1 - np.mean(truth)),
    }  # fmt: skip


def forecast() -> tuple[Any, list[Any], dict[str, float]]:
    """A linear model of four weeks and the weekday, for each of seven days."""

    def matrix(some: list[rows.Row]) -> Any:
        return np.array(
            [[*row["history"], *(float(row["weekday"] == day) for day in range(7))] for row in some], np.float32
        )

    train, test = rows.made("forecasting", "train", TRAIN), rows.made("forecasting", "test", TEST)
    model = Ridge(1.0).fit(matrix(train), np.array([row["truth"] for row in train], np.float32))
    truth = np.array([row["truth"] for row in test])
    naive = np.array([row["history"][-7:] for row in test])
    error = mean_absolute_error(truth, model.predict(matrix(test)))
    return (
        model,
        [("x", FloatTensorType([None, 35]))],
        {"mae": error, "mae_of_last_week": mean_absolute_error(truth, naive)},
    )


def text() -> tuple[Any, list[Any], dict[str, float]]:
    """Words and pairs of words, weighed, and a linear model."""
    train, test = rows.made("text", "train", TRAIN), rows.made("text", "test", TEST)
    vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=5, token_pattern=WORD, lowercase=False)
    model = make_pipeline(vectors, LogisticRegression(max_iter=1000))
    model.fit([row["message"].lower() for row in train], [row["truth"] for row in train])
    right = accuracy_score([row["truth"] for row in test], model.predict([row["message"].lower() for row in test]))
    return model, [("message", StringTensorType([None, 1]))], {"accuracy": right, "base_rate": 1 / len(rows.LABELS)}


def main() -> None:
    """All kinds."""
    makers = {"classification": lambda: classify("classification"), "ranking": lambda: classify("ranking"),
              "forecasting": forecast, "text": text}  # fmt: skip
    for kind, make in makers.items():
        model, inputs, measured = make()
        folder = OUT / kind
        folder.mkdir(parents=True, exist_ok=True)
        options = {"zipmap": False} if hasattr(model, "predict_proba") else {}
        onnx = to_onnx(model, initial_types=inputs, options={id(model): options} if options else None, target_opset=17)
        (folder / "model.onnx").write_bytes(onnx.SerializeToString())
        skops.io.dump(model, folder / "model.skops", compression=zipfile.ZIP_DEFLATED, compresslevel=9)
        figures = {name: round(float(value), 4) for name, value in measured.items()}
        facts = {"trained_on": TRAIN, "tested_on": TEST, "figures": figures}
        (folder / "facts.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
        print(kind, len(onnx.SerializeToString()), (folder / "model.skops").stat().st_size, figures)


if __name__ == "__main__":
    main()
