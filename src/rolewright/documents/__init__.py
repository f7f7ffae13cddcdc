r"""The documents room: one small reader a format, bytes in, `Posting` out, every offset kept.

>>> from rolewright.documents import from_bytes
>>> posting = from_bytes(b"# AI Engineer\n\n- **Python**", "posting.md")
>>> [posting.text[line.start:line.end] for line in posting.lines]
['AI Engineer', 'Python']
"""

from rolewright.documents.load import LIMIT, from_bytes, from_text, load
from rolewright.documents.rows import rows

__all__ = ["LIMIT", "from_bytes", "from_text", "load", "rows"]
