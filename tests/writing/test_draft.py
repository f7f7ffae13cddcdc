"""Drafts: clean, read back as what they were drafted from, deterministic, and saying nothing that the role doesn't."""

from __future__ import annotations

import re

import pytest
from benchmarks import made_roles
from benchmarks.drafts import GRADE, SENTENCE, WORDS, shingles

from rolewright import api
from rolewright.errors import RoleError
from rolewright.knowledge.shelf import shelf
from rolewright.model.role import Role
from rolewright.rules.readability import grade, sentences_of

SAMPLE = [cell for cell in made_roles.cells() if (cell.family + cell.level + cell.stage) % 4 == 0]


@pytest.fixture(scope="module")
def drafts():
    """A quarter of the cells, drafted."""
    return [(cell, made_roles.role(cell), api.draft(made_roles.role(cell))) for cell in SAMPLE]


def test_drafts_are_clean(drafts):
    """No finding at warning or above."""
    assert {str(cell): list(map(str, made.gaps)) for cell, _, made in drafts if made.gaps} == {}


def test_drafts_are_read_as_what_they_are(drafts):
    """Family, level and stage come back."""
    wrong = []
    for cell, role, made in drafts:
        reading = made.report.reading
        found = (reading.families[0].id, reading.level.id, reading.stage.id)
        if found != (role.family, role.level, role.company.stage):
            wrong.append((str(cell), found))
    assert len(wrong) <= len(drafts) // 20, wrong


def test_drafts_of_different_roles_differ(drafts):
    """Under 35 % of five-word shingles in common, the law's section left out."""
    made = [(cell, shingles(drafted.written)) for cell, _, drafted in drafts]
    pairs = ((len(a & b) / min(len(a), len(b)), str(x), str(y)) for i, (x, a) in enumerate(made) for y, b in made[:i])
    assert max(pairs)[0] < 0.35


def test_length_and_ease(drafts):
    """Words, grade and sentence length within the benchmark's range."""
    for cell, _, made in drafts:
        reading = made.report.reading
        sentences = sentences_of(reading)
        assert WORDS[0] <= made.written.words() <= WORDS[1], cell
        assert grade(reading) <= GRADE, cell
        assert reading.words / sentences <= SENTENCE, cell


def test_the_same_role_gives_the_same_posting(role):
    """Byte for byte, twice."""
    assert api.draft(role).markdown == api.draft(Role(*role)).markdown


def test_the_examples_are_drafted_clean(role):
    """Each example role gives a posting without gaps."""
    assert api.draft(role).gaps == ()


def test_every_sentence_names_its_fields(role):
    """Each has a field that exists in the role and says something, and a reason that is known."""
    for _, sentence in api.draft(role).written.sentences():
        assert sentence.fields, sentence
        assert sentence.reason in shelf("writing/reasons")
        assert all(said(role, path) not in ("", (), None) for path in sentence.fields), sentence


def said(role, path):
    """The value at a path of provenance (`must_haves[2].what`)."""
    value = role
    for name, number in re.findall(r"([a-z_]+)(?:\[(\d+)\])?", path):
        value = getattr(value, name)
        value = value[int(number) - 1] if number else value
    return value


def test_no_number_and_no_name_is_made_up(drafts):
    """Every figure of a draft stands in the role, and so does every word with a capital inside a sentence."""
    for cell, role, made in drafts:
        texts = " ".join(every_text(role.as_dict()))
        glue = " ".join(str(shelf("writing/words")[name]) for name in ("regions", "countries", "months"))
        known = {
            *re.findall(r"\d+", texts),
            *(figure for number in re.findall(r"\d+", texts) for figure in grouped(number)),
        }
        for _, sentence in made.written.sentences():
            assert set(re.findall(r"\d+", sentence.text)) <= known, (cell, sentence.text)
            for name in re.findall(r"(?<=[a-z,] )[A-Z][A-Za-z]+", sentence.text):
                assert name in texts or name in glue or name in {"AI", "CAD"}, (cell, name, sentence.text)


def every_text(value):
    """Every text and number in plain data."""
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not values:
        yield str(value)
    for one in values:
        yield from every_text(one)


def grouped(number):
    """The groups that a number is written in, with leading zeros dropped for dates."""
    yield from f"{int(number):,}".split(",")
    yield str(int(number))


def test_what_the_role_does_not_say_is_not_there(changed):
    """Without benefits, equity, bonus, visa and team none of them is mentioned."""

    def less(table):
        table["benefits"] = []
        table["pay"].pop("equity")
        table["place"].pop("visa")
        table.pop("team")

    text = api.draft(changed(less)).markdown.lower().replace("equal opportunity", "")
    assert not [word for word in ("benefit", "equity", "visa", "report to", "bonus", "colleagues") if word in text]


def test_a_small_edit_is_a_small_change(changed, startup):
    """Another must-have changes its own line, not the wording around it."""
    before = api.draft(startup).markdown.splitlines()
    after = api.draft(
        changed(lambda table: table["must_haves"][1].update(what="Python that others like to read"))
    ).markdown
    lines = set(after.splitlines()) ^ set(before)
    assert lines == {"- Python that others can test and change.", "- Python that others like to read."}


def test_missing_pay_is_named_not_invented(changed):
    """In Colorado a role without pay isn't drafted clean, and the gap says what to write."""
    made = api.draft(changed(lambda table: table.pop("pay")))
    assert [gap.field for gap in made.gaps if gap.code == "RW701"] == ["pay"]
    assert "min = " in next(gap.do for gap in made.gaps if gap.code == "RW701")
    assert "$" not in made.markdown.replace("2 dollars", "")


def test_half_a_range_is_left_out(changed):
    """One end of pay alone is a gap, and no open range is written."""
    made = api.draft(changed(lambda table: table["pay"].pop("max")))
    assert made.gaps[0].field == "pay.max"
    assert "128" not in made.markdown


def test_words_of_the_role_that_a_rule_objects_to_are_led_back(changed):
    """A finding in a sentence names the field that the words are from."""
    made = api.draft(changed(lambda table: table["must_haves"][0].update(what="you are a recent graduate under 30")))
    assert any("must_haves[1].what" in gap.field for gap in made.gaps)


def test_only_english_is_written(changed):
    """Another language is refused with the field."""
    with pytest.raises(RoleError, match="language"):
        api.draft(changed(lambda table: table.update(language="de")))


def test_ten_thousand_skills_give_a_clear_error():
    """A role file of that size names its field and what to do."""
    from rolewright.scoping.load import loads

    needs = "".join(f'[[must_haves]]\nwhat = "skill {n}"\nduty = "d"\n' for n in range(10_000))
    with pytest.raises(RoleError) as caught:
        loads(("version = 1\n" + needs).encode(), "role.toml")
    assert "must_haves" in str(caught.value) + "".join(caught.value.others)
