"""The application: routes, guards, how trouble is told."""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from rolewright import __version__
from rolewright.errors import ConflictError, MissingError, MissingExtraError, RolewrightError, StoreError
from rolewright.studio import page
from rolewright.studio.held import Held
from rolewright.studio.limits import Limits, TooOftenError
from rolewright.studio.live import Live
from rolewright.studio.rights import RightsError, Sessions, SignInError
from rolewright.studio.routes import ROUTERS
from rolewright.studio.security import Guard
from rolewright.studio.worker import Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import sqlalchemy as sa

    from rolewright.studio.config import Config

_STATUS = (
    (SignInError, 401), (RightsError, 403), (MissingError, 404), (ConflictError, 409), (TooOftenError, 429), (StoreError, 503),
    (MissingExtraError, 501), (RolewrightError, 422),
)  # fmt: skip
"""The first that fits tells the status."""


def create_app(engine: sa.Engine, config: Config) -> FastAPI:
    """The studio on a store that is up to date."""
    app = FastAPI(
        title="Rolewright studio", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        lifespan=_lifespan,
    )  # fmt: skip
    app.state.engine, app.state.config = engine, config
    app.state.sessions, app.state.limits = Sessions(engine, config), Limits()
    app.state.live, app.state.held = Live(engine), Held()
    for router in ROUTERS:
        app.include_router(router, prefix="/api")
    if config.oidc is not None:
        from rolewright.studio import oidc

        app.include_router(oidc.router)
    app.include_router(page.router)
    app.add_exception_handler(RolewrightError, _tell)
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    app.add_exception_handler(Exception, _tell_unexpected)
    app.add_middleware(Guard, config=config)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """What runs beside the requests lives as long as the application."""
    workers = [Worker(app.state.engine) for _ in range(app.state.config.workers)]
    for worker in workers:
        worker.start()
    watching = asyncio.create_task(app.state.live.run())
    yield
    watching.cancel()
    for worker in workers:
        worker.stop()


def problem(status: int, what: str, where: str = "", do: str = "", **more: Any) -> JSONResponse:
    """Trouble, as the page expects it."""
    return JSONResponse({"error": {"what": what, "where": where, "do": do, **more}}, status)


async def _tell(_: Request, error: Exception) -> JSONResponse:
    status = next(code for kind, code in _STATUS if isinstance(error, kind))
    others = [*getattr(error, "others", ())]
    return problem(status, error.what, error.where, error.do, others=others)  # type: ignore[attr-defined]


async def _tell_invalid(_: Request, error: Exception) -> JSONResponse:
    """The first thing that is wrong with a request; its values aren't repeated."""
    first = error.errors()[0]  # type: ignore[attr-defined]
    where = ".".join(str(part) for part in first["loc"])[:200]
    return problem(422, str(first["msg"])[:200], where, "see /api/openapi.json")


async def _tell_unexpected(_: Request, error: Exception) -> JSONResponse:
    """A mistake of ours: the log has it, the page says that nothing was changed."""
    traceback.print_exception(error)
    return problem(500, f"unexpected {type(error).__name__}", "", "nothing was changed; the studio's log says more")
