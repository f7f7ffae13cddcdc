"""The site as files, and the folder that they go to: only what we wrote before is written over or taken away."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from rolewright.engine.files import write_whole
from rolewright.errors import ConfigError
from rolewright.site import feeds, pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rolewright.site.advert import Advert

MANIFEST = ".rolewright-site.json"


def company_of(adverts: Sequence[Advert]) -> str:
    """The company, if all postings have the same."""
    names = {one.role.company.name for one in adverts if one.role.company.name}
    return names.pop() if len(names) == 1 else ""


def files(adverts: Sequence[Advert], url: str) -> dict[str, bytes]:
    """Every file of the site by its name."""
    company = company_of(adverts)
    made = {f"{one.slug}.html": pages.page(one, url).encode() for one in adverts}
    return {
        "index.html": pages.index(adverts, company, url).encode(),
        **made,
        "feed.xml": feeds.feed("rss", adverts, company, url),
        "indeed.xml": feeds.feed("indeed", adverts, company, url),
        "sitemap.xml": feeds.sitemap(adverts, url),
    }


def write(folder: str, made: dict[str, bytes]) -> tuple[int, int]:
    """Write what changed and remove pages of postings that are gone: (written, removed).

    Raises ConfigError, and writes nothing, if a file of that name is there that isn't ours.
    """
    try:
        os.makedirs(folder, exist_ok=True)
        ours = _ours(folder)
        for name in made:
            if name not in ours and os.path.lexists(os.path.join(folder, name)):
                do = "choose another folder, or move the file away"
                raise ConfigError(
                    "is there already and wasn't made by `rolewright site`", os.path.join(folder, name), do
                )
        listed = json.dumps(sorted(made), indent=0).encode()
        # the list first, old names kept: a run that breaks off leaves no file that isn't known
        write_whole(os.path.join(folder, MANIFEST), json.dumps(sorted({*made, *ours}), indent=0).encode())
        written = sum(_write(os.path.join(folder, name), data) for name, data in made.items())
        gone = [name for name in ours - made.keys() if os.path.isfile(os.path.join(folder, name))]
        for name in gone:
            os.unlink(os.path.join(folder, name))
        write_whole(os.path.join(folder, MANIFEST), listed)
    except OSError as error:
        raise ConfigError(f"can't write ({error.strerror})", folder, "choose another folder") from error
    return written, len(gone)


def _write(path: str, data: bytes) -> bool:
    """Whether the file had to be written."""
    if os.path.isfile(path):
        with open(path, "rb") as file:
            if file.read() == data:
                return False
    write_whole(path, data)
    return True


def _ours(folder: str) -> set[str]:
    """The files that we wrote before. Raises ConfigError for a list that isn't one: a name in it may be removed."""
    path = os.path.join(folder, MANIFEST)
    if not os.path.exists(path):
        return set()
    try:
        with open(path, "rb") as file:
            names = json.loads(file.read())
    except ValueError as error:
        raise ConfigError("isn't the list that `rolewright site` writes", path, "choose another folder") from error
    if not isinstance(names, list) or not all(isinstance(one, str) and one == os.path.basename(one) for one in names):
        raise ConfigError("isn't the list that `rolewright site` writes", path, "choose another folder")
    return set(names)
