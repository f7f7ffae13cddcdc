"""The market: corpora that the studio has read, and tables over them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from rolewright.client import models, requests
from rolewright.studio.rights import Who
from rolewright.studio.routes import market
from rolewright.studio.routes.bodies import Asked, Key
from rolewright.studio.tokens import bearer
from rolewright.studio.v1.paging import paged

router = APIRouter(prefix="/market", tags=["market"])


@router.get("", name="corpora", response_model=list[models.Corpus])
def corpora(request: Request, part: Annotated[requests.Page, Query()], who: Annotated[Who, bearer("look")]) -> Any:
    """The corpora and surveys that there are, in the order of their ids, a part at a time."""
    return paged(market.every(request, who)["corpora"], part)


@router.get("/{corpus}/table", name="market_table", response_model=models.MarketTable)
def table(
    request: Request, corpus: Key, asked: Annotated[requests.Count, Query()], who: Annotated[Who, bearer("look")]
) -> Response:
    """A table over a corpus, as `rolewright market table` has it."""
    return market.table(request, corpus, Asked(**asked.model_dump()), who)
