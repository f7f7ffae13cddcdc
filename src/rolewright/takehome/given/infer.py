"""Rows of the API → the model's inputs → predictions. Part of our reference submission; it needs numpy and onnxruntime."""

import datetime
import math

import numpy as np
import onnxruntime


class Model:
    """The given model behind the assignment's fields."""

    def __init__(self, path, facts):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.facts = facts
        self.fields = {field["input"]: field for field in facts["fields"]}

    def predict(self, rows):
        """A prediction for each valid row, in order."""
        kind = self.facts["kind"]
        found = self.session.run(None, getattr(self, f"_{kind}")(rows))
        if kind == "forecasting":
            return [{"values": [round(float(v), 4) for v in row]} for row in found[0]]
        chances = found[1]
        if kind == "ranking":
            return self._ranked(rows, chances[:, 1])
        column = {"classification": lambda row: row[0], "text": max}[kind]  # "late" is the first class
        return [{"label": str(label), "score": round(float(column(row)), 6)} for label, row in zip(found[0], chances)]

    def _ranked(self, rows, scores):
        query = self.fields["query"]["name"]
        out = [{"score": round(float(score), 6), "rank": 0} for score in scores]
        places = {}
        for i in sorted(range(len(rows)), key=lambda i: (-float(scores[i]), i)):
            key = rows[i][query]
            out[i]["rank"] = places[key] = places.get(key, 0) + 1
        return out

    def _classification(self, rows):
        return self._columns(rows)

    def _ranking(self, rows):
        return self._columns(rows)

    def _forecasting(self, rows):
        history, first = self.fields["history"], self.fields["weekday"]
        out = np.zeros((len(rows), 35), np.float32)
        for i, row in enumerate(rows):
            values = row[history["name"]]
            out[i, :28] = values[::-1] if history["factor"] < 0 else values
            out[i, 28 + _weekday(row[first["name"]])] = 1
        return {"x": out}

    def _text(self, rows):
        name = self.fields["message"]["name"]
        return {"message": np.array([[row[name].lower()] for row in rows], object)}

    def _columns(self, rows):
        out = {}
        for given in self.session.get_inputs():
            field = self.fields[given.name]
            values = [_value(field, row[field["name"]]) for row in rows]
            out[given.name] = np.array([[v] for v in values], object if field["type"] == "category" else np.float32)
        return out


def _value(field, value):
    if field["type"] == "category":
        return value
    if field["type"] == "date":
        return _weekday(value)
    return math.nan if value is None else value * field["factor"]


def _weekday(text):
    return datetime.date.fromisoformat(text).weekday()
