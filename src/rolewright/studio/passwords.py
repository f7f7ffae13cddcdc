"""Passwords: argon2id, with the parameters of argon2-cffi (RFC 9106, low memory)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from rolewright.errors import ConfigError

SHORTEST, LONGEST = 12, 200
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")
"""Checked where there is no such person, so that it takes as long."""


def hashed(password: str) -> str:
    """The hash to keep. Raises ConfigError for a password that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise ConfigError(f"a password has {SHORTEST} to {LONGEST} characters", "password", "choose a few words")
    return _HASHER.hash(password)


def right(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was kept; takes as long if there is none."""
    try:
        _HASHER.verify(kept or _NOBODY, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
