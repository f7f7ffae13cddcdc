"""The one door to a language model, open only if the user names an endpoint: one question, one answer, no retries.

An answer is bounded in bytes and in seconds; a redirect isn't followed, so that the key and the text go nowhere else.
"""

from __future__ import annotations

import json
from typing import Any

from rolewright.errors import ModelError

_PIECE = 8192


def ask(url: str, model: str, key: str, messages: list[dict[str, str]], *, seconds: float, limit: int) -> str:
    """The text of an OpenAI-compatible chat completion. Raises ModelError, whatever goes wrong."""
    question = {"model": model, "messages": messages, "temperature": 0, "stream": False}
    head = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        head["Authorization"] = f"Bearer {key}"
    answer = _post(_address(url), json.dumps(question).encode(), head, seconds, limit)
    try:
        text = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ModelError("its answer is not a chat completion", url, "name an OpenAI-compatible endpoint") from error
    if not isinstance(text, str) or not text.strip():
        raise ModelError("its answer is empty", url, "try again, or another model")
    return text


def _address(url: str) -> str:
    """The endpoint: a base such as `http://localhost:11434/v1` gets its path."""
    if not url.startswith(("http://", "https://")):
        raise ModelError("it isn't a web address", url, "write http://… or https://…")
    return url if url.rstrip("/").endswith("/chat/completions") else f"{url.rstrip('/')}/chat/completions"


def _post(url: str, data: bytes, head: dict[str, str], seconds: float, limit: int) -> bytes:
    """The body of the answer, at most `limit` bytes within `seconds` altogether."""
    import http.client
    import time
    import urllib.error
    import urllib.request

    class Stay(urllib.request.HTTPRedirectHandler):
        """Follows no redirect."""

        def redirect_request(self, *_: Any) -> None:
            """Nothing: the redirect becomes an error."""

    request = urllib.request.Request(url, data, head, method="POST")  # noqa: S310 - `_address` looked at it
    end = time.monotonic() + seconds
    got = bytearray()
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=seconds) as reply:
            while len(got) <= limit and time.monotonic() < end and (piece := reply.read1(_PIECE)):
                got += piece
    except urllib.error.HTTPError as error:
        raise ModelError(f"it answered with status {error.code}", url, "look at its log, or try again") from error
    except TimeoutError as error:
        raise ModelError(f"no answer within {seconds:g} seconds", url, "try again, or another model") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        slow = "timed out" in str(error)
        what = f"no answer within {seconds:g} seconds" if slow else f"it can't be reached ({error})"
        raise ModelError(what, url, "is it running?") from error
    if len(got) > limit:
        raise ModelError(f"its answer is longer than {limit:,} bytes", url, "try another model")
    if time.monotonic() >= end:
        raise ModelError(f"no answer within {seconds:g} seconds", url, "try again, or another model")
    return bytes(got)
