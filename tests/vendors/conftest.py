"""A server that answers as the five systems' documents say, and breaks as real ones do."""

from __future__ import annotations

import base64
import html
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from rolewright.knowledge.shelf import shelf

TEXT = "<h3>What you do</h3>\n<ul><li>Train &amp; serve models.</li></ul><p>We're hiring.</p>"
KEYS = {"GREENHOUSE_CLIENT_ID": "id", "GREENHOUSE_CLIENT_SECRET": "secret", "GREENHOUSE_USER_ID": "7",
        "LEVER_API_KEY": "lever-key", "LEVER_PERFORM_AS": "user-1", "ASHBY_API_KEY": "ashby-key", "ASHBY_USER_ID": "u-7",
        "SMARTRECRUITERS_TOKEN": "smart-token"}  # fmt: skip


class Fake:
    """The state of all five: `jobs` on the public boards, `there` behind the keys; `faults` are answers given first."""

    def __init__(self) -> None:
        self.jobs, self.asked, self.faults, self.page, self.total = 3, [], [], 100, None
        self.next, self.at, self.robots = "", "", b""
        self.tokens, self.sanitises, self.ignores_skip = 0, False, False
        self.templates, self.feedback, self.submitted, self.form, self.drops = [], [], [], [], ""
        self.there = {
            "greenhouse": {"id": 123, "title": "ML Engineer", "content": TEXT},
            "lever": {"id": "ab-1", "text": "ML Engineer", "content": {
                "description": "We hire.", "descriptionHtml": "<p>We hire.</p>", "closing": "Bye.",
                "closingHtml": "<p>Bye.</p>", "lists": [{"text": "You do", "content": "<li>Train.</li>"}]}},
            "ashby": {"id": "uu-1", "title": "ML Engineer", "descriptionHtml": TEXT, "descriptionPlain": "…"},
            "smartrecruiters": {"id": "sr-1", "title": "ML Engineer", "jobAd": {"sections": {
                "companyDescription": {"title": "Company", "text": "<p>We.</p>"},
                "jobDescription": {"title": "Job", "text": TEXT},
                "qualifications": {"title": "Need", "text": "<p>SQL</p>"},
                "videos": {"title": "Videos", "text": ""}}}},
        }  # fmt: skip

    def get(self, path, query):
        """A GET: (status, value[, headers])."""
        parts = path.strip("/").split("/")
        if path == "/v1/boards/acme/jobs":
            jobs = [{"id": n, "title": f"Engineer {n}", "updated_at": "2026-11-01", "location": {"name": "Denver"},
                     "absolute_url": "https://x.example", "content": html.escape(TEXT)} for n in self._numbers()]  # fmt: skip
            return 200, {"jobs": jobs, "meta": {"total": self._total()}}
        if path == "/v0/postings/acme":
            jobs = [{"id": f"l-{n}", "text": f"Engineer {n}", "categories": {"location": "Denver"}, "description": TEXT,
                     "lists": [{"text": "You do", "content": "<li>Train.</li>"}], "additional": ""} for n in self._numbers()]  # fmt: skip
            skip = 0 if self.ignores_skip else int(query.get("skip", ["0"])[0])
            return 200, jobs[skip : skip + min(self.page, int(query["limit"][0]))]
        if path == "/posting-api/job-board/acme":
            jobs = [{"id": f"a-{n}", "title": f"Engineer {n}", "isListed": n != 2, "descriptionHtml": TEXT,
                     "descriptionPlain": "plain"} for n in self._numbers()]  # fmt: skip
            return 200, {"apiVersion": "1", "jobs": jobs}
        if path == "/api/v1/widget/accounts/acme":
            jobs = [{"shortcode": f"W{n}", "title": f"Engineer {n}", "description": TEXT} for n in self._numbers()]
            return 200, {"name": "Acme", "jobs": jobs}
        if parts[:2] == ["v1", "companies"]:
            return self._smart(parts, query)
        return self._desk(path, query)

    def _smart(self, parts, query):
        """SmartRecruiters answers an unknown company with 200 and nothing."""
        numbers = self._numbers() if parts[2] == "acme" else []
        if len(parts) == 5:
            return 200, {"id": parts[4], "name": f"Engineer {parts[4]}", "jobAd": {"sections": {
                "jobDescription": {"title": "Job", "text": TEXT}}}}  # fmt: skip
        start = int(query.get("offset", ["0"])[0])
        content = [{"id": f"s{n}", "name": f"Engineer {n}"} for n in numbers][start : start + self.page]
        return 200, {
            "totalFound": self._total() if numbers else 0,
            "offset": start,
            "limit": self.page,
            "content": content,
        }

    def _desk(self, path, query):
        if path == "/v3/job_posts":
            if query.get("cursor") != ["b3BhcXVl"]:  # it pages whatever is asked for
                return 200, [{"id": 9, "title": "Another", "content": ""}], {"Link": self.next or self.link("b3BhcXVl")}
            assert set(query) == {"cursor"}, "a cursor stands alone"
            return 200, [self.there["greenhouse"]]
        if path == "/v1/postings/ab-1":
            return 200, {"data": self.there["lever"]}
        if path == "/jobs/sr-1":
            return 200, self.there["smartrecruiters"]
        if path == "/v1/feedback_templates":
            return 200, self.listed(self.templates, query)
        if path == "/v1/opportunities/op-1/feedback":
            return 200, self.listed(self.feedback, query)
        return 404, {"message": "not found"}

    def listed(self, records, query):
        """Lever's lists: one record a page, `next` goes back as `offset`."""
        start = int(query.get("offset", ["0"])[0])
        more = start + 1 < len(records)
        return {"data": records[start : start + 1], "hasNext": more, **({"next": str(start + 1)} if more else {})}

    def _lever(self, method, path, value, query):
        """Templates with exactly one score-system; ids, prompts and the four points are added by the system."""
        if path.startswith("/v1/feedback_templates"):
            if sum(one["type"] == "score-system" for one in value["fields"]) != 1:
                return 400, {"code": "BadRequestError", "message": "exactly 1 score-system"}
            fields = [self._field(one, n) for n, one in enumerate(value["fields"]) if one["text"] != self.drops]
            number = path.removeprefix("/v1/feedback_templates").strip("/")
            if method == "POST" and not number:
                self.templates.append(
                    {"id": f"t-{len(self.templates) + 1}", "group": None, "createdAt": 1, "updatedAt": 1}
                )
                number = self.templates[-1]["id"]
            found = [one for one in self.templates if one["id"] == number]
            if not found:
                return 404, {"message": "not found"}
            found[0].update(text=value["text"], instructions=value["instructions"], fields=fields)
            return 200, {"data": found[0]}
        assert query["perform_as"] == ["user-1"]
        if method == "POST":
            base = next(one for one in self.templates if one["id"] == value["baseTemplateId"])
            fields = [{**one, "value": None} for one in base["fields"]]
            self.feedback.append(
                {"id": "f-1", "user": "user-1", "baseTemplateId": base["id"], "text": base["text"], "fields": fields}
            )
            return 200, {"data": self.feedback[-1]}
        for one in value["fieldValues"]:
            field = next(f for f in self.feedback[-1]["fields"] if f["id"] == one["id"])
            if "options" in field and one["value"] not in [o["text"] for o in field["options"]]:
                return 400, {"message": "no such option"}
            field["value"] = one["value"]
        return 200, {"data": self.feedback[-1]}

    def _field(self, field, number):
        points = [
            {"text": f"{n} - {name}"}
            for n, name in ((4, "Strong Hire"), (3, "Hire"), (2, "No Hire"), (1, "Strong No Hire"))
        ]
        return {
            **field,
            "id": f"x{number}",
            "prompt": "",
            **({"options": points} if field["type"] == "score-system" else {}),
        }

    def _submit(self, value):
        paths = {row["field"]["path"] for section in self.form for row in section["fields"]}
        values = {one["path"]: one["value"] for one in value["feedbackForm"]["fieldSubmissions"]}
        if set(values) - paths or value["formDefinitionId"] != "form-1" or value["applicationId"] != "app-1":
            return 200, {"success": False, "errors": ["invalid_input"]}
        shown = {
            path: str(one["score"]) if isinstance(one, dict) and "score" in one else one for path, one in values.items()
        }
        shown = {path: one["value"] if isinstance(one, dict) else one for path, one in shown.items()}
        shown |= {self.drops: "…"} if self.drops in shown else {}
        self.submitted.append({"id": "s-1", "feedbackFormDefinitionId": "form-1", "applicationId": "app-1",
                               "submittedByUser": {"id": value["userId"]}, "submittedValues": shown})  # fmt: skip
        return 200, {"success": True, "results": {"submittedFormInstance": self.submitted[-1]}}

    def change(self, method, path, value, query):
        """A POST, PUT or PATCH."""
        if path.startswith(("/v1/feedback_templates", "/v1/opportunities/op-1/feedback")):
            return self._lever(method, path, value, query)
        if path == "/feedbackFormDefinition.info":
            if value != {"feedbackFormDefinitionId": "form-1"}:
                return 200, {"success": False, "errors": ["feedback_form_definition_not_found"]}
            return 200, {"success": True, "results": {"id": "form-1", "formDefinition": {"sections": self.form}}}
        if path == "/applicationFeedback.list":
            start = int(value.get("cursor", "0"))
            more = start + 1 < len(self.submitted)
            return 200, {
                "success": True,
                "results": self.submitted[start : start + 1],
                "moreDataAvailable": more,
                "nextCursor": str(start + 1),
            }
        if path == "/applicationFeedback.submit":
            return self._submit(value)
        if path == "/jobPosting.info":
            if value != {"jobPostingId": "uu-1"}:
                return 200, {"success": False, "errors": ["job_posting_not_found"]}
            return 200, {"success": True, "results": self.there["ashby"]}
        if path == "/jobPosting.update":
            self.there["ashby"] |= {
                "title": value["title"],
                "descriptionHtml": self._kept(value["description"]["content"]),
            }
            return 200, {"success": True, "results": self.there["ashby"]}
        if (method, path) == ("PATCH", "/v3/job_posts/123"):
            self.there["greenhouse"] |= {"title": value["title"], "content": self._kept(value["content"])}
            return 200, {"success": True}
        if path == "/v1/postings/ab-1":
            assert query["perform_as"] == ["user-1"]
            content = value["content"]
            self.there["lever"] |= {"text": value["text"], "content": {
                "descriptionHtml": self._kept(content["description"]), "closingHtml": content["closing"],
                "lists": content["lists"]}}  # fmt: skip
            return 200, {"data": self.there["lever"]}
        if (method, path) == ("PATCH", "/jobs/sr-1"):
            self._patch(self.there["smartrecruiters"], value)
            return 200, self.there["smartrecruiters"]
        return 404, {"message": "not found"}

    def link(self, cursor):
        """The header that leads to a page."""
        return f'<{self.at}/v3/job_posts?cursor={cursor}>; rel="next"'

    def _patch(self, record, operations):
        for one in operations:
            *way, last = one["path"].strip("/").split("/")
            node = record
            for name in way:
                node = node[name]
            node[last] = one["value"]

    def _kept(self, text):
        return (
            text.replace("<h3>", "<h2>").replace("</h3>", "</h2>") if self.sanitises is True else self.sanitises or text
        )

    def _numbers(self):
        return range(1, self.jobs + 1)

    def _total(self):
        return self.jobs if self.total is None else self.total


class Handler(BaseHTTPRequestHandler):
    """Hands requests to the fake; checks the keys of what is behind them."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._do("GET")

    def do_POST(self):
        self._do("POST")

    def do_PATCH(self):
        self._do("PATCH")

    def do_PUT(self):
        self._do("PUT")

    def _do(self, method):
        fake, parts = self.server.fake, urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/robots.txt":
            return self._send(200, fake.robots) if fake.robots else self._send(404, {})
        fake.asked.append((method, self.path, dict(self.headers), body))
        if fake.faults:
            fault = fake.faults.pop(0)
            return fault(self) if callable(fault) else self._send(*fault)
        if parts.path == "/token":
            return self._token(fake, body)
        if not self._allowed(parts.path):
            return self._send(401, {"message": "who are you?"})
        query = parse_qs(parts.query)
        answer = (
            fake.get(parts.path, query) if method == "GET" else fake.change(method, parts.path, json.loads(body), query)
        )
        return self._send(*answer)

    def _token(self, fake, body):
        fake.tokens += 1
        good = self.headers["Authorization"] == "Basic " + base64.b64encode(b"id:secret").decode()
        form = parse_qs(body.decode())
        if not good or form != {"grant_type": ["client_credentials"], "sub": ["7"]}:
            return self._send(401, {"error": "invalid_client"})
        return self._send(200, {"access_token": "t0ken", "expires_at": "2026-11-23T18:00:00Z"})

    def _allowed(self, path):
        said = self.headers.get("Authorization", "")
        if path.startswith("/v3/"):
            return said == "Bearer t0ken"
        if path.startswith(("/v1/postings", "/v1/feedback_templates", "/v1/opportunities")):
            return said == "Basic " + base64.b64encode(b"lever-key:").decode()
        if path.startswith(("/jobPosting", "/applicationFeedback", "/feedbackFormDefinition")):
            return said == "Basic " + base64.b64encode(b"ashby-key:").decode()
        return not path.startswith("/jobs/") or self.headers.get("X-SmartToken") == "smart-token"

    def _send(self, status, value, headers=()):
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, text in dict(headers).items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Quiet."""


@pytest.fixture(scope="session")
def server():
    """One server for all tests."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def fake(server, monkeypatch):
    """A fresh state; `fake.at` is its address; no real waiting: `fake.slept` are the seconds."""
    server.fake = made = Fake()
    made.at, made.slept = f"http://127.0.0.1:{server.server_address[1]}", []
    monkeypatch.setattr(time, "sleep", made.slept.append)
    monkeypatch.setitem(shelf("corpus/boards")["manners"], "pace", 0.0)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return made


@pytest.fixture
def role(tmp_path):
    """A role file in a folder of its own."""
    path = tmp_path / "role.toml"
    path.write_bytes((Path(__file__).parents[2] / "examples/roles/startup-ml-engineer.toml").read_bytes())
    return str(path)
