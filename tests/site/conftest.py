"""A folder of postings, and its site."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewright.site import settings
from rolewright.site.build import files
from rolewright.site.gather import adverts

CAREERS = Path(__file__).parents[2] / "examples/careers"
URL = "https://acme.example/jobs/"
POSTING = """---
posted: 2026-11-20
reference: A&1
city: Denver
region: CO
country: US
apply: https://acme.example/apply?a=1&b=2
---
# Engineer <i>of</i> R&D

We're at Acme. Pay: $100,000 to $120,000 a year, on site.

## What you do

- Use `a < b && c > d` and ]]> in `</script><script>alert(1)</script>` text.
- Say "hello" to Zoë's 𝒳-ray.
"""


@pytest.fixture
def folder(tmp_path):
    """One posting full of traps, for a company that careers.toml names."""
    made = tmp_path / "postings"
    made.mkdir()
    (made / "trap.md").write_text(POSTING)
    (made / "careers.toml").write_text(f'url = "{URL}"\n[role.company]\nname = "Acme & Sons"\n')
    return made


@pytest.fixture
def made(folder):
    """`made()` is the site of the folder: name → bytes."""

    def make(on=""):
        careers = settings.load(str(folder))
        return files(adverts(str(folder), careers, on), careers.url)

    return make
