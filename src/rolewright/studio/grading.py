"""A submission graded in a process of its own: `python -m rolewright.studio.grading SUBMISSION ASSIGNMENT REPORT quick|whole`.

Each line on standard output says what is being done; the last one on standard error what went wrong.
"""

from __future__ import annotations

import os
import sys

from rolewright import api
from rolewright.errors import RolewrightError


def main(words: list[str]) -> int:
    """0, or 1 if it can't be graded."""
    submission, assignment, folder, how = words
    try:
        made = api.grade_takehome(submission, assignment, quick=how == "quick", progress=_tell)
        os.makedirs(folder, exist_ok=True)
        for name, data in api.takehome_report(made).items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
    except RolewrightError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
