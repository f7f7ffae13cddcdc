"""Resumes in German, French, Spanish, Italian and Dutch: verbs say how deep the work went, and the reading names the language."""

from __future__ import annotations

import pytest
from candidate import DAY

from rolewright import api
from rolewright.knowledge.shelf import shelf
from rolewright.matching.evidence import depth_of
from rolewright.model.profile import DEPTHS

LANGUAGES = shelf("matching/depth_languages")
RESUMES = {
    "de": ("German", """Berufserfahrung
Dateningenieurin, Muster GmbH, März 2020 – heute
- Leitung eines Teams von vier Personen, das die Plattform mit Kubernetes betreibt.
- Aufbau der Datenstrecken mit Airflow und Überwachung der Läufe in der Nacht.
- Die Berichte wurden für den Vertrieb mit Tableau ausgewertet.
- Unterstützung bei der Einführung von Terraform durch die Kollegen.
- Noch keine Erfahrung mit Kafka.
Kenntnisse
Python, SQL
""", {"kubernetes": "led", "airflow": "owned", "tableau": "used", "terraform": "used", "python": "mentioned", "kafka": ""}),
    "fr": ("French", """Expérience professionnelle
Ingénieure données, Exemple SAS, mars 2020 – présent
- Encadrement d'une équipe de quatre personnes pour la plateforme Kubernetes.
- Mise en place des flux avec Airflow et mise en production pour les clients.
- Les rapports sont préparés dans Tableau pour les équipes de vente.
- Participation à la mise en place de Terraform avec les collègues.
- Aucune expérience avec Kafka pour le moment.
Compétences
Python, SQL
""", {"kubernetes": "led", "airflow": "owned", "tableau": "used", "terraform": "used", "python": "mentioned", "kafka": ""}),
    "es": ("Spanish", """Experiencia profesional
Ingeniera de datos, Ejemplo SL, marzo 2020 – actualidad
- Lideré un equipo de cuatro personas con Kubernetes para los clientes de la empresa.
- Desarrollé los flujos con Airflow y los puse en producción.
- Los informes para las ventas se preparan con Tableau por la noche.
- Colaboré en la implantación de Terraform con los compañeros.
- Sin experiencia con Kafka por el momento.
Competencias
Python, SQL
""", {"kubernetes": "led", "airflow": "owned", "tableau": "used", "terraform": "used", "python": "mentioned", "kafka": ""}),
    "it": ("Italian", """Esperienza professionale
Ingegnere dei dati, Esempio Srl, marzo 2020 – presente
- Guidato un team di quattro persone che gestisce il cluster Kubernetes per il gruppo.
- Sviluppo e messa in produzione delle pipeline con Airflow.
- I rapporti per le vendite sono preparati con Tableau nel corso della notte della settimana.
- Partecipazione alla introduzione di Terraform con i colleghi.
- Nessuna esperienza con Kafka.
Competenze
Python, SQL
""", {"kubernetes": "led", "airflow": "owned", "terraform": "used", "python": "mentioned", "kafka": ""}),
    "nl": ("Dutch", """Werkervaring
Data engineer, Voorbeeld BV, maart 2020 – heden
- Leiding gegeven aan een team van vier mensen voor het platform met Kubernetes.
- Datastromen gebouwd met Airflow en in productie gebracht voor de klanten.
- De rapporten voor het verkoopteam komen uit Tableau.
- Geholpen bij de invoering van Terraform met een collega.
- Geen ervaring met Kafka.
Vaardigheden
Python, SQL
""", {"kubernetes": "led", "airflow": "owned", "tableau": "used", "terraform": "used", "python": "mentioned", "kafka": ""}),
}  # fmt: skip


@pytest.mark.parametrize("code", RESUMES)
def test_a_resume_in_another_language(code) -> None:
    """Each skill has the depth that its sentence says; a denial shows nothing; language, job and dates are read."""
    name, text, wanted = RESUMES[code]
    profile = api.read_profile(text.encode(), "cv.txt")
    found = {one.key.removeprefix("skill:"): one.depth for one in profile.shown if one.key.startswith("skill:")}
    assert {skill: found.get(skill, "") for skill in wanted} == wanted
    assert profile.language == code
    assert len(profile.jobs) == 1
    assert profile.jobs[0].when is not None
    assert profile.jobs[0].when.end is None
    assert LANGUAGES[code]["name"] == name


@pytest.mark.parametrize("code", RESUMES)
def test_the_page_names_the_language(code, role) -> None:
    """And so does `profile show`; kept profiles keep it."""
    from rolewright.people.keep import Named, _profile, row

    name, text, _ = RESUMES[code]
    profile = api.read_profile(text.encode(), "cv.txt")
    made = api.match(role, [profile], day=DAY)
    page = api.match_files(made, ("txt",))[f"{profile.id}.txt"].decode()
    assert f"The document is in {name}." in " ".join(page.split())
    assert f"language: {name}" in api.profile_text(Named("cv.txt", profile))
    import json

    assert _profile(json.loads(row(Named("cv.txt", profile)))[2]) == profile


@pytest.mark.parametrize(("text", "depth"), [
    ("Plattform aufgebaut von einem Partner, Python", "used"), ("Aufbau von Pipelines in Python", "owned"),
    ("Outil développé par le siège, en Python", "used"), ("Développement par étapes en Python", "owned"),
    ("Servicio desarrollado por la matriz en Python", "used"), ("Desarrollo por fases en Python", "owned"),
    ("Sistema sviluppato da terzi in Python", "used"), ("Sistema in Python, progettato da zero", "owned"),
    ("Platform gebouwd door een partner in Python", "used"), ("Ontwikkeling van diensten in Python", "owned"),
    ("Grundkenntnisse in Python", "mentioned"), ("Notions de Python", "mentioned"), ("Conocimientos de Python", "mentioned"),
    ("Conoscenza di Python", "mentioned"), ("Basiskennis Python", "mentioned"),
    ("VERANTWORTLICH FÜR DEN BETRIEB IN PYTHON", "owned"), ("Contribution à un service Python", "used"),
])  # fmt: skip
def test_whose_work_it_was(text, depth) -> None:
    """A verb before “von”, “par”, “por”, “da”, “door” is someone else's; a noun isn't turned by them."""
    assert DEPTHS[depth_of(text, "work")] == depth


@pytest.mark.parametrize("text", [
    "The conception of half the contribution was a base of import, curse and lance", "Notions of utility, corps, bases and an initiation",
])  # fmt: skip
def test_english_words_are_not_taken_for_others(text) -> None:
    """Words that look foreign and are English raise and lower nothing."""
    assert DEPTHS[depth_of(text, "work")] == "used"


def test_phrases_stand_in_one_list_of_a_language() -> None:
    """No phrase has two depths, and none is an English one of another depth."""
    english = {
        one: depth
        for kind in ("words", "weak")
        for depth, many in shelf("matching/depth")[kind].items()
        for one in many
    }
    for code, one in LANGUAGES.items():
        if not isinstance(one, dict):
            continue
        lists = [
            (depth, phrase)
            for kind in ("verbs", "nouns", "weak")
            for depth, many in one[kind].items()
            for phrase in many
        ]
        phrases = [phrase for _, phrase in lists]
        assert len(phrases) == len(set(phrases)), (code, [one for one in phrases if phrases.count(one) > 1])
        assert not [phrase for depth, phrase in lists if english.get(phrase, depth) != depth]
