"""Made resumes with known facts in ten layouts: what `benchmarks/matching.py` and the tests measure reading by.

Nobody here exists. `people(n)` gives the facts, `layouts()` the writers: bytes of a file, its ending. PDFs are written with
fpdf2, DOCX with python-docx; the scanned layout is a picture over the page with the OCR's unseen text on it, as scanners save.
"""

from __future__ import annotations

import io
import json
import random
from typing import NamedTuple
from unicodedata import normalize

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
GERMAN = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
FIRST = (
    "Ruby",
    "Anna",
    "Chidi",
    "Wei",
    "Fatima",
    "José",
    "Julia",
    "Priya",
    "Sven",
    "Amina",
    "Tomasz",
    "Scala",
    "Dmitri",
    "Leila",
    "Marie-Claire",
)
LAST = (
    "Swift",
    "Okafor",
    "Zhang",
    "Haddad",
    "García",
    "Nowak",
    "Müller",
    "Perl",
    "Patel",
    "Johnson",
    "O'Neill",
    "Lindqvist",
    "Rust",
    "Baker",
    "Tanaka",
)
TITLES = (
    "Machine Learning Engineer",
    "Senior Data Engineer",
    "Data Scientist",
    "Software Engineer",
    "MLOps Engineer",
    "Data Analyst",
    "Lead AI Engineer",
    "Backend Developer",
    "Research Scientist",
    "Analytics Consultant",
)
FIRMS = (
    "Brightloaf",
    "Northwind Logistics",
    "Halden Energy",
    "Kestrel Insurance",
    "Oakline Retail",
    "Mistral Wind Farms",
    "Tidewater Health",
    "Pollux Robotics",
    "Blauwal GmbH",
    "Ferris & Sons Ltd",
    "Quarry Street Capital",
    "Ombre Media",
)
PLACES = ("Berlin, Germany", "Denver, CO", "Leeds, UK", "Lagos, Nigeria", "Lyon, France", "Toronto, Canada")
SCHOOLS = (
    "University of Leeds",
    "ETH Zürich",
    "Lagos State University",
    "Technische Universität München",
    "Colorado College",
    "Université de Lyon",
)
AREAS = ("Computer Science", "Statistics", "Physics", "Applied Mathematics", "Electrical Engineering", "Economics")
DEGREES = (("BSc", "bachelor"), ("MSc", "master"), ("PhD", "doctor"))
DONE = (
    "Built a demand forecast in Python with LightGBM that planners use every night.",
    "Led three engineers who moved the feature pipeline from cron to Airflow.",
    "Monitored drift and retrained the model when its error passed a limit.",
    "Wrote SQL queries that found why weekly revenue was counted twice.",
    "Deployed a fraud model behind a FastAPI service on AWS with a rollback plan.",
    "Mentored two juniors in code review and testing.",
    "Designed a schema for event data in PostgreSQL, agreed with two other teams.",
    "Helped with A/B tests of the search page.",
    "Explained the limits of the churn model to sales and finance every month.",
    "Automated releases with GitHub Actions and Docker.",
    "Cut the cost of nightly Spark jobs by half.",
    "Evaluated three language models on labelled support tickets before choosing one.",
)
SKILLS = (
    "Python",
    "SQL",
    "Docker",
    "Kubernetes",
    "PyTorch",
    "Airflow",
    "Spark",
    "AWS",
    "Tableau",
    "Terraform",
    "scikit-learn",
    "Kafka",
)


class Work(NamedTuple):
    """A job: months as (year, month); `end` None if it goes on."""

    title: str
    firm: str
    place: str
    start: tuple[int, int]
    end: tuple[int, int] | None
    done: tuple[str, ...]


class Degree(NamedTuple):
    """A study by years."""

    written: str
    level: str
    area: str
    school: str
    start: int
    end: int


class Person(NamedTuple):
    """Everything that a resume of ours says."""

    name: str
    mail: str
    phone: str
    born: str
    place: str
    summary: str
    work: tuple[Work, ...]
    studies: tuple[Degree, ...]
    skills: tuple[str, ...]


def people(count: int, seed: int = 8) -> list[Person]:
    """So many people, the same ones for a seed; jobs run from the latest back."""
    chance = random.Random(seed)
    return [_person(chance, i) for i in range(count)]


def _person(chance: random.Random, number: int) -> Person:
    name = f"{FIRST[number % len(FIRST)]} {LAST[(number * 7 + number // 15) % len(LAST)]}"
    month, jobs = 2026 * 12 + chance.randrange(9), []
    firms = chance.sample(FIRMS, 3)
    for i in range(chance.randint(2, 3)):
        length = chance.randint(9, 50)
        start = month - length
        end = None if i == 0 and chance.random() < 0.6 else divmod(month, 12)
        lines = tuple(chance.sample(DONE, chance.randint(2, 4)))
        jobs.append(
            Work(
                chance.choice(TITLES), firms[i], chance.choice(PLACES), _ym(divmod(start, 12)), end and _ym(end), lines
            )
        )
        month = start - chance.randint(1, 8)
    last = month // 12
    picked = chance.sample(DEGREES, chance.randint(1, 2))
    studies = []
    for written, level in sorted(picked, key=lambda d: -DEGREES.index(d)):
        studies.append(Degree(written, level, chance.choice(AREAS), chance.choice(SCHOOLS), last - 3, last))
        last -= 3
    summary = f"{jobs[0].title} who likes models that people use and services that somebody answers for."
    mail = "".join(c for c in normalize("NFKD", name.lower()) if c.isascii() and c.isalpha())
    return Person(
        name, f"{mail}@example.com", f"+44 20 7946 0{chance.randint(100, 999)}", f"{chance.randint(1, 28)} May {chance.randint(1965, 2001)}",
        chance.choice(PLACES), summary, tuple(jobs), tuple(studies), tuple(chance.sample(SKILLS, 7)),
    )  # fmt: skip


def _ym(pair: tuple[int, int]) -> tuple[int, int]:
    return pair[0], pair[1] + 1


def layouts() -> dict[str, tuple[str, object]]:
    """Layout → (ending, writer of a person's file)."""
    return {
        "plain": (".txt", lambda p: plain(p).encode()), "markdown": (".md", lambda p: markdown(p).encode()),
        "word": (".docx", word), "word-table": (".docx", word_table), "pdf": (".pdf", pdf), "two-columns": (".pdf", two_columns),
        "european": (".pdf", european), "academic": (".docx", academic), "no-headings": (".txt", lambda p: bare(p).encode()),
        "icons": (".pdf", icons), "scanned": (".pdf", scanned),
        "json": (".json", lambda p: json_resume(p).encode()), "form": (".toml", lambda p: form(p).encode()),
    }  # fmt: skip


FRENCH = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def held_out() -> dict[str, tuple[str, object]]:
    """Six more layouts, written after the reader was done with the others: what it makes of what it wasn't made for."""
    return {
        "firm-first": (".txt", lambda p: firm_first(p).encode()), "labelled": (".txt", lambda p: labelled(p).encode()),
        "web-page": (".html", lambda p: web_page(p).encode()), "french": (".md", lambda p: french(p).encode()),
        "tabs": (".docx", tabs), "linkedin-pdf": (".pdf", linkedin_pdf),
    }  # fmt: skip


def firm_first(p: Person) -> str:
    """The firm in capitals with its place at the right, then the title with the dates at the right."""
    lines = [p.name.upper(), f"{p.place}  *  {p.phone}  *  {p.mail}", "", "PROFESSIONAL EXPERIENCE", ""]
    for w in p.work:
        lines += [f"{w.firm:<50}{w.place}", f"{w.title:<50}{span(w, 'slash')}", *(f"  o {one}" for one in w.done), ""]
    lines += ["EDUCATION", ""]
    lines += [f"{d.school:<50}{d.start} - {d.end}\n{d.written}, {d.area}\n" for d in p.studies]
    return "\n".join([*lines, "TECHNICAL SKILLS", "", ", ".join(p.skills), ""])


def labelled(p: Person) -> str:
    """Every fact behind its label."""
    lines = [
        f"Name: {p.name}",
        f"Email: {p.mail}",
        f"Mobile: {p.phone}",
        f"DOB: {p.born}",
        "",
        "Career Summary",
        p.summary,
        "",
        "Work Experience",
        "",
    ]
    for w in p.work:
        lines += [
            f"Company: {w.firm}",
            f"Designation: {w.title}",
            f"Duration: {span(w, 'short', ' to ')}",
            "Responsibilities:",
            *(f"• {one}" for one in w.done),
            "",
        ]
    lines += ["Academic Qualifications", ""]
    lines += [f"• {d.written} in {d.area} from {d.school}, {d.start}-{d.end}" for d in p.studies]
    return "\n".join([*lines, "", "Key Skills", *(f"• {one}" for one in p.skills), ""])


def web_page(p: Person) -> str:
    """A page with sections, dates in spans."""
    from html import escape

    jobs = "".join(
        f"<article><h3>{escape(w.title)}</h3><p><b>{escape(w.firm)}</b> <span>{span(w, 'long')}</span></p><ul>{''.join(f'<li>{escape(o)}</li>' for o in w.done)}</ul></article>"
        for w in p.work
    )
    studies = "".join(
        f"<li>{d.written} {escape(d.area)}, {escape(d.school)} <em>{d.start}–{d.end}</em></li>" for d in p.studies
    )
    skills = "".join(f"<li>{one}</li>" for one in p.skills)
    return (
        f"<!doctype html><html><head><title>{escape(p.name)}</title></head><body><h1>{escape(p.name)}</h1><p>{p.mail}</p>"
        f"<h2>About me</h2><p>{escape(p.summary)}</p><h2>Experience</h2>{jobs}<h2>Education</h2><ul>{studies}</ul><h2>Skills</h2><ul>{skills}</ul></body></html>"
    )


def french(p: Person) -> str:
    """French headings and months."""

    def written(pair: tuple[int, int] | None) -> str:
        return f"{FRENCH[pair[1] - 1]} {pair[0]}" if pair else "aujourd'hui"

    lines = [f"# {p.name}", "", p.mail, "", "## Expérience professionnelle", ""]
    for w in p.work:
        lines += [
            f"**{w.title}** – {w.firm}, {w.place}  ",
            f"*de {written(w.start)} à {written(w.end)}*",
            "",
            *(f"- {one}" for one in w.done),
            "",
        ]
    lines += [
        "## Formation",
        "",
        *(f"{d.start}-{d.end} : {d.written} {d.area}, {d.school}\n" for d in p.studies),
        "## Compétences",
        "",
        ", ".join(p.skills),
    ]
    return "\n".join(lines) + "\n"


def tabs(p: Person) -> bytes:
    """Word without styles: bold headings in capitals, dates after a tab, the firm in italics below."""
    import docx

    made = docx.Document()

    def bold(text: str) -> None:
        made.add_paragraph().add_run(text).bold = True

    bold(p.name)
    made.add_paragraph(f"{p.mail} | {p.phone}")
    bold("WORK HISTORY")
    for w in p.work:
        bold(f"{w.title}\t{span(w)}")
        made.add_paragraph().add_run(f"{w.firm}, {w.place}").italic = True
        for one in w.done:
            made.add_paragraph(one, style="List Bullet")
    bold("EDUCATION")
    for d in p.studies:
        made.add_paragraph(f"{d.written} {d.area}\t{d.start} – {d.end}")
        made.add_paragraph(d.school)
    bold("SKILLS")
    made.add_paragraph(" | ".join(p.skills))
    return _saved(made)


def linkedin_pdf(p: Person) -> bytes:
    """A profile saved as PDF: firm, title, dates with their length, place; skills in the left column."""
    made = _Paper()
    made.line("Contact", 11, bold=True, width=50)
    made.line(p.mail, 8, width=50)
    made.line("Top Skills", 11, bold=True, width=50)
    for one in p.skills:
        made.line(one, 9, width=50)
    made.pdf.set_y(15)
    made.line(p.name, 20, bold=True, indent=62, width=120)
    made.line(p.work[0].title, 11, indent=62, width=120, gap=2)
    made.line("Summary", 14, bold=True, indent=62, width=120)
    made.line(p.summary, 10, indent=62, width=120, gap=2)
    made.line("Experience", 14, bold=True, indent=62, width=120)
    for w in p.work:
        first, last = w.start[0] * 12 + w.start[1], (w.end or (2026, 11))[0] * 12 + (w.end or (2026, 11))[1]
        years, months = divmod(last - first + 1, 12)
        made.line(w.firm, 12, bold=True, indent=62, width=120)
        made.line(w.title, 11, indent=62, width=120)
        made.line(f"{span(w, 'long', ' - ')} ({years} years {months} months)", 10, indent=62, width=120)
        made.line(w.place, 10, indent=62, width=120)
        for one in w.done:
            made.line(f"- {one}", 10, indent=62, width=120)
        made.pdf.ln(3)
    made.line("Education", 14, bold=True, indent=62, width=120)
    for d in p.studies:
        made.line(d.school, 12, bold=True, indent=62, width=120)
        made.line(f"{d.written}, {d.area} · ({d.start} - {d.end})", 10, indent=62, width=120)
    return made.bytes()


def month(pair: tuple[int, int] | None, style: str = "short") -> str:
    """A month as a layout writes it."""
    if pair is None:
        return {"german": "heute", "slash": "current"}.get(style, "Present")
    year, number = pair
    return {"short": f"{MONTHS[number - 1][:3]} {year}", "long": f"{MONTHS[number - 1]} {year}", "slash": f"{number:02d}/{year}",
            "german": f"{GERMAN[number - 1]} {year}", "iso": f"{year}-{number:02d}", "dots": f"{number:02d}.{year}"}[style]  # fmt: skip


def span(work: Work, style: str = "short", to: str = " – ") -> str:
    """A job's period as a layout writes it."""
    return f"{month(work.start, style)}{to}{month(work.end, style)}"


def plain(p: Person) -> str:
    """Title — firm, the dates below; hyphens for lists."""
    lines = [
        p.name,
        f"{p.place} | {p.mail} | {p.phone}",
        f"Date of birth: {p.born}",
        "",
        "SUMMARY",
        p.summary,
        "",
        "EXPERIENCE",
    ]
    for w in p.work:
        lines += [f"{w.title} — {w.firm}, {w.place}", span(w), *(f"- {one}" for one in w.done), ""]
    lines += [
        "EDUCATION",
        *(f"{d.written} {d.area}, {d.school}, {d.start} – {d.end}" for d in p.studies),
        "",
        "SKILLS",
        ", ".join(p.skills),
    ]
    return "\n".join(lines) + "\n"


def markdown(p: Person) -> str:
    """Headings, the firm in italics, ISO dates."""
    lines = [
        f"# {p.name}",
        "",
        f"{p.mail} · {p.phone} · {p.place}",
        "",
        "## Profile",
        "",
        p.summary,
        "",
        "## Work experience",
        "",
    ]
    for w in p.work:
        lines += [
            f"### {w.title}",
            "",
            f"*{w.firm}* | {span(w, 'iso', ' to ')}",
            "",
            *(f"- {one}" for one in w.done),
            "",
        ]
    lines += ["## Education", ""]
    lines += [f"- **{d.written} in {d.area}**, {d.school} ({d.start}–{d.end})" for d in p.studies]
    return "\n".join([*lines, "", "## Skills", "", ", ".join(p.skills), ""])


def bare(p: Person) -> str:
    """No headings at all: dates first, then title at firm."""
    lines = [p.name, p.mail, p.phone, ""]
    for w in p.work:
        lines += [f"{span(w, 'long', ' - ')}", f"{w.title}, {w.firm}", *(f"* {one}" for one in w.done), ""]
    lines += [f"{d.start} - {d.end}\n{d.written} in {d.area}, {d.school}\n" for d in p.studies]
    return "\n".join([*lines, ", ".join(p.skills), ""])


def word(p: Person) -> bytes:
    """Word with its own styles for headings and lists."""
    import docx

    made = docx.Document()
    made.add_paragraph(p.name, style="Title")
    made.add_paragraph(f"{p.place} · {p.mail} · {p.phone}")
    made.add_heading("Professional summary", 1)
    made.add_paragraph(p.summary)
    made.add_heading("Professional experience", 1)
    for w in p.work:
        made.add_heading(f"{w.title} at {w.firm}", 2)
        made.add_paragraph(span(w, "long"))
        for one in w.done:
            made.add_paragraph(one, style="List Bullet")
    made.add_heading("Education", 1)
    for d in p.studies:
        made.add_paragraph(f"{d.written} {d.area}, {d.school}, {d.start} – {d.end}")
    made.add_heading("Skills", 1)
    made.add_paragraph(", ".join(p.skills))
    return _saved(made)


def word_table(p: Person) -> bytes:
    """A table: dates on the left, the rest on the right."""
    import docx

    made = docx.Document()
    made.add_paragraph(p.name)
    made.add_paragraph(f"Born: {p.born}")
    made.add_paragraph(f"E-mail: {p.mail}")
    for name, rows in (("Employment history", [(span(w, "dots"), f"{w.title}, {w.firm}", w.done) for w in p.work]),
                       ("Education", [(f"{d.start} – {d.end}", f"{d.written} {d.area}, {d.school}", ()) for d in p.studies])):  # fmt: skip
        made.add_heading(name, 1)
        table = made.add_table(rows=0, cols=2)
        for dates, head, done in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = dates, head
            if done:
                more = table.add_row().cells
                more[1].text = done[0]
                for one in done[1:]:
                    more[1].add_paragraph(one, style="List Bullet")
    made.add_heading("Technical skills", 1)
    made.add_paragraph(", ".join(p.skills))
    return _saved(made)


def academic(p: Person) -> bytes:
    """A curriculum vitae: studies first, appointments with years and months, a paper at the end."""
    import docx

    made = docx.Document()
    made.add_paragraph("Curriculum Vitae")
    made.add_paragraph(p.name)
    made.add_paragraph(p.mail)
    made.add_heading("Education", 1)
    for d in p.studies:
        made.add_paragraph(f"{d.start}–{d.end}  {d.written} in {d.area}, {d.school}")
    made.add_heading("Academic appointments", 1)
    for w in p.work:
        made.add_paragraph(f"{span(w, 'slash')}\t{w.title}, {w.firm}")
        for one in w.done:
            made.add_paragraph(one, style="List Bullet")
    made.add_heading("Publications", 1)
    made.add_paragraph(f"{p.name} (2019). On the drift of forecasts. Journal of Made Results 3(2).")
    made.add_heading("Skills", 1)
    made.add_paragraph(", ".join(p.skills))
    return _saved(made)


def _saved(made: object) -> bytes:
    kept = io.BytesIO()
    made.save(kept)  # type: ignore[attr-defined]
    return kept.getvalue()


class _Paper:
    """A PDF with a font that has the letters."""

    def __init__(self) -> None:
        from fpdf import FPDF

        self.pdf = FPDF(format="A4")
        for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            self.pdf.add_font("body", style, f"/usr/share/fonts/truetype/dejavu/{file}")
        self.pdf.set_auto_page_break(auto=True, margin=15)
        self.pdf.add_page()

    def line(
        self, text: str, size: float = 10, *, bold: bool = False, indent: float = 0, width: float = 0, gap: float = 0
    ) -> None:
        """A paragraph, wrapped."""
        self.pdf.set_font("body", "B" if bold else "", size)
        self.pdf.set_x(self.pdf.l_margin + indent)
        self.pdf.multi_cell(width, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        if gap:
            self.pdf.ln(gap)

    def bytes(self) -> bytes:
        """The file."""
        return bytes(self.pdf.output())


def pdf(p: Person) -> bytes:
    """One column, bold headings, dates at the right of the title's line."""
    made = _Paper()
    made.line(p.name, 18, bold=True)
    made.line(f"{p.mail} | {p.phone} | {p.place}", 9, gap=3)
    made.line("Summary", 13, bold=True)
    made.line(p.summary, gap=2)
    made.line("Work Experience", 13, bold=True)
    for w in p.work:
        made.line(f"{w.title} | {w.firm} | {span(w)}", 10.5, bold=True)
        for one in w.done:
            made.line(f"• {one}", indent=4)
        made.pdf.ln(2)
    made.line("Education", 13, bold=True)
    for d in p.studies:
        made.line(f"{d.written} {d.area} | {d.school} | {d.start} – {d.end}")
    made.line("Skills", 13, bold=True)
    made.line(", ".join(p.skills))
    return made.bytes()


def two_columns(p: Person) -> bytes:
    """Contact, skills and studies on the left, work on the right."""
    made = _Paper()
    made.line(p.name, 18, bold=True, gap=4)
    top = made.pdf.get_y()
    made.line("Contact", 12, bold=True, width=55)
    for one in (p.mail, p.phone, p.place):
        made.line(one, 8, width=55)
    made.pdf.ln(3)
    made.line("Skills", 12, bold=True, width=55)
    for one in p.skills:
        made.line(one, 9, width=55)
    made.pdf.ln(3)
    made.line("Education", 12, bold=True, width=55)
    for d in p.studies:
        made.line(f"{d.written} {d.area}", 9, bold=True, width=55)
        made.line(d.school, 9, width=55)
        made.line(f"{d.start} – {d.end}", 9, width=55, gap=2)
    made.pdf.set_y(top)
    made.line("Experience", 12, bold=True, indent=68, width=115)
    for w in p.work:
        made.line(w.title, 10, bold=True, indent=68, width=115)
        made.line(f"{w.firm}, {w.place}", 9, indent=68, width=115)
        made.line(span(w), 9, indent=68, width=115)
        for one in w.done:
            made.line(f"• {one}", 9, indent=70, width=110)
        made.pdf.ln(3)
    return made.bytes()


def european(p: Person) -> bytes:
    """The Europass order in German: personal data first, dates on the left of every entry."""
    made = _Paper()
    made.line("Lebenslauf", 16, bold=True)
    made.line("Persönliche Daten", 12, bold=True)
    for label, value in (
        ("Name", p.name),
        ("Geburtsdatum", p.born),
        ("Staatsangehörigkeit", "deutsch"),
        ("Familienstand", "verheiratet"),
        ("Adresse", "Lindenstraße 12, 10969 Berlin"),
    ):
        made.line(f"{label}: {value}")
    made.pdf.ln(2)
    made.line("Berufserfahrung", 12, bold=True)
    for w in p.work:
        made.line(f"{span(w, 'german', ' bis ')}", 10)
        made.line(f"{w.title}, {w.firm}", 10, bold=True)
        for one in w.done:
            made.line(f"– {one}", indent=4)
        made.pdf.ln(2)
    made.line("Ausbildung", 12, bold=True)
    for d in p.studies:
        made.line(f"{d.start} – {d.end}")
        made.line(f"{d.written} {d.area}, {d.school}", gap=1)
    made.line("Kenntnisse", 12, bold=True)
    made.line(", ".join(p.skills))
    return made.bytes()


def icons(p: Person) -> bytes:
    """Symbols before mail, dates and places."""
    made = _Paper()
    made.line(p.name, 18, bold=True)
    made.line(f"✉ {p.mail}   ☎ {p.phone}   ⚑ {p.place}", 9, gap=2)
    made.line("★ Experience", 12, bold=True)
    for w in p.work:
        made.line(w.title, 11, bold=True)
        made.line(f"⚒ {w.firm}   ⌚ {span(w)}   ⚑ {w.place}", 9)
        for one in w.done:
            made.line(f"➤ {one}", indent=3)
        made.pdf.ln(2)
    made.line("★ Education", 12, bold=True)
    for d in p.studies:
        made.line(f"{d.written} in {d.area}", 10, bold=True)
        made.line(f"⚑ {d.school}   ⌚ {d.start} – {d.end}", 9)
    made.line("★ Skills", 12, bold=True)
    made.line(" • ".join(p.skills))
    return made.bytes()


def scanned(p: Person) -> bytes:
    """A picture of the page, over it the text that the scanner's OCR read, without ink."""
    from PIL import Image

    made = _Paper()
    made.pdf.image(Image.new("RGB", (620, 877), (244, 242, 238)), x=0, y=0, w=210, h=297)
    with made.pdf.local_context(text_mode="INVISIBLE"):
        for line in plain(p).splitlines():
            made.line(line or " ", 10)
    return made.bytes()


def json_resume(p: Person) -> str:
    """JSON Resume 1.0.0."""
    work = [
        {"name": w.firm, "position": w.title, "startDate": month(w.start, "iso"), **({"endDate": month(w.end, "iso")} if w.end else {}), "highlights": list(w.done)}
        for w in p.work
    ]  # fmt: skip
    studies = [
        {
            "institution": d.school,
            "area": d.area,
            "studyType": d.written,
            "startDate": str(d.start),
            "endDate": str(d.end),
        }
        for d in p.studies
    ]
    made = {"basics": {"name": p.name, "email": p.mail, "phone": p.phone, "summary": p.summary}, "work": work, "education": studies,
            "skills": [{"name": "Skills", "keywords": list(p.skills)}]}  # fmt: skip
    return json.dumps(made, ensure_ascii=False, indent=1)


def form(p: Person) -> str:
    """Our own form."""
    lines = [f"summary = {json.dumps(p.summary)}", f"skills = {json.dumps(list(p.skills))}"]
    for w in p.work:
        lines += [
            "[[work]]",
            f"title = {json.dumps(w.title)}",
            f"employer = {json.dumps(w.firm)}",
            f'start = "{month(w.start, "iso")}"',
        ]
        lines += [f'end = "{month(w.end, "iso")}"'] * bool(w.end) + [f"did = {json.dumps(list(w.done))}"]
    for d in p.studies:
        lines += [
            "[[education]]",
            f'level = "{d.written}"',
            f"area = {json.dumps(d.area)}",
            f"school = {json.dumps(d.school, ensure_ascii=False)}",
            f'start = "{d.start}"',
            f'end = "{d.end}"',
        ]
    return "\n".join(lines) + "\n"
