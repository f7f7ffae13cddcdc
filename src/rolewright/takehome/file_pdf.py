"""The team's report as a PDF by typst: tagged for screen readers (PDF/UA-1)."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from rolewright.errors import MissingExtraError
from rolewright.takehome.record import as_dict

if TYPE_CHECKING:
    from rolewright.model.grade import Grade

_TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "grade.typ")


def render(grade: Grade) -> bytes:
    """The file. Raises MissingExtraError without typst."""
    data = as_dict(grade)
    for row in data["rows"]:
        for check in row["checks"]:
            for one in check["evidence"]:
                one["asked"], one["got"] = one["asked"][:200], one["got"][:300]
    said = json.dumps(data, ensure_ascii=False)
    made: bytes = _compiler().compile(format="pdf", sys_inputs={"grade": said}, pdf_standards=["ua-1"])
    return made


@cache
def _compiler() -> Any:
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError("PDF needs typst", "report.pdf", "pip install 'rolewright[pdf]'") from error
    return typst.Compiler(_TEMPLATE, ignore_system_fonts=True)
