"""Pictures of every page of the studio, light and dark, into `docs/screenshots` (needs Playwright and a Chromium).

`python dev/studio_pictures.py [FOLDER]`. The studio runs on a store of its own with the worked example.
"""

from __future__ import annotations

import argparse
import secrets
import socket
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from playwright.sync_api import sync_playwright

from rolewright.store.engine import open_store
from rolewright.studio.app import create_app
from rolewright.studio.config import Config
from rolewright.studio.serve import begin

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
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


def shoot(address: str, folder: Path) -> None:
    """Every page in the light theme; the desk and the editor in the dark one, too."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for theme in ("light", "dark"):
            context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=theme, locale="en-US")
            page = context.new_page()
            page.goto(f"{address}/enter?token={TOKEN}")
            for name, path, act in pages(page):
                if theme == "light" or name in {"desk", "editor"}:
                    page.goto(address + path)
                    page.wait_for_load_state("networkidle") if "/postings/" not in path else page.wait_for_timeout(1500)
                    act(page)
                    page.wait_for_timeout(400)
                    page.screenshot(path=folder / f"{name}{'' if theme == 'light' else '-dark'}.png")
            context.close()
        browser.close()


def pages(page: Page) -> list[tuple[str, str, Callable[[Page], None]]]:
    """(name, address, what to do there) of every page."""
    rows = (
        page.request.get("/api/roles").json()
        if False
        else page.evaluate("() => fetch('/api/roles').then((a) => a.json())")
    )
    role = next(one["id"] for one in rows if one["postings"])
    texts = page.evaluate(f"() => fetch('/api/roles/{role}').then((a) => a.json())")["texts"]
    pasted = next(one["id"] for one in texts if one["title"] == "As it was pasted")
    good = next(one["id"] for one in texts if one["title"] != "As it was pasted")

    cards = loop(page, role)

    def nothing(_: Page) -> None:
        return None

    def tab(name: str) -> Callable[[Page], None]:
        return lambda page: page.get_by_role("tab", name=name).click()

    return [
        ("desk", "/", nothing),
        ("role", f"/roles/{role}", nothing),
        ("scope", f"/roles/{role}/scope", lambda page: page.get_by_role("button", name="Where you are today").click()),
        ("editor", f"/roles/{role}/postings/{pasted}", nothing),
        ("editor-role", f"/roles/{role}/postings/{good}", tab("Role")),
        ("editor-export", f"/roles/{role}/postings/{good}", tab("Export")),
        ("editor-drift", f"/roles/{role}/postings/{pasted}", tab("Drift")),
        ("editor-versions", f"/roles/{role}/postings/{good}", tab("Versions")),
        ("interview", f"/roles/{role}/interview", nothing),
        ("card", f"/roles/{role}/cards/{cards[-1]}", nothing),
        ("debrief", f"/roles/{role}/debrief", nothing),
        ("candidates", f"/roles/{role}/candidates", nothing),
        ("takehome", f"/roles/{role}/takehome", nothing),
        ("rules", "/rules/RW701", nothing),
        ("rules-team", "/rules", nothing),
        ("log", "/log", nothing),
    ]


def loop(page: Page, role: str) -> list[str]:
    """Three candidates, their cards of two interviews, all but one sealed: the ids of the cards."""
    made: list[str] = page.evaluate(LOOP, role)
    return made


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
