"""Write `docs/api.openapi.json` from the studio's API for programs; `--check` changes nothing and fails if it is stale."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from starlette.datastructures import State

from rolewright.studio import v1

PAGE = Path(__file__).resolve().parent.parent / "docs/api.openapi.json"


def described() -> str:
    """The description of every operation and model, as text."""
    return json.dumps(v1.create(State()).openapi(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    """Write it, or say that it is stale."""
    made = described()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(made, "utf-8")
    elif not PAGE.exists() or PAGE.read_text("utf-8") != made:
        print("docs/api.openapi.json is stale; run `make openapi` and commit it", file=sys.stderr)
        return 1
    print(f"{made.count('operationId')} operations")
    return 0


if __name__ == "__main__":
    sys.exit(main())
