"""A project's page says what sources say: status with its date, amounts with their kind, pictures with who took them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html as lxml_html
from support import CONTENT, make_checkout, writeup

from macros.catalogue.project import project_html
from macros.content.load import load
from macros.library.library import Library

URL = "https://example.org/øy"
LISTED = f'[{{title: Øyrapporten, url: "{URL}", as_of: 2025, read: 2025-04-01, extent: utdrag}}]'
FIELDS = {
    "outcome": "{status: pa-pause, as_of: 2025-03, source: Øyrapporten, scope: Begge øyene, reason: Båten er solgt}",
    "period": "{from: 2024-01}",
    "patients": "{number: faerre-enn-10, counts: aktive, as_of: 2025-02, source: Øyrapporten}",
    "cost": "[{amount: 450000, kind: tilskudd, payer: Øyfondet, source: Øyrapporten}, {amount: 12.5, kind: anslag, source: Øyrapporten}]",
    "own_effort": "{fte: 0.25, covers: Prosjektleder}",
    "prerequisites": "[Fast båt]",
    "systems": "[Prøvejournalen]",
    "confirmed_by_owner": "2025-05-02",
    "source": LISTED,
    "municipalities": "[bergen]",
    "benefits": "[{id: g1, type: annen-gevinst, description: Ærlig, status: malt, unit: prosent, "
    "measurements: [{value: 61.5, n: faerre-enn-10, released: 2025-03-01}]}, "
    "{id: g2, type: annen-gevinst, description: Felles for alle øyer, shared: true}, "
    "{id: g3, type: annen-gevinst, description: Falt bort, status: bortfalt}]",
}


def page(folder: Path, **more: str) -> lxml_html.HtmlElement:
    root = make_checkout(folder, {"oya/index.md": writeup(**{**FIELDS, **more}, body="## Mål\n\nTekst.\n")})
    library = Library.of(load(root))
    return lxml_html.fromstring(project_html(library, library.by_slug["oya"], (None, None)))


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_each_statement_has_its_date_and_its_source(tmp_path: Path) -> None:
    whole = page(tmp_path)
    said = words(whole.xpath("//section[@aria-labelledby='om-prosjektet']")[0])
    for text in (
        "På pause, mars 2025. Begge øyene. Båten er solgt. Kilde: Øyrapporten", "Fra januar 2024",
        "færre enn 10, aktive (februar 2025).", "Tilskudd: 450 000 kroner. Gitt av Øyfondet.", "Anslag: 12,50 kroner.",
        "0,25 årsverk. Prosjektleder.", "Fast båt", "Prøvejournalen",
    ):  # fmt: skip
        assert text.replace(" ", " ") in said.replace("\u00a0", " "), (text, said)
    assert "kostnad" not in said.casefold(), "a grant is never called a cost"
    assert {a.get("href") for a in whole.xpath("//dl[@class='im-pairs']//a")} == {URL}
    everything = words(whole)
    assert "Prosjekteieren leste omtalen (2. mai 2025). InnoMed har ansvaret for teksten." in everything
    assert "godkjent" not in everything and "lest 1. april 2025, utdrag" in everything


def test_a_share_of_few_persons_is_not_on_the_page(tmp_path: Path) -> None:
    said = words(page(tmp_path))
    assert "61,5" not in said and "færre enn 10 personer" in said


def test_what_is_said_of_a_programme_stands_apart(tmp_path: Path) -> None:
    whole = page(tmp_path)
    shared = words(whole.xpath("//ul[contains(@class,'im-benefits--shared')]")[0])
    assert "Felles for alle øyer" in shared and "Ærlig" not in shared
    assert "Falt bort" in words(whole.xpath("//ul[contains(@class,'im-benefits--dropped')]")[0])


@pytest.mark.parametrize(
    ("language", "wanted"), [("nb", "Det vi vet om prosjektet"), ("nn", "Det vi veit om prosjektet")]
)
def test_the_words_around_follow_the_pages_language(language: str, wanted: str, tmp_path: Path) -> None:
    assert wanted in words(page(tmp_path, language=language))


def test_nothing_is_said_where_nothing_is_known(tmp_path: Path) -> None:
    library = Library.of(load(make_checkout(tmp_path, {"oya.md": writeup()})))
    assert "om-prosjektet" not in project_html(library, library.by_slug["oya"], (None, None))


def test_pictures_have_their_caption_and_photographer(tmp_path: Path) -> None:
    text = writeup(
        body="## Mål\n\n![Båten](baten.png)\n\nSe ![kaia](kaia.png) her.\n",
        images="[{file: baten.png, caption: Over fjorden, photographer: <Åse>}, {file: kaia.png, photographer: Ola}]",
    )
    root = make_checkout(tmp_path, {"oya/index.md": text})
    for name in ("baten", "kaia"):
        picture = CONTENT / "projects/gronn-vei/kart.png"
        (root / f"projects/oya/{name}.png").write_bytes(picture.read_bytes())
    library = Library.of(load(root))
    whole = lxml_html.fromstring(project_html(library, library.by_slug["oya"], (None, None)))
    (figure,) = whole.xpath("//figure[@class='im-picture']")
    assert words(figure) == "Over fjorden. Foto: <Åse>." and figure.find("img") is not None
    assert "Se Foto: Ola. her." in words(whole)


def test_no_sentence_stands_twice(tmp_path: Path) -> None:
    whole = page(tmp_path, program="[andre-erfaringer]", status="archived")
    text = words(whole).replace("\u00a0", " ")
    sentences = Counter(s for s in re.split(r"(?<=[.!?]) ", text) if len(s) > 15)
    assert {s: n for s, n in sentences.items() if n > 1} == {}
    assert text.count("Båten er solgt.") == 1 and "Ikke InnoMed-prosjekt." in text
