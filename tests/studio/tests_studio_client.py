"""Calls the studio in this process, as a browser on its own page would."""

from __future__ import annotations

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx2 as httpx

TOKEN = "the-token-of-the-tests"
OWN = {"sec-fetch-site": "same-origin"}


class Client:
    """Calls an application in this process, as a browser on its own page would."""

    def __init__(self, app, headers=OWN):
        self.app, self.cookies, self.headers = app, httpx.Cookies(), dict(headers)

    def request(self, method, path, headers=None, **more):
        async def once():
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1", cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, headers={**self.headers, **(headers or {})}, **more)
                self.cookies.update(client.cookies)
                return answer

        with ThreadPoolExecutor(1) as beside:  # Playwright keeps a loop in this thread
            return beside.submit(asyncio.run, once()).result()

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.request("POST", path, json=body if body is not None else {}, **more)

    def put(self, path, body, **more):
        return self.request("PUT", path, json=body, **more)

    def delete(self, path, **more):
        return self.request("DELETE", path, **more)

    def enter(self):
        assert self.get(f"/enter?token={TOKEN}").status_code == 303
        return self


@contextmanager
def served(app):
    """An application at a port of this machine; its address."""
    import uvicorn

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)  # whoever calls before the server is up waits
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
