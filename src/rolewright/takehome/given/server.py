"""The reference service: `python -m service`. HTTP by the standard library, one process, a thread a connection.

PORT is where it listens, MODEL_PATH the model. It answers 503 on /health until the model is there.
"""

import json
import logging
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from service.check_rows import errors_of
from service.infer import Model

LARGEST = 2_000_000
"""Bytes of a request."""
FACTS = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))
log = logging.getLogger("service")


class App:
    """The model once it is loaded, and counts for /metrics."""

    def __init__(self):
        self.model, self.problem = None, "the model is being loaded"
        self.counts, self.seconds, self.lock = {}, 0.0, threading.Lock()

    def load(self, path):
        """Loads the model; without one the service says so on /health and stays up."""
        try:
            self.model = Model(path, FACTS)
        except Exception as error:  # a missing or damaged file: any kind of it
            self.problem = f"the model can't be loaded: {type(error).__name__}"
            log.error("%s", self.problem)

    def count(self, status, seconds):
        """One more request."""
        with self.lock:
            self.counts[status] = self.counts.get(status, 0) + 1
            self.seconds += seconds

    def metrics(self):
        """The counts in the text form that Prometheus reads."""
        with self.lock:
            lines = [f'requests_total{{status="{status}"}} {count}' for status, count in sorted(self.counts.items())]
            return "\n".join([*lines, f"request_seconds_sum {self.seconds:.6f}", ""])


class Refused(Exception):
    """A request that gets an error: status and body."""

    def __init__(self, status, *errors):
        super().__init__(status)
        self.status, self.body = status, {"errors": list(errors)}


def said(message):
    """An error of the whole request."""
    return {"row": None, "field": "", "message": message}


def _no_constant(name):
    raise ValueError(f"{name} is no JSON")


class Handler(BaseHTTPRequestHandler):
    """The three paths of the contract, and /metrics."""

    protocol_version = "HTTP/1.1"
    timeout = 3
    app = None

    def do_GET(self):
        """/health, /version and /metrics."""
        if self.path == "/metrics":
            return self._send(200, self.app.metrics().encode(), "text/plain; version=0.0.4")
        if self.path == "/version":
            return self._json(200, {"model_version": FACTS["model_version"]})
        if self.path == "/health":
            return (
                self._json(200, {"status": "ok"}) if self.app.model else self._json(503, {"status": self.app.problem})
            )
        return self._json(405 if self.path == "/predict" else 404, {"errors": [said("not here")]})

    def do_POST(self):
        """/predict."""
        start = time.perf_counter()
        try:
            status, body = 200, self._predict()
        except Refused as refused:
            status, body = refused.status, refused.body
        except Exception:
            log.exception("a request failed")
            status, body = 500, {"errors": [said("it failed; the log says why")]}
        self.app.count(status, time.perf_counter() - start)
        self._json(status, body)

    def _predict(self):
        rows = self._rows(self._body())
        if self.app.model is None:
            raise Refused(503, said(self.app.problem))
        errors = errors_of(rows, FACTS)
        if errors:
            raise Refused(422, *errors[:100])
        return {"predictions": self.app.model.predict(rows), "model_version": FACTS["model_version"]}

    def _body(self):
        try:
            size = int(self.headers.get("Content-Length", ""))
        except ValueError:
            self.close_connection = True
            raise Refused(411, said("Content-Length is missing")) from None
        if not 0 <= size <= LARGEST:
            self.close_connection = True
            raise Refused(413, said(f"a request has at most {LARGEST} bytes"))
        data = self.rfile.read(size)
        if self.path != "/predict":
            raise Refused(404, said("not here"))
        if self.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refused(415, said("Content-Type must be application/json"))
        return data

    def _rows(self, data):
        try:
            asked = json.loads(data, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise Refused(400, said("the body is no JSON")) from None
        if (
            not isinstance(asked, dict)
            or set(asked) != {"rows"}
            or not isinstance(asked["rows"], list)
            or not asked["rows"]
        ):
            raise Refused(422, said('the body is {"rows": [one row or more]}'))
        if len(asked["rows"]) > FACTS["most_rows"]:
            raise Refused(413, said(f"at most {FACTS['most_rows']} rows at once"))
        return asked["rows"]

    def _json(self, status, body):
        self._send(status, json.dumps(body).encode(), "application/json")

    def _send(self, status, data, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, form, *args):
        """One line a request: no body, so no customer's words."""
        log.info(form, *args)


class Server(ThreadingHTTPServer):
    """Waits for the requests in flight when it is closed."""

    daemon_threads = False
    request_queue_size = 128


def main():
    """Serve until SIGTERM."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    Handler.app = App()
    server = Server(("127.0.0.1", int(os.environ.get("PORT", "8000"))), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    threading.Thread(
        target=Handler.app.load, args=(os.environ.get("MODEL_PATH", "model/model.onnx"),), daemon=True
    ).start()
    server.serve_forever(poll_interval=0.1)
    server.server_close()


if __name__ == "__main__":
    main()
