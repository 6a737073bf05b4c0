"""A small form with everything in it, for the tests of its files."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from macros.content.model import Form
from macros.toolkit.forms import FormFile

URL = "https://innomed.no/verktoy/prove/"
FORM = """
title: {nb: Prøveskjema på Ærøya, nn: Prøveskjema på Ærøya}
files: [docx, xlsx, md]
intro: {nb: Skjemaet er for øvelse. Fyll ut sammen., nn: Skjemaet er for øving. Fyll ut saman.}
numbered: true
sections:
  - id: hvem
    title: {nb: Hvem det gjelder, nn: Kven det gjeld}
    help: {nb: Begynn med pasientene., nn: Byrj med pasientane.}
    columns:
      - {id: gruppe, title: {nb: Gruppe, nn: Gruppe}, help: {nb: "En gruppe, ikke et navn.", nn: "Ei gruppe, ikkje eit namn."}}
      - {id: holdning, title: {nb: Holdning, nn: Haldning}, type: choice, width: narrow, choices: [{nb: "For, helt klart", nn: "For, heilt klart"}, {nb: Vet ikke, nn: Veit ikkje}]}
      - {id: antall, title: {nb: Antall, nn: Tal}, type: number, width: narrow}
      - {id: frist, title: {nb: Frist, nn: Frist}, type: date, width: narrow}
    rows: 4
    given:
      - {gruppe: {nb: Pårørende, nn: Pårørande}}
  - id: svar
    title: {nb: Spørsmålene, nn: Spørsmåla}
    questions:
      - {id: hvorfor, title: {nb: "Hvorfor gjør dere det?", nn: "Kvifor gjer de det?"}, help: {nb: Tenk på behovet., nn: Tenk på behovet.}, lines: 4}
  - id: sjekk
    title: {nb: Sjekkliste, nn: Sjekkliste}
    points:
      - {title: {nb: Alle er spurt, nn: Alle er spurde}, help: {nb: Også de som er imot., nn: Også dei som er imot.}}
      - {title: {nb: Lederen har sagt ja, nn: Leiaren har sagt ja}}
      - {title: {nb: Avtalen er skrevet, nn: Avtalen er skriven}}
example:
  title: Øvelse i Elvefjord
  about: Elvefjord kommune er oppdiktet.
  answers:
    - section: hvem
      rows:
        - {gruppe: Pårørende, holdning: Vet ikke, antall: "12500.5", frist: "2027-03-01"}
        - {gruppe: Sykepleiere, holdning: "For, helt klart", antall: "2026"}
    - section: svar
      questions: {hvorfor: "Fordi ventetiden er lang.\\nOg fordi noen gir opp."}
    - section: sjekk
      points:
        - {status: gjort, who: Prosjektleder, date: "2027-01-31", note: Gikk greit.}
        - {status: i-gang, who: Kommunalsjef, date: "2027-03"}
        - {status: ikke-aktuelt}
"""


def form() -> Form:
    return Form.model_validate(yaml.safe_load(FORM))


def form_file(**changes: Any) -> FormFile:
    """The sample as a blank form in bokmål, with some facts changed."""
    facts: dict[str, Any] = {
        "title": "Prøveskjema på Ærøya",
        "summary": "Et skjema til å øve med.",
        "form": form(),
        "version": "1.2",
        "license": "CC-BY-4.0",
        "language": "nb",
        "url": URL,
        "updated": date(2026, 11, 22),
        "filled": False,
    }
    return FormFile(**{**facts, **changes})
