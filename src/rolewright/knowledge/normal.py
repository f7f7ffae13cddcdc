"""Text as lower-case words that keep their place: one byte per code point, so offsets never move."""

from __future__ import annotations


def _table() -> bytes:
    """A byte for each Latin-1 character: letters folded to a-z, digits, `+` and `#` kept, the rest a space."""
    folded = {
        "a": "àáâãäå", "c": "ç", "e": "èéêë", "i": "ìíîï", "n": "ñ", "o": "òóôõöø", "u": "ùúûü", "y": "ýÿ",
    }  # fmt: skip
    table = bytearray(b" " * 256)
    for code in (*range(ord("a"), ord("z") + 1), *range(ord("0"), ord("9") + 1), ord("+"), ord("#")):
        table[code] = code
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = code + 32
    for plain, accented in folded.items():
        for char in accented + accented.upper().replace("Ÿ", ""):
            if ord(char) < len(table):
                table[ord(char)] = ord(plain)
    table[ord("ß")] = ord("s")
    return bytes(table)


TABLE = _table()


def normalise(text: str) -> str:
    """The text, as long as before, in lower case with everything but words, `+` and `#` made a space.

    Characters outside Latin-1 become spaces: `’` parts words just as `'` does.
    """
    return text.encode("latin-1", "replace").translate(TABLE).decode("latin-1")


def key(phrase: str) -> str:
    """A phrase as the matcher compares it: normalised words with one space between."""
    return " ".join(normalise(phrase).split())
