"""The market in the studio: a corpus is read by a job that survives, and its figures are those of the command line."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from rolewright.store import corpora, jobs
from rolewright.store.engine import reading, writing

pytest.importorskip("pyarrow")
pytest.importorskip("rensa")

TEXT = """# {level} Machine Learning Engineer

You build and run the ranking models of our shop: training, release, monitoring.

## What you bring
- Must have: {years} years of Python
- Must have: SQL and {tool}
- Nice to have: Kubernetes

We ship every {number}. week; our shop number {number} sells {thing} to {number}0 towns, and the {thing} sells by itself.
"""
THINGS = ("bread", "bicycles", "tulips", "ladders", "violins", "umbrellas", "lanterns", "kettles")


def posting(number):
    words = {
        "level": ("Junior", "Senior")[number % 2],
        "years": 1 + number % 6,
        "tool": ("Spark", "Airflow", "Docker")[number % 3],
    }
    extra = " ".join(f"{THINGS[(number * k + k) % len(THINGS)]}{number * k}" for k in range(1, 60))
    return TEXT.format(number=number, thing=THINGS[number % len(THINGS)], **words) + extra


def lines(count=80):
    rows = [
        {"id": f"p{n}", "title": posting(n).splitlines()[0][2:], "text": posting(n), "date": f"202{5 + n % 2}-03-01"}
        for n in range(count)
    ]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def bring(client, name="ads.jsonl", data=None, **form):
    return client.request(
        "POST", "/api/market/corpora", data=form, files={"file": (name, lines() if data is None else data)}
    )


def work(engine, monkeypatch, tmp_path):
    """Do all jobs that wait, here and now."""
    from rolewright.studio.worker import Worker

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    worker = Worker(engine)
    while True:
        with writing(engine) as connection:
            job = jobs.claim(connection)
        if job is None:
            return
        worker._do(job)


@pytest.fixture
def corpus(client, engine, monkeypatch, tmp_path):
    """The id of a corpus that was uploaded and read."""
    made = bring(client, name="ads.jsonl").json()
    work(engine, monkeypatch, tmp_path)
    assert client.get(f"/api/jobs/{made['job']}").json()["state"] == "done"
    return made["id"]


@pytest.fixture
def readings(tmp_path):
    """The same corpus as the command line reads it."""
    from rolewright.cli import market

    (tmp_path / "corpus.jsonl").write_bytes(lines())
    path = tmp_path / "readings.parquet"
    assert (
        market.main(["read", str(tmp_path / "corpus.jsonl"), "-o", str(path), "--no-progress", "--engine", "pool"]) == 0
    )
    return path


def test_the_figures_are_those_of_the_command_line(client, corpus, readings, tmp_path):
    """Whatever is counted, by what, with which filters: the page's figures are `rolewright market table`'s."""
    pytest.importorskip("daft")
    from rolewright.cli import market

    for words, query in (
        (["--of", "skill"], "of=skill"),
        (["--of", "skill", "--by", "level,year", "--strength", "must"], "of=skill&by=level&by=year&strength=must"),
        (["--of", "years", "--by", "level"], "of=years&by=level"),
        (["--of", "pair", "--least", "5"], "of=pair&least=5"),
        (
            ["--of", "level", "--where", "skill=spark", "--least", "0", "--weights", "all"],
            "of=level&where=skill%3Dspark&least=0&weights=all",
        ),
    ):
        out = tmp_path / "table.json"
        assert market.main(["table", str(readings), *words, "--format", "json", "-o", str(out)]) == 0
        answer = client.get(f"/api/market/{corpus}/table?{query}")
        assert answer.status_code == 200, answer.text
        assert answer.json() == json.loads(out.read_text())
        csv = client.get(f"/api/market/{corpus}/table?{query}&format=csv")
        assert market.main(["table", str(readings), *words, "--format", "csv", "-o", str(out)]) == 0
        assert csv.text == out.read_text()
        assert "attachment" in csv.headers["content-disposition"]
    assert answer.json()["rows"]


def test_a_figure_can_be_opened(client, corpus):
    """Evidence leads to the posting's own words."""
    row = client.get(f"/api/market/{corpus}/table?of=skill").json()["rows"][0]
    one = row["evidence"][0]
    found = client.get(f"/api/market/{corpus}/words?at={one['id']}@{one['start']}-{one['end']}").json()
    assert found["hit"].lower() == row["skill"]
    assert found["before"] + found["hit"] + found["after"] == posting(int(one["id"][1:]))
    assert client.get(f"/api/market/{corpus}/words?at=p1@5-99999").status_code == 422
    assert client.get(f"/api/market/{corpus}/words?at=nobody").status_code == 422


def test_two_corpora_are_compared(client, corpus, engine, monkeypatch, tmp_path):
    """As `rolewright market compare` does, under the corpora's own names."""
    other = bring(client, data=lines(60), name="more.jsonl").json()["id"]
    work(engine, monkeypatch, tmp_path)
    made = client.get(f"/api/market/{other}/against/{corpus}?of=skill").json()
    assert made["notes"][0] == "before: ads.jsonl, 80 postings; after: more.jsonl, 60 postings"
    assert {row["skill"] for row in made["rows"]} >= {"python", "sql"}


def test_a_killed_job_goes_on(client, engine, monkeypatch, tmp_path):
    """A worker that is killed while it reads leaves its folder; the next one goes on in it, and says so in the same job."""
    from rolewright.studio import worker

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = bring(client).json()
    first = worker.Worker(engine)
    with writing(engine) as connection:
        job = jobs.claim(connection)

    def killed(self, module, words, job):
        self._stop.set()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(worker.Worker, "_program", killed)
        with pytest.raises(KeyboardInterrupt):
            first._do(job)
    folder = tmp_path / "cache/rolewright/jobs" / made["job"]
    assert {one.name for one in folder.iterdir()} == {"task.json", "corpus.jsonl"}
    with reading(engine) as connection:
        assert jobs.get(connection, made["job"])["state"] == "running"
    monkeypatch.setattr(jobs, "SILENT", -1000)
    with writing(engine) as connection:
        again = jobs.claim(connection, jobs.Silence())
    assert again["id"] == made["job"]
    worker.Worker(engine)._do(again)
    assert client.get(f"/api/jobs/{made['job']}").json()["state"] == "done"
    assert not folder.exists()
    assert client.get(f"/api/market/{made['id']}/table").json()["postings"] == 80


def test_a_zip_of_documents_is_a_corpus(client, engine, monkeypatch, tmp_path):
    """Each document a posting; a name that climbs out fails the job with a reason, and nothing else."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for n in range(5):
            archive.writestr(f"ads/{n}.md", posting(n))
    good = bring(client, name="ads.zip", data=kept.getvalue()).json()
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("../../out.md", posting(1))
    bad = bring(client, name="ads.zip", data=kept.getvalue()).json()
    work(engine, monkeypatch, tmp_path)
    assert client.get(f"/api/market/{good['id']}/table?of=skill&least=0").json()["postings"] == 5
    assert client.get(f"/api/jobs/{bad['job']}").json()["state"] == "failed"
    assert client.get(f"/api/market/{bad['id']}/table").status_code == 422


def test_files_of_the_machine_only_for_its_owner(client, engine, config, monkeypatch, tmp_path):
    """A folder can be pointed at where the studio is one person's; with people who sign in it is refused."""
    (tmp_path / "ads.jsonl").write_bytes(lines(40))
    made = client.post("/api/market/folders", {"path": str(tmp_path / "ads.jsonl")})
    assert made.status_code == 201
    work(engine, monkeypatch, tmp_path)
    assert client.get(f"/api/market/{made.json()['id']}/table").json()["postings"] == 40
    assert client.post("/api/market/folders", {"path": str(tmp_path / "no.jsonl")}).status_code == 422
    client.app.state.config = config._replace(alone=False)
    assert client.post("/api/market/folders", {"path": str(tmp_path / "ads.jsonl")}).status_code == 403


def test_what_is_no_corpus_is_refused(client):
    """By its ending, or for being empty."""
    assert bring(client, name="ads.exe", data=b"MZ").status_code == 422
    assert bring(client, data=b"").status_code == 422


def test_a_deleted_corpus_is_gone(client, corpus, engine):
    """With its file and its readings."""
    assert client.delete(f"/api/market/{corpus}").status_code == 200
    assert client.get(f"/api/market/{corpus}/table").status_code == 404
    with reading(engine) as connection:
        assert corpora.every(connection) == []


SURVEY = "ResponseId,MainBranch,LanguageHaveWorkedWith,DatabaseHaveWorkedWith,WorkExp,Country\n"


def survey(count):
    row = "{n},I am a developer by profession,{lang},PostgreSQL,{years},Germany\n"
    rows = (row.format(n=n, lang="Python;SQL" if n % 4 else "Java", years=n % 20) for n in range(count))
    return (SURVEY + "".join(rows)).encode()


def test_the_pool_is_the_command_lines(client, example, tmp_path, capsys):
    """Figures as `rolewright market pool` prints them; under 5,000 respondents it refuses, and says so."""
    import gzip

    from rolewright.cli import market

    role = example[0]
    made = client.request("POST", "/api/market/surveys", files={"file": ("survey.csv.gz", gzip.compress(survey(6000)))})
    assert made.status_code == 201
    found = client.get(f"/api/market/{made.json()['id']}/pool?role={role}").json()
    (tmp_path / "role.toml").write_bytes(client.get(f"/api/roles/{role}/file").content)
    (tmp_path / "survey.csv").write_bytes(survey(6000))
    assert market.main(["pool", str(tmp_path / "role.toml"), "--survey", str(tmp_path / "survey.csv")]) == 0
    printed = capsys.readouterr().out
    assert f"{found['of']:,} professional developers" in printed
    assert f"all together: {found['together']:,} of {found['of']:,}" in printed
    few = client.request("POST", "/api/market/surveys", files={"file": ("survey.csv", survey(4999))}).json()
    answer = client.get(f"/api/market/{few['id']}/pool?role={role}")
    assert answer.status_code == 422
    assert "5,000" in answer.text


def test_no_cell_is_a_formula(client, engine, monkeypatch, tmp_path):
    """Ids are strangers' words: in the CSV none begins as a spreadsheet's formula does."""
    import csv

    rows = [{"id": f"={n}+cmd|'/c calc'!A0", "title": "=1+1", "text": posting(n)} for n in range(80)]
    corpus = bring(client, data="".join(json.dumps(row) + "\n" for row in rows).encode()).json()["id"]
    work(engine, monkeypatch, tmp_path)
    answer = client.get(f"/api/market/{corpus}/table?of=skill&by=title_level&least=0&format=csv")
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert any("cmd" in cell for cell in cells)
    assert [cell for cell in cells if cell[:1] in set("=+@\t\r") or cell[:2] == "-c"] == []
