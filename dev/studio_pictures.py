"""Pictures of every page of the studio, light and dark, into `docs/screenshots` (needs Playwright and a Chromium).

`python dev/studio_pictures.py [FOLDER]`. The studio runs on a store of its own with the worked example.
"""

from __future__ import annotations

import argparse
import io
import json
import secrets
import socket
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from playwright.sync_api import sync_playwright

from rolewright import api
from rolewright.store.engine import open_store
from rolewright.studio.app import create_app
from rolewright.studio.config import Config
from rolewright.studio.serve import begin

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from benchmarks import made_roles  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
TOKEN = secrets.token_urlsafe()


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description="Pictures of every page of the studio.")
    parser.add_argument("folder", nargs="?", default=str(ROOT / "docs/screenshots"))
    folder = Path(parser.parse_args().folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as space:
        engine = open_store(f"sqlite:///{space}/studio.db")
        begin(engine)
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(engine, Config(token=TOKEN)), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        shoot(f"http://127.0.0.1:{listener.getsockname()[1]}", folder)
        server.should_exit = True
        thread.join()
        engine.dispose()


PHONE = {"width": 390, "height": 844}
DARK = {"desk", "editor", "market", "matrix"}
"""Pages that are taken in the dark theme and on a telephone, too."""


def shoot(address: str, folder: Path) -> None:
    """Every page in the light theme; some in the dark one and as wide as a telephone, too."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for theme in ("light", "dark"):
            context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=theme, locale="en-US")
            page = context.new_page()
            page.goto(f"{address}/enter?token={TOKEN}")
            for name, path, act in pages(page, address):
                if theme == "light" or name in DARK:
                    page.goto(address + path)
                    page.wait_for_timeout(1500)
                    act(page)
                    page.wait_for_timeout(400)
                    page.screenshot(path=folder / f"{name}{'' if theme == 'light' else '-dark'}.png")
                    if theme == "light" and name in DARK:
                        page.set_viewport_size(PHONE)
                        page.wait_for_timeout(400)
                        page.screenshot(path=folder / f"{name}-phone.png")
                        page.set_viewport_size({"width": 1440, "height": 900})
            context.close()
        browser.close()


def pages(page: Page, address: str) -> list[tuple[str, str, Callable[[Page], None]]]:
    """(name, address, what to do there) of every page."""
    rows = page.evaluate("() => fetch('/api/roles').then((a) => a.json())")
    role = next(one["id"] for one in rows if one["postings"])
    texts = page.evaluate(f"() => fetch('/api/roles/{role}').then((a) => a.json())")["texts"]
    pasted = next(one["id"] for one in texts if one["title"] == "As it was pasted")
    good = next(one["id"] for one in texts if one["title"] != "As it was pasted")

    cards = loop(page, role)
    documents(page, address, role)
    corpus = market(page, address)
    graded(page, address, role)
    page.evaluate(SECOND, good)

    def nothing(_: Page) -> None:
        return None

    def tab(name: str) -> Callable[[Page], None]:
        return lambda page: page.get_by_role("tab", name=name).click()

    def version(page: Page) -> None:
        tab("Versions")(page)
        page.locator(".versions button").first.click()

    return [
        ("desk", "/", nothing),
        ("role", f"/roles/{role}", nothing),
        ("scope", f"/roles/{role}/scope", lambda page: page.get_by_role("button", name="Where you are today").click()),
        ("editor", f"/roles/{role}/postings/{pasted}", nothing),
        ("editor-role", f"/roles/{role}/postings/{good}", tab("Role")),
        ("editor-export", f"/roles/{role}/postings/{good}", tab("Export")),
        ("editor-drift", f"/roles/{role}/postings/{pasted}", tab("Drift")),
        ("editor-versions", f"/roles/{role}/postings/{good}", version),
        ("interview", f"/roles/{role}/interview", nothing),
        ("card", f"/roles/{role}/cards/{cards[-1]}", nothing),
        ("debrief", f"/roles/{role}/debrief", nothing),
        ("candidates", f"/roles/{role}/candidates", nothing),
        ("matrix", f"/roles/{role}/matrix", nothing),
        ("takehome", f"/roles/{role}/takehome", nothing),
        ("market", f"/market?corpus={corpus}", nothing),
        ("rules", "/rules/RW701", nothing),
        ("rules-team", "/rules", nothing),
        ("rules-own", "/rules/own", nothing),
        ("rules-thresholds", "/rules/thresholds", nothing),
        ("rules-laws", "/rules/laws", nothing),
        ("people", "/people", nothing),
        ("log", "/log", nothing),
        ("signin", "/signin", nothing),
    ]


def loop(page: Page, role: str) -> list[str]:
    """Three candidates, their cards of two interviews, all but one sealed: the ids of the cards."""
    made: list[str] = page.evaluate(LOOP, role)
    return made


def sent(page: Page, address: str, path: str, name: str, data: bytes, **fields: str) -> dict[str, Any]:
    """Upload a file as the page does."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    answer = page.request.post(f"{address}/api/{path}", multipart={"file": file, **fields}, headers={"Origin": address})
    made: dict[str, Any] = answer.json()
    if not answer.ok:
        raise SystemExit(f"{path}: {made}")
    return made


def documents(page: Page, address: str, role: str) -> None:
    """A document for each candidate."""
    rows = page.evaluate("(role) => fetch(`/api/roles/${role}/candidates`).then((a) => a.json())", role)
    for number, row in enumerate(rows):
        sent(page, address, f"candidates/{row['id']}/profile", "resume.txt", RESUMES[number % len(RESUMES)].encode())


def graded(page: Page, address: str, role: str) -> None:
    """A take-home with a submission that is graded; without a sandbox its page says why there is no grade."""
    known = page.evaluate("(role) => fetch(`/api/roles/${role}/takehomes`).then((a) => a.json())", role)
    if known["assignments"]:
        return
    takehome = page.evaluate(EXERCISE, role)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("main.py", "print('hello')\n")
    who = page.evaluate("(role) => fetch(`/api/roles/${role}/labels`).then((a) => a.json())", role)[0]["id"]
    path = f"takehomes/{takehome}/submissions"
    job = sent(page, address, path, "work.zip", packed.getvalue(), candidate=who, quick="true")["job"]
    for _ in range(120):
        time.sleep(1)
        if page.request.get(f"{address}/api/jobs/{job}").json()["state"] in {"done", "failed"}:
            break


def market(page: Page, address: str) -> str:
    """A corpus of drafts of made-up roles, read: its id."""
    known = page.evaluate("() => fetch('/api/market').then((a) => a.json())")
    if known["corpora"]:
        return str(known["corpora"][0]["id"])
    drafts = [(str(cell), api.draft(made_roles.role(cell)).markdown) for cell in made_roles.cells()]
    lines = [{"id": name, "text": text, "date": f"2026-{1 + n % 9:02}-15"} for n, (name, text) in enumerate(drafts)]
    corpus = str(
        sent(page, address, "market/corpora", "drafts.jsonl", "\n".join(map(json.dumps, lines)).encode())["id"]
    )
    for _ in range(120):
        time.sleep(1)
        if page.request.get(f"{address}/api/market/{corpus}/table?of=skill").ok:
            break
    return corpus


_RESUMES = """\
Ada Example

Experience

Machine Learning Engineer, Nordwind Shop
03/2021 - present
- Built and ran the demand forecast in Python and SQL, released weekly with Airflow
- Owned monitoring and alerts of the ranking model in production

Data Analyst, Kontor
01/2018 - 02/2021
- Used SQL and dbt for the sales reports
%%%
Ben Example

Experience

Data Scientist, Hafenblick
06/2019 - present
- Trained gradient boosting models with LightGBM and compared them with last year's sales
- Helped the platform team with Docker images

Skills
Python, pandas, SQL, Docker
%%%
Cleo Example

Experience

Software Engineer, Lumen
02/2016 - present
- Led the team that runs the checkout service in Go
- Set up CI/CD and on-call with Prometheus and Grafana
"""
RESUMES = _RESUMES.split("%%%\n")


EXERCISE = """async (role) => {
  const answer = await fetch(`/api/roles/${role}/takehomes`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"kind": "", "level": "", "seed": 3}' })
  return (await answer.json()).id
}"""

SECOND = """async (posting) => {
  const { text, revision } = await (await fetch(`/api/postings/${posting}`)).json()
  if (revision > 1) return
  const changed = text.replace("throw away one loaf in nine", "throw away one loaf in ten")
  await fetch(`/api/postings/${posting}`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ text: changed, base: 1, note: 'the newest count' }) })
}"""

LOOP = """async (role) => {
  const call = (method, path, body) => fetch('/api' + path, { method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) }).then((a) => a.json())
  const known = await call('GET', `/roles/${role}/cards`)
  if (known.length) return known.map((one) => one.id)
  const { kit } = await call('GET', `/roles/${role}/kit`)
  const rated = kit.interviews.filter((one) => one.rated)
  const out = []
  for (const [who, name] of ['Ada Example', 'Ben Example', 'Cleo Example'].entries()) {
    const candidate = await call('POST', `/roles/${role}/candidates`, { name, email: `${name.split(' ')[0].toLowerCase()}@example.com` })
    for (const [number, interview] of rated.slice(0, 2).entries()) {
      const { id } = await call('POST', `/candidates/${candidate.id}/cards`, { interview: interview.id })
      out.push(id)
      const { card } = await call('GET', `/cards/${id}`)
      const lines = Object.fromEntries(card.lines.map((line, i) => [line.id, { evidence: 'Named the fallback to last week, and who is woken when it breaks.', rating: 2 + ((i + who + number) % 4) }]))
      const { revision } = await call('PUT', `/cards/${id}`, { typed: { lines, verdict: 'yes', because: 'She has kept one running for a year.' }, base: 1 })
      if (who < 2) await call('POST', `/cards/${id}/seal`, { base: revision })
    }
  }
  return out
}"""


if __name__ == "__main__":
    main()
