"""Write-ups by the thousand, made from a seed: the same number always gives the same files. For tests and the bench."""

from __future__ import annotations

import random
from pathlib import Path

from macros.vocabulary import Vocabularies

THINGS = "hjemmeoppfølging barselomsorg legevakt rusbehandling habilitering rehabilitering samhandling utskrivning lindring ernæring".split()
KINDS = "modell forløp tjeneste verktøy team plattform nettverk arena pilot rutine".split()
FOR = "eldre barn ungdom gravide voksne pårørende kronikere kreftpasienter innbyggere ansatte".split()
ENDS = "nes vik dal fjord øy sund ås mo stad berg".split()
STARTS = "Grøn Ær Ås Nord Sør Lang Kvæn Tøn Blå Svart Rød Hvit Ytre Indre Øvre Nedre".split()
VERBS = "prøver lager samler bygger tester deler endrer måler kartlegger styrker".split()
OBJECTS = (
    "veiledning oppfølging utredning dokumentasjon samtaler hjemmebesøk vurdering henvisning innkomst epikrise".split()
)


def writeups(count: int, vocabularies: Vocabularies, seed: int = 1) -> dict[str, str]:
    """File name -> write-up, ``count`` of them, all correct and with every facet in use."""
    draw = random.Random(seed)  # noqa: S311  (test data)

    def some(name: str, low: int = 1, high: int = 2) -> str:
        keys = vocabularies[name].keys()
        return ", ".join(draw.sample(keys, draw.randint(low, min(high, len(keys)))))

    files = {}
    phases = vocabularies["phases"].keys()
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
                for _ in range(12)
            )
            for heading in ("Utfordring og pasientgruppe", "Mål", "Resultat og status")
        )  # fmt: skip
        files[f"p{number:05d}.md"] = (
            f"---\ntitle: {title}\nsummary: {summary}\nowner: [{some('organisations')}]\nregion: [{some('regions')}]\n"
            f"hours: {hours}\nround: [{some('rounds', 1, 1)}]\nphase: {{start: {phases[start]}, end: {phases[end]}}}\n"
            f"patient_groups: [{some('patient_groups')}]\nthemes: [{some('themes')}]\n"
            f"health_community: [{some('health_communities', 1, 1)}]\ninnovation_type: [{some('innovation_types', 1, 1)}]\n"
            f"deliverables: [{some('deliverables')}]\nbarriers: [{some('barriers', 0, 2)}]\n"
            f"benefits: [{{type: {some('benefit_types', 1, 1)}, description: Spart tid, status: {some('benefit_status', 1, 1)}}}]\n"
            f"source: [{{title: Generert, as_of: 2024}}]\npublished: 20{draw.randint(20, 26)}-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}\n---\n\n{body}\n"
        )
    return files


def fill(folder: Path, count: int, vocabularies: Vocabularies) -> None:
    """Writes ``count`` write-ups into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in writeups(count, vocabularies).items():
        (folder / name).write_text(text, encoding="utf-8")
