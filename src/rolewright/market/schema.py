"""The columns of a table of readings, a row a posting; those that end in `_start` and `_end` are code points in `text`.

An error leaves all but `source`, `row`, `id`, `title` and `error` empty. `cluster` and `kept` are known only when all is read.
"""

from __future__ import annotations

import pyarrow as pa

VERSION = 2
"""Of the table's shape; stands in the manifest."""
_WORDS = pa.list_(pa.string())
_NUMBERS = pa.list_(pa.int32())
_SPANNED = ("family", "level", "stage", "years", "degree", "pay")
"""Facts with one span each: where the text says it first."""

READ = pa.schema([
    ("source", pa.string()), ("row", pa.int64()), ("id", pa.string()), ("title", pa.string()), ("company", pa.string()),
    ("date", pa.string()), ("year", pa.int16()), ("month", pa.string()), ("url", pa.string()), ("error", pa.string()),
    ("troubles", _WORDS), ("text", pa.large_string()), ("chars", pa.int32()), ("words", pa.int32()), ("language", pa.string()),
    ("truncated", pa.bool_()),
    ("family", pa.string()), ("title_family", pa.string()), ("level", pa.string()), ("title_level", pa.string()),
    ("stage", pa.string()), ("mode", pa.string()), ("jobs", pa.int16()), ("use_case", pa.bool_()),
    ("lifecycle", _WORDS), ("lifecycle_start", _NUMBERS), ("lifecycle_end", _NUMBERS),
    ("strands", _WORDS), ("strand_shares", pa.list_(pa.float32())),
    ("skills", _WORDS), ("skill_strength", _WORDS), ("skill_start", _NUMBERS), ("skill_end", _NUMBERS),
    ("must_haves", pa.int16()), ("nice_to_haves", pa.int16()),
    ("years", pa.int16()), ("degree", pa.string()), ("degree_must", pa.bool_()), ("degree_or_equivalent", pa.bool_()),
    ("pay_low", pa.float64()), ("pay_high", pa.float64()), ("pay_currency", pa.string()), ("pay_interval", pa.string()),
    ("places", _WORDS), ("impossible_years", pa.bool_()), ("findings", _WORDS),
    *((f"{name}_{end}", pa.int32()) for name in _SPANNED for end in ("start", "end")),
])  # fmt: skip
"""What a reader makes of a posting. `skills` are distinct, each with its strongest strength and the first place that has it."""

SIGNATURE = pa.field("signature", pa.binary(64))
"""The eight lowest bits of 64 minima; stands in the parts only."""
PART = READ.append(SIGNATURE)
FINAL = READ.append(pa.field("cluster", pa.int64())).append(pa.field("kept", pa.bool_()))
