"""The inner loop's meaning in plain Python: slow, short, and what the C in `kernel/` is held against."""

from .cut import cut
from .found import found_in
from .kinds import decided
from .packed import weights
from .records import groups_of, skills_of
from .strength import settled
from .words import add_up, hits_of, words_of

__all__ = [
    "add_up",
    "cut",
    "decided",
    "found_in",
    "groups_of",
    "hits_of",
    "settled",
    "skills_of",
    "weights",
    "words_of",
]
