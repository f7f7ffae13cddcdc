"""The application: routes, guards, what runs beside them."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from fastapi import FastAPI

from rolewright import __version__
from rolewright.studio import page, trouble, v1
from rolewright.studio.held import Held
from rolewright.studio.limits import Limits
from rolewright.studio.live import Live
from rolewright.studio.rights import Sessions
from rolewright.studio.routes import ROUTERS
from rolewright.studio.security import Guard
from rolewright.studio.shelf import Shelf
from rolewright.studio.tokens import Tokens
from rolewright.studio.worker import Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import sqlalchemy as sa

    from rolewright.studio.config import Config


def create_app(engine: sa.Engine, config: Config) -> FastAPI:
    """The studio on a store that is up to date."""
    app = FastAPI(
        title="Rolewright studio", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        lifespan=_lifespan,
    )  # fmt: skip
    app.state.engine, app.state.config = engine, config
    app.state.sessions, app.state.limits = Sessions(engine, config), Limits()
    app.state.live, app.state.held, app.state.shelf = Live(engine), Held(), Shelf(engine)
    app.state.tokens = Tokens(engine)
    for router in ROUTERS:
        app.include_router(router, prefix="/api")
    app.mount("/api/v1", v1.create(app.state))
    if config.oidc is not None:
        from rolewright.studio import oidc

        app.include_router(oidc.router)
    app.include_router(page.router)
    trouble.tell(app)
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
    app.state.shelf.clear()
