"""A small form that shows its own rows: a risk matrix before and after, a journey, and a map of a system."""

from __future__ import annotations

import yaml

from macros.content.model import Form

FORM = """
title: {nb: Øvelse på Ærøya, nn: Øving på Ærøya}
files: [docx, xlsx, md]
intro: {nb: Skjemaet er for øvelse., nn: Skjemaet er for øving.}
sections:
  - id: farer
    title: {nb: Farer, nn: Farar}
    columns:
      - {id: nr, title: {nb: Nr., nn: Nr.}, type: number, width: narrow}
      - {id: hva, title: {nb: Hva kan skje, nn: Kva kan skje}, width: wide}
      - {id: s, title: {nb: Sannsynlighet, nn: Sannsyn}, type: number, width: narrow}
      - {id: k, title: {nb: Konsekvens, nn: Konsekvens}, type: number, width: narrow}
      - {id: sk, title: {nb: Risiko, nn: Risiko}, type: product, of: [s, k], width: narrow}
    rows: 6
  - id: matrise
    title: {nb: Matrise, nn: Matrise}
    matrix:
      four: {middle: 6, high: 12}
      five: {middle: 8, high: 15}
      plots: [{title: {nb: Før tiltak, nn: Før tiltak}, section: farer, label: nr, likelihood: s, consequence: k}]
  - id: reise
    title: {nb: Reisen, nn: Reisa}
    columns:
      - {id: nar, title: {nb: Når, nn: Når}}
      - {id: steg, title: {nb: Hva skjer, nn: Kva skjer}}
      - {id: kjennes, title: {nb: Slik kjennes det, nn: Slik kjennest det}, type: choice, choices: [{nb: Trygt, nn: Trygt}, {nb: Vondt, nn: Vondt}]}
      - {id: bak, title: {nb: Bak kulissene, nn: Bak kulissane}}
    rows: 4
    journey: {heading: nar, seen: [steg, kjennes], behind: [bak], feeling: kjennes}
  - id: aktorer
    title: {nb: Aktørene, nn: Aktørane}
    columns:
      - {id: hvem, title: {nb: Hvem, nn: Kven}}
      - {id: niva, title: {nb: Nivå, nn: Nivå}, type: choice, choices: [{nb: Kommune, nn: Kommune}, {nb: Sykehus, nn: Sjukehus}]}
    rows: 3
  - id: piler
    title: {nb: Det som går, nn: Det som går}
    columns:
      - {id: nr, title: {nb: Pil, nn: Pil}}
      - {id: fra, title: {nb: Fra, nn: Frå}}
      - {id: til, title: {nb: Til, nn: Til}}
      - {id: slag, title: {nb: Slag, nn: Slag}, type: choice, choices: [{nb: I – informasjon, nn: I – informasjon}]}
      - {id: virker, title: {nb: Virker det, nn: Verkar det}, type: choice, choices: [{nb: Ja, nn: Ja}, {nb: Nei, nn: Nei}, {nb: Vet ikke, nn: Veit ikkje}]}
    rows: 4
    map: {actors: aktorer, name: hvem, level: niva, number: nr, source: fra, target: til, kind: slag, works: virker}
example:
  title: Øvelse i Elvefjord
  about: Elvefjord kommune er oppdiktet.
  answers:
    - section: farer
      rows:
        - {nr: 1, hva: Båten står, s: 1, k: 5}
        - {nr: 2, hva: Ingen svarer på bølgelengden, s: 4, k: 4}
        - {nr: 3, hva: Været er dårlig, s: 4, k: 4}
        - {nr: 4, hva: Vi vet ikke, s: 2}
    - section: reise
      rows:
        - {nar: Dag 1, steg: Ringer på øya, kjennes: Vondt, bak: Vakten ser i lista}
        - {nar: Dag 2, steg: Båten kommer, kjennes: Trygt, bak: Føreren får beskjed}
        - {nar: Dag 3, steg: Hjemme igjen}
    - section: aktorer
      rows: [{hvem: Legevakten, niva: Kommune}, {hvem: Båten, niva: Kommune}, {hvem: Ærøy sykehus, niva: Sykehus}]
    - section: piler
      rows:
        - {nr: F1, fra: Legevakten, til: Båten, slag: I – informasjon, virker: Ja}
        - {nr: F2, fra: Båten, til: Ærøy sykehus, slag: I – informasjon, virker: Nei}
        - {nr: F3, fra: Naboen, til: Legevakten, slag: I – informasjon, virker: Vet ikke}
"""


def shown_form() -> Form:
    return Form.model_validate(yaml.safe_load(FORM))
