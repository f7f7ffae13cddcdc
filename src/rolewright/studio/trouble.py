"""How trouble is told: always as `{"error": {"what", "where", "do"}}`, with the status that fits."""

from __future__ import annotations

import math
import traceback
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from rolewright.errors import ConflictError, MissingError, MissingExtraError, RolewrightError, StoreError
from rolewright.studio.limits import TooOftenError
from rolewright.studio.rights import RightsError, SignInError

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

_STATUS = (
    (SignInError, 401), (RightsError, 403), (MissingError, 404), (ConflictError, 409), (TooOftenError, 429), (StoreError, 503),
    (MissingExtraError, 501), (RolewrightError, 422),
)  # fmt: skip
"""The first that fits tells the status."""


def tell(app: FastAPI) -> None:
    """Let an application tell its trouble so."""
    app.add_exception_handler(RolewrightError, _tell)
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    app.add_exception_handler(HTTPException, _tell_http)
    app.add_exception_handler(Exception, _tell_unexpected)


def problem(status: int, what: str, where: str = "", do: str = "", **more: Any) -> JSONResponse:
    """Trouble, as the page and the client expect it."""
    return JSONResponse({"error": {"what": what, "where": where, "do": do, **more}}, status)


async def _tell(_: Request, error: Exception) -> JSONResponse:
    status = next(code for kind, code in _STATUS if isinstance(error, kind))
    others = [*getattr(error, "others", ())]
    made = problem(status, error.what, error.where, error.do, others=others)  # type: ignore[attr-defined]
    if isinstance(error, TooOftenError):
        made.headers["Retry-After"] = str(math.ceil(error.after))
    if status == 401:
        made.headers["WWW-Authenticate"] = "Bearer"
    return made


async def _tell_invalid(request: Request, error: Exception) -> JSONResponse:
    """The first thing that is wrong with a request; its values aren't repeated."""
    first = error.errors()[0]  # type: ignore[attr-defined]
    where = ".".join(str(part) for part in first["loc"])[:200]
    return problem(422, str(first["msg"])[:200], where, _description(request))


async def _tell_http(request: Request, error: Exception) -> JSONResponse:
    """What the framework itself refuses: an address or a method that there isn't, a body that can't be read."""
    status: int = error.status_code  # type: ignore[attr-defined]
    what = {404: "there is no such address", 405: f"{request.method} isn't for this address"}.get(status)
    made = problem(status, what or str(error.detail)[:200], request.url.path[:200], _description(request))  # type: ignore[attr-defined]
    made.headers.update(getattr(error, "headers", None) or {})
    return made


def _description(request: Request) -> str:
    return f"see {request.scope.get('root_path') or '/api'}/openapi.json"


async def _tell_unexpected(_: Request, error: Exception) -> JSONResponse:
    """A mistake of ours: the log has it, the page says that nothing was changed."""
    traceback.print_exception(error)
    return problem(500, f"unexpected {type(error).__name__}", "", "nothing was changed; the studio's log says more")
