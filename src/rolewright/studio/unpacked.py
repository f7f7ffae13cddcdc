"""An assignment of the store as the folder that it was made as."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from rolewright.store import takehomes

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa


def assignment(connection: sa.Connection, takehome: str, space: Path) -> Path:
    """Unpack a take-home's assignment below a folder; where it stands."""
    kept = takehomes.file(connection, takehomes.get(connection, takehome)["file"])
    with zipfile.ZipFile(io.BytesIO(kept["data"])) as archive:
        archive.extractall(space / "assignment")
    return space / "assignment"
