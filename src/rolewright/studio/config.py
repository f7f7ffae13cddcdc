"""How a studio is run: a value that is passed, never read from anywhere else."""

from __future__ import annotations

from rolewright.model.record import NamedTuple

HOUR = 3_600_000
"""Milliseconds."""


class Oidc(NamedTuple):
    """An OpenID provider: `issuer` is its URL. Whoever signs in for the first time gets `role`, "" for nobody."""

    issuer: str
    client: str
    secret: str = ""
    role: str = ""


class Config(NamedTuple):
    """`alone` is single-user mode: who opens the URL with the `token` is the owner. `hosts` are the names that it answers to.

    `secure` marks cookies for HTTPS only; `life` and `idle` end a session (milliseconds); `private` lets URLs of the own
    network be opened, which only tests do.
    """

    token: str = ""
    alone: bool = True
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    secure: bool = False
    life: int = 12 * HOUR
    idle: int = 2 * HOUR
    oidc: Oidc | None = None
    private: bool = False
    workers: int = 1
    """Jobs that run at once; 0 leaves them to another process."""
    checks_a_minute: int = 1200
    changes_a_minute: int = 600
    attempts_a_minute: int = 10
    calls_a_minute: int = 600
    """Of each token."""
