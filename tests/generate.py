"""Write-ups by the thousand, made from a seed: the same number always gives the same files. For tests and the bench."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

from macros.catalogue.page import catalogue_files, catalogue_page
from macros.catalogue.search import search_json
from macros.content.model import Project
from macros.content.records import load_records
from macros.engine.clock import today
from macros.library.library import Library
from macros.text.norwegian import sort_key
from macros.words.vocabulary import Vocabularies

THINGS = "hjemmeoppfølging barselomsorg legevakt rusbehandling habilitering rehabilitering samhandling utskrivning lindring ernæring".split()
KINDS = "modell forløp tjeneste verktøy team plattform nettverk arena pilot rutine".split()
FOR = "eldre barn ungdom gravide voksne pårørende kronikere kreftpasienter innbyggere ansatte".split()
ENDS = "nes vik dal fjord øy sund ås mo stad berg".split()
STARTS = "Grøn Ær Ås Nord Sør Lang Kvæn Tøn Blå Svart Rød Hvit Ytre Indre Øvre Nedre".split()
VERBS = "prøver lager samler bygger tester deler endrer måler kartlegger styrker".split()
OBJECTS = (
    "veiledning oppfølging utredning dokumentasjon samtaler hjemmebesøk vurdering henvisning innkomst epikrise".split()
)


def writeups(count: int, vocabularies: Vocabularies, seed: int = 1, lines: int = 12) -> dict[str, str]:
    """File name -> write-up, ``count`` of them, all correct and with every facet in use; ``lines`` sentences a part."""
    draw = random.Random(seed)  # noqa: S311  (test data)

    def some(name: str, low: int = 1, high: int = 2) -> str:
        keys = vocabularies[name].keys()
        return ", ".join(draw.sample(keys, draw.randint(low, min(high, len(keys)))))

    files = {}
    phases = vocabularies["phases"].keys()
    # The other stages ask for figures and sources, which a made-up project has none of.
    expected = [value.key for value in vocabularies["benefit_status"] if value.extra.get("stage") == "expected"]
    for number in range(count):
        place = draw.choice(STARTS) + draw.choice(ENDS)
        title = f"{draw.choice(THINGS).capitalize()} som {draw.choice(KINDS)} i {place} {number}"
        start = draw.randrange(len(phases))
        end = draw.randrange(start, len(phases))
        hours = draw.choice([draw.randint(10, 400), "ukjent"])
        summary = (
            f"{place} {draw.choice(VERBS)} {draw.choice(OBJECTS)} for {draw.choice(FOR)}, og {draw.choice(VERBS)} "
            f"{draw.choice(OBJECTS)} sammen med {draw.choice(FOR)} og {draw.choice(FOR)}."
        )
        body = "\n\n".join(
            f"## {heading}\n\n" + " ".join(
                f"{draw.choice(STARTS)}{draw.choice(ENDS)} {draw.choice(VERBS)} {draw.choice(OBJECTS)} for {draw.choice(FOR)} i {draw.choice(THINGS)}."
                for _ in range(lines)
            )
            for heading in ("Utfordring og pasientgruppe", "Mål", "Resultat og status")
        )  # fmt: skip
        files[f"p{number:05d}.md"] = (
            f"---\ntitle: {title}\nsummary: {summary}\nowner: [{some('organisations')}]\nregion: [{some('regions')}]\n"
            f"hours: {hours}\nround: [{some('rounds', 1, 1)}]\nphase: {{start: {phases[start]}, end: {phases[end]}}}\n"
            f"patient_groups: [{some('patient_groups')}]\nthemes: [{some('themes')}]\n"
            f"health_community: [{some('health_communities', 1, 1)}]\ninnovation_type: [{some('innovation_types', 1, 1)}]\n"
            f"deliverables: [{some('deliverables')}]\nbarriers: [{some('barriers', 0, 2)}]\n"
            f"benefits: [{{id: g1, type: {some('benefit_types', 1, 1)}, description: Spart tid, status: {draw.choice(expected)}}}]\n"
            f"source: [{{title: Generert, as_of: 2024}}]\npublished: 20{draw.randint(20, 26)}-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}\n---\n\n{body}\n"
        )
    return files


def catalogue_site(real: Path, real_library: Library, folder: Path, count: int, lines: int = 1) -> Library:
    """The real site's frame around a catalogue of ``count`` generated projects, in ``folder``; no project pages."""
    source = folder / "source"
    for name, text in writeups(count, real_library.vocabularies, lines=lines).items():
        (source / "projects").mkdir(parents=True, exist_ok=True)
        (source / "projects" / name).write_text(text, encoding="utf-8")
    records, problems = load_records(source, "projects", Project, real_library.vocabularies)
    assert not [p for p in problems if p.severity == "error"]
    real_library = replace(real_library, today=today())  # as the site was built: a status grows old
    library = replace(real_library, projects=tuple(sorted(records, key=lambda r: sort_key(r.data.title))))
    shutil.copytree(real / "assets", folder / "assets")
    # Without what holds programs to their bytes: the page is compared with itself as it was before it was written.
    frame = re.sub(r'\?v=\w+" integrity="[^"]*"', '"', (real / "prosjekter/index.html").read_text(encoding="utf-8"))
    old = str(catalogue_page(real_library).html)
    assert old in frame
    (folder / "prosjekter").mkdir()
    page = frame.replace(old, str(catalogue_page(library).html))
    (folder / "prosjekter/index.html").write_text(page, encoding="utf-8")
    (folder / "assets/search.json").write_bytes(search_json(library))
    for address, content in catalogue_files(library):
        (folder / address.lstrip("/")).write_bytes(content())
    return library


def fill(folder: Path, count: int, vocabularies: Vocabularies) -> None:
    """Writes ``count`` write-ups into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in writeups(count, vocabularies).items():
        (folder / name).write_text(text, encoding="utf-8")
