"""Sentences as vectors, by a small local model; used to suggest what may be near, never to count. The only importer of onnxruntime here.

Each text goes through the model alone: an int8 model's scales depend on what it sees at once, and the same text has to give
the same vector whatever stands beside it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from rolewright.errors import ConfigError, MissingExtraError
from rolewright.matching.words import table

if TYPE_CHECKING:
    from collections.abc import Sequence

_WANTED = ("input_ids", "attention_mask", "token_type_ids")


class Encoder:
    """A sentence model: `name`, `digest` (SHA-256 of its weights), and vectors of unit length."""

    def __init__(self, name: str, weights: bytes, tokenizer: bytes, where: str) -> None:
        from hashlib import sha256

        self.name, self.digest = name, sha256(weights).hexdigest()
        self._known: dict[str, Any] = {}
        runtime, tokenizers = _libraries()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        try:
            self._session = runtime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
            self._tokenizer = tokenizers.Tokenizer.from_buffer(tokenizer)
        except Exception as error:
            raise ConfigError(f"is no sentence model ({type(error).__name__})", where, _SHAPE) from error
        self._tokenizer.enable_truncation(table("semantic")["model"]["tokens"])
        self._tokenizer.no_padding()
        self._inputs = [one.name for one in self._session.get_inputs()]
        if unknown := set(self._inputs) - set(_WANTED):
            raise ConfigError(f"the model asks for {min(unknown)}", where, _SHAPE)

    def vector(self, text: str) -> Any:
        """A text's vector: the mean of its tokens'."""
        if text not in self._known:
            self._known[text] = self._encode(text)
        return self._known[text]

    def nearness(self, one: str, others: Sequence[str]) -> list[float]:
        """The cosine of a text with each of some others, -1 to 1, to four places."""
        mine = self.vector(one)
        return [round(float(mine @ self.vector(other)), 4) for other in others]

    def _encode(self, text: str) -> Any:
        import numpy as np

        made = self._tokenizer.encode(text)
        known = {"input_ids": made.ids, "attention_mask": made.attention_mask, "token_type_ids": made.type_ids}
        feed = {name: np.array([known[name]], dtype=np.int64) for name in self._inputs}
        states = self._session.run(None, feed)[0][0]
        mean = states.mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-12)


_SHAPE = "give a folder with model.onnx (BERT's inputs, token states as its first output) and its tokenizer.json"


def encoder(folder: str = "") -> Encoder:
    """The model of a folder (`model.onnx`, `tokenizer.json`), or that of the extra `semantic`. Raises ConfigError, MissingExtraError."""
    if folder:
        return Encoder(
            os.path.basename(os.path.normpath(folder)),
            _bytes(os.path.join(folder, "model.onnx")),
            _bytes(os.path.join(folder, "tokenizer.json")),
            folder,
        )
    import gzip
    from importlib import import_module

    known = table("semantic")["model"]
    try:
        path = str(import_module(known["package"]).model_path())
    except ImportError as error:
        raise _missing() from error
    tokenizer = gzip.decompress(_bytes(os.path.join(os.path.dirname(__file__), "minilm", "tokenizer.json.gz")))
    made = Encoder(known["name"], _bytes(path), tokenizer, path)
    if made.digest != known["sha256"]:
        raise ConfigError(f"the model's SHA-256 is {made.digest}", path, f"install the one with {known['sha256']}")
    return made


def _libraries() -> tuple[Any, Any]:
    try:
        import onnxruntime
        import tokenizers
    except ImportError as error:
        raise _missing() from error
    return onnxruntime, tokenizers


def _missing() -> MissingExtraError:
    do = "pip install 'rolewright[semantic]', or give --model FOLDER with your own; matching needs neither"
    return MissingExtraError("suggestions need a sentence model", "rolewright match suggest", do)


def _bytes(path: str) -> bytes:
    limit = table("semantic")["limits"]["model_mb"] * 1024 * 1024
    try:
        if os.path.getsize(path) > limit:
            raise ConfigError("is too large for a small model", path, f"give one under {limit // 1024 // 1024} MB")
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ConfigError(f"can't be read ({error.strerror})", path, _SHAPE) from error
