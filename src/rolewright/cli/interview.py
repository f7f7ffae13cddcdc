"""The interview in a terminal: shows a step, reads a line, obeys `:back` and the like. All else is `scoping.flow`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rolewright.reports.cells import clean, wrap
from rolewright.reports.paint import paint, sign
from rolewright.scoping import flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolewright.reports.shape import Show
    from rolewright.scoping.flow import Step, Table
    from rolewright.scoping.parse import Problem

COMMANDS = """\
:back      the question before     :skip      leave it open
:help      what is meant           :clear     take the answer away
:examples  good and bad answers    :review    all answers so far
:quit      stop here; the answers are kept
"""
_SHORT = {"<": ":back", "?": ":help", "!": ":examples"}


class Left(Exception):  # noqa: N818 - no error: the person left
    """The person stopped; the answers so far are saved."""


class _Back(Exception):  # noqa: N818
    """To the question before."""


class _Skip(Exception):  # noqa: N818
    """Leave it open."""


class Interview:
    """Asks the steps in order. `ask(prompt)` reads a line (EOFError at the end of input), `say` prints, `save` keeps."""

    def __init__(
        self,
        answers: Table,
        ask: Callable[[str], str],
        say: Callable[[str], None],
        save: Callable[[Table], None],
        propose: Callable[[str, Table, Table], str],
        show: Show,
    ) -> None:
        self.answers, self._ask, self._say, self._save, self._propose, self._show = (
            answers,
            ask,
            say,
            save,
            propose,
            show,
        )

    def run(self, start: int = 0) -> None:
        """All steps from one on, then the review. Raises Left if the person stops."""
        steps = flow.steps()
        at, forward = start, True
        while at < len(steps):
            if flow.wanted(steps[at], self.answers):
                forward = self._step(steps[at], f"{at + 1} of {len(steps)}")
            at = max(0, at + (1 if forward else -1))
            forward = forward or at == 0
        self.review()

    def review(self) -> None:
        """Every answer with a number; a number goes back to its question."""
        while True:
            steps = [step for step in flow.steps() if flow.wanted(step, self.answers)]
            self._list(steps)
            chosen = self.line("Type a number to change an answer, or press Enter if all is right: ")
            if not chosen:
                return
            if chosen.isascii() and chosen.isdigit() and 1 <= int(chosen[:6]) <= len(steps):
                self._step(steps[int(chosen) - 1], "")

    def change(self, path: str) -> bool:
        """Ask the step that a path belongs to once more; False if there is none."""
        found = [step for step in flow.steps() if step.path.startswith(path) or path.startswith(f"{step.path}.")]
        for step in found:
            if flow.wanted(step, self.answers):
                self._step(step, "")
        return bool(found)

    def _step(self, step: Step, place: str) -> bool:
        """Ask one step; False to go back."""
        self._head(step, place)
        while True:
            try:
                value = self._value(step)
            except _Back:
                return False
            except _Skip:
                return True
            clash = flow.take(self.answers, step, value)
            if clash is None:
                break
            self._object(clash)
        self._save(self.answers)
        note = flow.remark(step, value)
        if note:
            self._say(self._wrapped(f"Note: {note} (< goes back)"))
        return True

    def _value(self, step: Step) -> Any:
        if step.each:
            return self._entries(step)
        return self._single(step, self.answers, {}, flow.get(self.answers, step.path))

    def _object(self, problem: Problem) -> None:
        self._say(self._wrapped(f"{problem.what[:1].upper()}{problem.what[1:]}; {problem.do}.", "  "))

    def _head(self, step: Step, place: str) -> None:
        chapter = f"{step.chapter} {sign('·', self._show)} {place}" if place else step.chapter
        self._say(f"\n{paint(chapter, 'dim', self._show)}\n{paint(self._wrapped(step.asks), 'bold', self._show)}")
        if step.help:
            self._say(self._wrapped(step.help, "  "))
        self._choices(step)
        if step.five:
            self._examples(step)

    def _choices(self, step: Step) -> None:
        for number, (name, meaning) in enumerate(step.field.choices.items(), 1):
            self._say(self._wrapped(f"{name}: {meaning}", "      ", f"  {number:>2}  "))

    def _examples(self, step: Step) -> None:
        for label, texts, style in (("good", step.good, "good"), ("bad ", step.bad, "bad")):
            for text in texts:
                self._say(f"  {paint(label, style, self._show)}  {self._wrapped(text, ' ' * 8, '')}")

    def _single(self, step: Step, around: Table, entry: Table, old: Any) -> Any:
        """The value of one field; Enter keeps what is there or takes what is proposed. None leaves it open."""
        given = old if old is not None else self._propose(step.propose, around, entry) if step.propose else None
        hint = f" [{clean(flow.shown(given))[:60]}]" if given not in (None, "") else ""
        while True:
            written = self.line(f"{hint.strip()}> " if hint else "> ", step)
            if written == ":clear":
                return None
            if not written:
                return given if given not in (None, "") else None
            value, problem = flow.read_answer(step, written)
            if problem is None:
                return value
            self._object(problem)

    def _entries(self, step: Step) -> Any:
        """A list of entries: those that are there stay, new ones are added until an empty line."""
        entries: list[Table] = list(flow.get(self.answers, step.path) or ())
        for entry in entries:
            self._say(self._wrapped(flow.shown(entry), "    ", "  - "))
        if entries:
            self._say("  Add more, press Enter to keep these, or type :clear.")
        while True:
            try:
                added = self._entry(step)
            except _Back:
                if not entries:
                    raise
                self._say(self._wrapped(f"Taken away: {flow.shown(entries.pop())}", "  "))
            else:
                if added is None:
                    return entries or None
                entries = [*entries, added] if added else []
            clash = flow.take(self.answers, step, entries or None)
            if clash is not None:
                self._object(clash)
                entries = list(flow.get(self.answers, step.path) or ())
            self._save(self.answers)

    def _entry(self, step: Step) -> Table | None:
        """One entry; None at an empty line, {} for `:clear`."""
        self._say(f"  {step.each[0].asks}")
        self._choices(step.each[0])
        entry = self._first(step.each[0])
        for asked in step.each[1:] if entry else ():
            inner = flow.with_choices(asked, self.answers)
            self._say(f"  {inner.asks}")
            self._choices(inner)
            value = self._skippable(inner, entry or {})
            if value is not None and entry is not None:
                entry[inner.field.name] = value
        return entry

    def _skippable(self, inner: Step, entry: Table) -> Any:
        try:
            return self._single(inner, self.answers, entry, None)
        except _Skip:
            return None

    def _first(self, inner: Step) -> Table | None:
        while True:
            written = self.line("> ", inner)
            if not written:
                return None
            if written == ":clear":
                return {}
            value, problem = flow.read_answer(inner, written)
            if problem is None:
                return {inner.field.name: value}
            self._object(problem)

    def line(self, prompt: str, step: Step | None = None) -> str:
        """A line, stripped; commands are obeyed here."""
        while True:
            try:
                written = self._ask(prompt).strip()
            except EOFError as error:
                raise Left from error
            word = _SHORT.get(written, written)
            if word == ":quit":
                raise Left
            if word == ":back" and step is not None:
                raise _Back
            if word == ":skip" and step is not None:
                raise _Skip
            if word == ":clear" or not word.startswith(":"):
                return written
            self._tell(word, step)

    def _tell(self, word: str, step: Step | None) -> None:
        if word == ":examples" and step is not None:
            self._examples(step) if step.good or step.bad else self._say("  There are none; :help says what is meant.")
        elif word == ":review":
            self._list([one for one in flow.steps() if flow.wanted(one, self.answers)])
        else:
            self._say(self._wrapped(step.help or step.field.help, "  ") if step is not None else "")
            self._say(COMMANDS)

    def _list(self, steps: list[Step]) -> None:
        chapter = ""
        for number, step in enumerate(steps, 1):
            if step.chapter != chapter:
                chapter = step.chapter
                self._say(f"\n{paint(chapter, 'bold', self._show)}")
            value = flow.get(self.answers, step.path)
            told = flow.shown(value) if value is not None else "open"
            self._say(self._wrapped(f"{step.path}: {told}", "      ", f"{number:>4}  "))

    def _wrapped(self, text: str, indent: str = "", first: str | None = None) -> str:
        return wrap(text, self._show.width, indent, first)
