"""A typed client of a studio's HTTP API, for CI and scripts; needs `pip install 'rolewright[client]'`.

from rolewright.client import Client

with Client("https://studio.example.com", token) as studio:
    print(studio.check("# Machine Learning Engineer …").score)
"""

from __future__ import annotations

from rolewright.client.client import Client
from rolewright.client.errors import (
    ChangedError,
    ClientError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    TokenError,
    TooManyError,
    UnavailableError,
)

__all__ = [
    "ChangedError",
    "Client",
    "ClientError",
    "ForbiddenError",
    "InvalidError",
    "NotFoundError",
    "TokenError",
    "TooManyError",
    "UnavailableError",
]
