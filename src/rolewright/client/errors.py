"""What a studio answers instead of a result, each as an exception of its own; all say what, where and what to do."""

from __future__ import annotations

from typing import Any

from rolewright.errors import RolewrightError


class ClientError(RolewrightError):
    """The studio refused. `status` is HTTP's, 0 if no answer came; `told` the answer's JSON."""

    def __init__(self, what: str, where: str = "", do: str = "", *, status: int = 0, told: Any = None) -> None:
        super().__init__(what, where, do)
        self.status = status
        self.told: dict[str, Any] = told if isinstance(told, dict) else {}


class TokenError(ClientError):
    """401: no token, or one that expired, was revoked or never was."""


class ForbiddenError(ClientError):
    """403: the token's person or its scope may not do this."""


class NotFoundError(ClientError):
    """404: there is no such thing, or the token's person may not see it."""


class ChangedError(ClientError):
    """409: somebody changed it meanwhile; nothing was overwritten. For a posting `told` has its `revision`, `text`, `pieces`."""


class InvalidError(ClientError):
    """400, 413, 422: the request itself is wrong; `where` names the field."""


class TooManyError(ClientError):
    """429: more calls than are allowed. `retry_after` are the seconds after which one will be taken."""

    retry_after: float = 1.0


class UnavailableError(ClientError):
    """5xx, or no answer at all: the studio or its database is away. A call that changes something may have been done."""


_KINDS = {
    400: InvalidError, 401: TokenError, 403: ForbiddenError, 404: NotFoundError, 409: ChangedError, 413: InvalidError,
    422: InvalidError, 429: TooManyError,
}  # fmt: skip


def error_of(status: int, told: Any, retry_after: float = 1.0) -> ClientError:
    """The exception for an answer."""
    kind = _KINDS.get(status, UnavailableError if status >= 500 else ClientError)
    said = told.get("error") if isinstance(told, dict) else None
    words = said if isinstance(said, dict) else {"what": f"the answer is {status}", "do": "is this a studio's address?"}
    what, where, do = (str(words.get(name, "")) for name in ("what", "where", "do"))
    made = kind(what, where, do, status=status, told=told)
    if isinstance(made, TooManyError):
        made.retry_after = retry_after
    return made
