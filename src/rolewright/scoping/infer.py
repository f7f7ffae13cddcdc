"""Posting → a draft of its role, each field marked said, implied or missing, with the words that said it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.knowledge.shelf import shelf
from rolewright.model.draft import IMPLIED, MISSING, SAID, Draft, Mark
from rolewright.model.role import ME, Duty
from rolewright.scoping import flow
from rolewright.scoping.fields import most_entries
from rolewright.scoping.flow import field_at
from rolewright.scoping.marks import ADDRESS, DAY, WORDS, clean, paths
from rolewright.scoping.parse import role_of, value_of
from rolewright.scoping.propose import complete_duty, duty_for
from rolewright.scoping.texts import PRODUCTS, with_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rolewright.model.posting import Posting
    from rolewright.model.reading import Reading, Span, Statement

_MAIN = {"milestones": "text", "stack": "name"}


def infer(posting: Posting, reading: Reading) -> Draft:
    """The draft. The same posting gives the same draft; what the text doesn't hold is never put in."""
    made = _Maker(posting, reading)
    made.head()
    made.case()
    made.milestones()
    duties = made.duties()
    made.needs(duties)
    made.stack()
    made.owners()
    made.sentences()
    made.terms()
    made.facts()
    role, _ = role_of(made.answers, complete=False)
    return Draft(role, tuple(made.finished()))


class _Maker:
    """Collects the values as plain tables, and a mark for each."""

    def __init__(self, posting: Posting, reading: Reading) -> None:
        self.posting, self.reading = posting, reading
        self.answers: dict[str, Any] = {"version": 1, "language": reading.language}
        self._marks: dict[str, Mark] = {}
        self._taken: set[int] = set()

    def finished(self) -> Iterator[Mark]:
        """The marks in the order of the role file; what has none is missing."""
        for path in paths():
            if path in self._marks:
                yield self._marks[path]
            elif not any(known.startswith(f"{path}[") for known in self._marks):
                yield Mark(path, MISSING)
            yield from (mark for known, mark in self._marks.items() if known.startswith((f"{path}[", f"{path}.")))

    def head(self) -> None:
        """Title, family, level, stage, and what the company says of itself."""
        reading = self.reading
        title = reading.title
        if title is not None:
            self._set("title", clean(title.text), SAID, title.span)
        if reading.families and reading.families[0].id != "other":
            first = reading.families[0]
            said = title is not None and title.family == first.id
            self._set(
                "family", first.id, SAID if said else IMPLIED, title.span if said and title else _first(first.evidence)
            )
        if reading.level.id != "unknown":
            said = title is not None and title.level == reading.level.id
            self._set("level", reading.level.id, SAID if said else IMPLIED, _first(reading.level.evidence))
        if reading.stage.id != "unknown" and reading.stage.evidence:
            self._set("company.stage", reading.stage.id, IMPLIED, _first(reading.stage.evidence))
        about = next((s for s in reading.of_kind("company") if s.end - s.start > WORDS // 4), None)
        if about is not None:
            self._set("company.about", self._text(about), SAID, (about.start, about.end))

    def case(self) -> None:
        """The use case and its kind."""
        found = self.reading.use_case
        if found is not None:
            self._set("use_case.what", clean(found[0]), SAID, found[1])
        for cue, kind in shelf("scoping/infer")["kind_of"].items():
            for hit in self.reading.cues.get(cue, ())[:1]:
                if "use_case.kind" not in self._marks:
                    self._set("use_case.kind", kind, IMPLIED, (hit.start, hit.end))

    def milestones(self) -> None:
        """Statements that say what is done by a day: those with the cue, and those below a heading with it."""
        found = []
        for index in dict.fromkeys(
            i for hit in self.reading.cues.get("success_measures", ()) for i in self._part(hit.statement)
        ):
            said = self.reading.statements[index]
            day = DAY.search(self._text(said))
            if day is not None and index not in self._taken:
                found.append(({"day": int(day[1] or day[2]), "text": self._text(said)}, (said.start, said.end)))
                self._taken.add(index)
        self._entries("milestones", found)

    def _part(self, index: int) -> list[int]:
        """The statement, or for a heading all that stand below it."""
        kinds = [said.kinds[0] for said in self.reading.statements]
        if kinds[index] != "heading":
            return [index]
        end = next((i for i in range(index + 1, len(kinds)) if kinds[i] == "heading"), len(kinds))
        return list(range(index + 1, end))

    def duties(self) -> list[Duty]:
        """Every duty as it stands; its stage is read from its words."""
        out: list[Duty] = []
        for index, said in enumerate(self.reading.statements):
            if said.kinds[0] != "duty" or index in self._taken or len(out) == most_entries():
                continue
            text, problem = value_of(field_at("duties"), [{"text": self._text(said)}], "duties")
            if problem is not None:
                continue
            strands = with_verb(text[0]["text"], said.strands)
            stage = "" if strands[:1] != said.strands[:1] else self._stage(said)
            made = Duty(text=text[0]["text"], strands=strands, stage=stage)
            duty = complete_duty(made, [one.id for one in out])
            out.append(duty)
            self._mark(f"duties[{len(out)}].text", SAID, (said.start, said.end))
            self._mark(f"duties[{len(out)}].stage", IMPLIED, (said.start, said.end))
        if out:
            self.answers["duties"] = [_table(duty) for duty in out]
        return out

    def _stage(self, said: Statement) -> str:
        """The stage of the lifecycle that the reading puts a duty in; "" if it is none, or several."""
        span = (said.start, said.end)
        stages = [stage for stage, spans in self.reading.lifecycle.items() if span in spans]
        return stages[0] if len(stages) == 1 else ""

    def needs(self, duties: list[Duty]) -> None:
        """Requirements; the duty of each only where a duty names the same skill or is the same kind of work."""
        found: dict[str, list[tuple[dict[str, Any], Span]]] = {"must": [], "nice": []}
        for asked in self.reading.requirements:
            if asked.statement in self._taken:
                continue
            statement = self.reading.statements[asked.statement]
            names = {s.id: s.name for s in self.reading.skills if s.statement == asked.statement}
            groups = [[names[i] for i in group if i in names] for group in asked.any_of]
            named = [names[i] for i in asked.skills if i in names]
            entry: dict[str, Any] = {"what": self._text(statement), "skill": named[0] if named else ""}
            if asked.strength == "must":
                entry |= {"duty": duty_for(entry["what"], duties), "years": asked.years.min if asked.years else None}
                entry["alternatives"] = [name for name in (groups[0] if groups else []) if name != entry["skill"]]
            kept = {name: value for name, value in entry.items() if value not in ("", None, [])}
            found[asked.strength].append((kept, (statement.start, statement.end)))
        self._entries("must_haves", found["must"])
        self._entries("nice_to_haves", found["nice"])

    def stack(self) -> None:
        """Products that a duty or the company uses: they imply that the team runs them."""
        used: dict[str, Span] = {}
        for skill in self.reading.skills:
            kind = self.reading.statements[skill.statement].kinds[0]
            if kind in {"duty", "role", "company"} and skill.kind in PRODUCTS:
                used.setdefault(skill.name, (skill.start, skill.end))
        self._entries("stack", [({"name": name, "use": "now"}, span) for name, span in used.items()], IMPLIED)

    def _entries(self, path: str, found: list[tuple[dict[str, Any], Span]], state: str = SAID) -> None:
        """The entries of a list that fit it, as many as it may hold; a mark for the main field of each."""
        out: list[dict[str, Any]] = []
        for entry, span in found[: most_entries()]:
            if value_of(field_at(path), [entry], path)[1] is None:
                out.append(entry)
                self._mark(f"{path}[{len(out)}].{_MAIN.get(path, 'what')}", state, span)
                if path == "must_haves":
                    self._mark(f"{path}[{len(out)}].duty", IMPLIED if entry.get("duty") else MISSING, None)
        if out:
            self.answers[path] = out

    def owners(self) -> None:
        """The stages that the duties make this person work on."""
        for stage, spans in self.reading.lifecycle.items():
            self._set(f"ownership.{stage}.owner", ME, IMPLIED, _first(spans))

    def sentences(self) -> None:
        """Fields that a sentence says outright; a heading speaks for the statement below it."""
        for row in shelf("scoping/infer")["sentence"]:
            cue = next((hit for name in row["cues"] for hit in self.reading.cues.get(name, ())), None)
            if cue is None or row["path"] in self._marks:
                continue
            said = self._below(cue.statement)
            text = self._text(said)
            address = ADDRESS.search(text) if row["take"] == "address" else None
            if row["take"] == "words":
                self._mark(row["path"], SAID, (said.start, said.end))
            else:
                value: Any = address[0] if address else text
                value = [value] if field_at(row["path"]).kind == "texts" else value
                self._set(row["path"], value, SAID, (said.start, said.end))

    def _below(self, index: int) -> Statement:
        """The statement itself, or for a heading the one after it."""
        below = self._part(index)
        return self.reading.statements[below[0] if below else index]

    def terms(self) -> None:
        """Pay, benefits, mode and places."""
        for pay in self.reading.pay[:1]:
            span = (pay.start, pay.end)
            for name in ("min", "max", "currency", "interval"):
                value = getattr(pay, name)
                if value not in (None, ""):
                    self._set(
                        f"pay.{name}",
                        int(value) if isinstance(value, float) and value.is_integer() else value,
                        SAID,
                        span,
                    )
        benefits = [(self._text(s), s) for s in self.reading.of_kind("benefit")]
        if benefits:
            self._set(
                "benefits",
                [text for text, _ in benefits][: most_entries()],
                SAID,
                (benefits[0][1].start, benefits[0][1].end),
            )
        mode = self.reading.work_mode
        if mode != "unknown":
            cue = self.reading.cues[mode][0]
            self._set("place.mode", mode, SAID, (cue.start, cue.end))
        codes = list(dict.fromkeys(place.code for place in self.reading.places))
        if codes:
            first = self.reading.places[0]
            self._set("law.jurisdictions", codes, SAID, (first.start, first.end))
            if mode == "remote":
                self._set("place.remote_from", codes, IMPLIED, (first.start, first.end))

    def facts(self) -> None:
        """Structured facts of the format, where the text didn't say the field."""
        known = dict(self.posting.facts)
        for path, names in shelf("scoping/infer")["facts"].items():
            value = next((known[name] for name in names if known.get(name)), "")
            if value and path not in self._marks:
                self._set(path, value[:10] if field_at(path).kind == "date" else value, SAID, None, value)

    def _set(self, path: str, value: Any, state: str, span: Span | None, words: str = "") -> None:
        """Take a value if it fits the field; what doesn't fit is marked with its words alone."""
        kept, problem = value_of(field_at(path), value, path)
        if problem is None:
            flow.put(self.answers, path, kept)
        self._mark(path, state, span, words)

    def _mark(self, path: str, state: str, span: Span | None, words: str = "") -> None:
        start, end = span or (0, 0)
        if end > start:
            words = clean(self.posting.text[start:end])
        place = str(self.posting.place(start)) if end > start else ""
        self._marks[path] = Mark(path, state, words[:WORDS], start, end, place)

    def _text(self, said: Statement) -> str:
        return clean(self.posting.text[said.start : said.end])


def _table(duty: Duty) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in duty._asdict().items()}


def _first(spans: tuple[Span, ...]) -> Span | None:
    return spans[0] if spans else None
