"""The commands, what is kept about people, and evidence that people saw."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from benchmarks import resumes
from candidate import DAY, TEXT

from rolewright import api
from rolewright.cli import main
from rolewright.errors import ConfigError
from rolewright.model.match import Vetted


@pytest.fixture
def folder(tmp_path):
    """Three resumes, one of them of Ruby."""
    path = tmp_path / "in"
    path.mkdir()
    (path / "ruby.txt").write_text(TEXT, encoding="utf-8")
    for i, person in enumerate(resumes.people(2)):
        (path / f"{i}.json").write_text(resumes.json_resume(person), encoding="utf-8")
    return path


ROLE = "examples/roles/startup-ml-engineer.toml"


def test_match_writes_pages_letters_and_a_log(folder, tmp_path, capsys) -> None:
    """A second run gives the same pages; the log gets a second line."""
    out = tmp_path / "out"
    assert main(["match", ROLE, str(folder), "-o", str(out), "--sort", "points"]) == 0
    names = {path.name for path in out.iterdir()}
    assert {"index.html", "index.txt", "index.json", "kept.json", "log.jsonl"} < names
    first = {path.name: path.read_bytes() for path in out.iterdir() if path.name.startswith(("p-", "index"))}
    assert main(["match", ROLE, str(folder), "-o", str(out), "--sort", "points"]) == 0
    assert {name: (out / name).read_bytes() for name in first} == first
    lines = [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]
    assert [line["what"] for line in lines] == ["match", "match"]
    assert lines[0]["weights"]["must-sql"] == 4
    pages = b"".join(data for name, data in first.items())
    assert not [word for word in (b"Ruby", b"Swift", b"example.com", b"1990", b"Z\xc3\xbcrich") if word in pages]


def test_a_person_is_exported_and_erased(folder, tmp_path, capsys) -> None:
    """Everything about one, by file name; afterwards nothing names the document, and the log says only that it happened."""
    out = tmp_path / "out"
    main(["match", ROLE, str(folder), "-o", str(out)])
    name = next(
        one for one, file in json.loads((out / "kept.json").read_text())["documents"].items() if file == "ruby.txt"
    )
    assert main(["profile", "export", str(out), "--who", "ruby.txt", "-o", str(tmp_path / "export")]) == 0
    exported = {path.name for path in (tmp_path / "export").iterdir()}
    assert exported == {"about.json", f"{name}.html", f"{name}.txt", f"{name}.json", f"{name}-letter.md"}
    assert main(["profile", "erase", str(out), "--who", name]) == 0
    left = b"".join(path.read_bytes() for path in out.iterdir())
    assert name.encode() not in left
    assert b"ruby" not in left
    assert main(["profile", "erase", str(out), "--who", name]) == 2
    assert "keeps nothing about" in capsys.readouterr().err
    assert len(list(out.glob("p-*.html"))) == 2


def test_a_person_is_taken_out_of_parsed_profiles(folder, tmp_path, capsys) -> None:
    """Exported as their row, then gone; the others stay."""
    rows = tmp_path / "profiles.jsonl"
    main(["profile", "read", str(folder), "-o", str(rows)])
    assert main(["profile", "export", str(rows), "--who", "ruby.txt", "-o", str(tmp_path / "e")]) == 0
    assert b"Acme" in (tmp_path / "e/about.json").read_bytes()
    assert main(["profile", "erase", str(rows), "--who", "ruby.txt"]) == 0
    assert b"Acme" not in rows.read_bytes()
    assert rows.read_bytes().count(b"\n") == 2
    assert main(["profile", "erase", str(rows), "--who", "ruby.txt"]) == 2


def test_data_has_a_day_to_go(folder, tmp_path, capsys) -> None:
    """`due` is 0 before and 1 after."""
    out = tmp_path / "out"
    main(["match", ROLE, str(folder), "-o", str(out), "--keep-days", "30"])
    assert main(["profile", "due", str(out), "--day", "2020-01-01"]) == 0
    assert main(["profile", "due", str(out), "--day", "2999-01-01"]) == 1
    assert main(["profile", "due", str(out), "--day", "soon"]) == 2
    assert main(["match", ROLE, str(folder), "-o", str(out), "--keep-days", "0"]) == 2


def test_a_new_match_leaves_nothing_of_those_who_left(folder, tmp_path) -> None:
    """A document that isn't in the second match has no page after it."""
    out = tmp_path / "out"
    main(["match", ROLE, str(folder), "-o", str(out)])
    (folder / "ruby.txt").unlink()
    main(["match", ROLE, str(folder), "-o", str(out)])
    assert len(list(out.glob("p-*.html"))) == 2 == len(json.loads((out / "kept.json").read_text())["documents"])


def test_profiles_are_parsed_once_and_matched_often(folder, tmp_path, capsys) -> None:
    """The overview from profiles.jsonl is the one from the documents."""
    rows = tmp_path / "profiles.jsonl"
    assert main(["profile", "read", str(folder), "-o", str(rows)]) == 0
    capsys.readouterr()
    assert main(["match", ROLE, str(folder)]) == 0
    straight = capsys.readouterr().out
    assert main(["match", ROLE, str(rows)]) == 0
    assert capsys.readouterr().out == straight
    rows.write_bytes(rows.read_bytes()[:-20] + b"\n")
    assert main(["match", ROLE, str(rows)]) == 2
    assert "profiles.jsonl:3" in capsys.readouterr().err


def test_what_cant_be_read_is_told(tmp_path, capsys) -> None:
    """Status 1, and the file with its reason."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert main(["match", ROLE, str(tmp_path)]) == 1
    assert "a.pdf: isn't a readable PDF" in capsys.readouterr().err
    assert main(["match", ROLE, str(tmp_path / "c.pdf")]) == 2
    assert main(["match", ROLE, str(tmp_path), "--weight", "nonsense"]) == 2
    assert main(["match", ROLE, str(tmp_path), "--day", "soon"]) == 2


def test_show_and_redact(folder, capsys) -> None:
    """What was read, with places; what matching sees."""
    assert main(["profile", "show", str(folder / "ruby.txt")]) == 0
    assert "Mar 2020 – Present (7:1)" in capsys.readouterr().out
    assert main(["profile", "redact", str(folder / "ruby.txt")]) == 0
    assert "Ruby" not in capsys.readouterr().out


def test_vetted_evidence_counts_instead_of_claims(role, tmp_path) -> None:
    """A weak rating takes a claim's points, a strong one gives all of the row; who saw it stands on the page."""
    profile = api.read_profile(TEXT.encode(), "ruby.txt")
    weights = {row.id: row.weight for row in api.match_rows(role)}

    def seen(rating):
        vetted = (
            Vetted(profile.id, "must-sql", "scorecard", rating, "found the double join in five minutes", "Ana", DAY),
        )
        made = api.match(role, [profile], day=DAY, vetted=vetted)
        return next(c for c in made.matches[0].cells if c.row == "must-sql"), made

    assert seen(1)[0].points == 0
    assert seen(5)[0].points == 100 * weights["must-sql"]
    page = api.match_files(seen(4)[1], ("txt",))[f"{profile.id}.txt"].decode()
    assert "scorecard of 2026-11-23 by Ana: 4 of 5" in " ".join(page.split())


def test_vetted_files_are_checked(role, tmp_path) -> None:
    """Unknown rows, profiles and ratings are told."""
    path = tmp_path / "vetted.toml"
    entry = '[[evidence]]\nprofile = "nobody.pdf"\nrow = "must-sql"\nkind = "reference"\nrating = 4\nsays = "x"\nby = "y"\ndate = "2026-11-01"\n'
    path.write_text(entry)
    made = api.match(role, [api.read_profile(TEXT.encode(), "r.txt")], day=DAY, vetted=api.load_vetted(str(path)))
    assert made.notes == ("vetted evidence for nobody.pdf fits no document",)
    for wrong, words in (
        ("rating = 4", "rating = 6"),
        ('"reference"', '"rumour"'),
        ("2026-11-01", "soon"),
        ('says = "x"', 'says = " "'),
    ):
        path.write_text(entry.replace(wrong, words))
        with pytest.raises(ConfigError, match="evidence 1"):
            api.load_vetted(str(path))
    path.write_text(entry.replace("must-sql", "must-sqll"))
    with pytest.raises(ConfigError, match="did you mean 'must-sql'"):
        api.match(role, [], day=DAY, vetted=api.load_vetted(str(path)))


def test_sealed_cards_become_vetted_evidence(role, tmp_path, capsys) -> None:
    """An open card counts for nothing, a sealed one by row."""
    kit = api.kit(role)
    interview = next(one for one in kit.interviews if any(a.id == "must-sql" for a in one.attributes))
    card = api.new_card(kit, interview.id, "Ana", "Bo")
    for line in card.lines:
        card = api.fill_card(card, line.id, "found the double join within five minutes", 4)
    cards = tmp_path / "cards"
    cards.mkdir()
    api.save_card(card, str(cards / "a.toml"))
    words = [
        "profile",
        "vet",
        ROLE,
        "--who",
        "ruby.txt",
        "--cards",
        str(cards),
        "--candidate",
        "Ana",
        "--day",
        DAY,
        "-o",
        str(tmp_path / "v.toml"),
    ]
    assert main(words) == 1
    api.save_card(api.seal_card(api.recommend(card, "yes", "the evidence")), str(cards / "a.toml"))
    assert main(words) == 0
    found = api.load_vetted(str(tmp_path / "v.toml"))
    assert [one.rating for one in found if one.row == "must-sql"] == [4]
    (tmp_path / "ruby.txt").write_text(TEXT, encoding="utf-8")
    assert (
        main(
            ["match", ROLE, str(tmp_path / "ruby.txt"), "--vetted", str(tmp_path / "v.toml"), "-o", str(tmp_path / "o")]
        )
        == 0
    )
    assert "vetted" in next((tmp_path / "o").glob("p-*.txt")).read_text()


def test_linkedins_export_is_read(role) -> None:
    """Positions, education, skills and the name that isn't matched."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr(
            "Positions.csv",
            "Company Name,Title,Description,Location,Started On,Finished On\nAcme,Data Engineer,Wrote SQL queries for reports.,Leeds,Mar 2020,\n",
        )
        package.writestr("Profile.csv", "First Name,Last Name,Headline,Summary\nRuby,Swift,x,I like data.\n")
        package.writestr(
            "Education.csv",
            "School Name,Start Date,End Date,Notes,Degree Name,Activities\nETH,2015,2017,,MSc Physics,\n",
        )
        package.writestr("Skills.csv", "Name\nPython\nDocker\n")
        package.writestr("Connections.csv", "Notes:\n\nFirst Name,Last Name\nJane,Roe\n")
    profile = api.read_profile(kept.getvalue(), "export.zip")
    assert profile.jobs[0].title.text == "Data Engineer"
    assert profile.jobs[0].when.end is None
    assert [(one.level, one.area and one.area.text) for one in profile.studies] == [("master", "Physics")]
    assert {"skill:sql", "skill:python", "skill:docker"} <= {one.key for one in profile.shown}
    assert "Roe" not in repr(profile)
