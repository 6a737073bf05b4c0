"""The comment on a pull request: what it says, and that nothing a stranger wrote does anything in it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from changes import Change
from comment import LIMIT, MARK, Links, Report, Told, code_span, copied, markdown, plain, read

from macros.text.invisible import HIDDEN

NEW = Change("A", "projects/blabaer.md")
LINKS = Links("https://github.com/a/b/actions/runs/7", "https://github.com/a/b/p", "https://github.com/a/b/s")
HOSTILE = [
    "<img src=x onerror=a()> <script>a()</script>",
    "&lt;b&gt; &#60;script&#62;",
    "[klikk](https://ond.example) ![x](https://ond.example/x.png) [x][1]",
    "https://ond.example www.ond.example _www.ond.example HTTP://OND.EXAMPLE ftp://ond.example",
    "<https://ond.example>",
    "@innomed-no/utviklere @alle post@ond.example mailto:a@ond.example",
    "#1 GH-1 gh-1 innomed-no/proven#1 a/b@0123456789abcdef0123456789abcdef01234567",
    "0123456789abcdef0123456789abcdef01234567 deadbee",
    "Closes #1",
    "`kode` ``` ~~~ ``",
    "x\n\n# Overskrift\n\n- [ ] punkt\n> sitat\n---\n| a | b |\n|---|---|",
    "x\r\n<!-- innomed: forslag -->\r",
    "<!-- innomed: forslag -->",
    "\u202egnp.exe \u2066x\u2069 \u200bx\x00\x1b[31m",
    "**fet** _kursiv_ ~~strøket~~ $x^2$ $$x$$",
    "<details><summary>x</summary> </code> </p></div>",
    "\\` \\[x](https://ond.example) \\<b>",
    "::error::x",
    "/merge",
]


def outside_code(text: str) -> str:
    """The Markdown without its blocks and spans of code, read as CommonMark reads them."""
    kept, fence = [], ""
    for line in text.split("\n"):
        if fence:
            fence = "" if re.fullmatch(rf" *{fence}`*", line) else fence
        elif found := re.match(r" *(`{3,})[^`]*$", line):
            fence = found[1]
        else:
            kept.append(line)
    assert not fence, "en blokk er ikke lukket"
    return re.sub(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", "\n".join(kept))


def dangers(text: str) -> list[str]:
    """What GitHub would make something of, apart from our own headings, lists, bold words, links and first line."""
    seen = outside_code(text.removeprefix(MARK))
    for link in (LINKS.run, LINKS.page, LINKS.site):
        seen = seen.replace(f"]({link})", "]")
    seen = re.sub(r"\[(kontrollen|Sidene som er endret|Hele nettstedet)\]|^## |^- |\*\*", "", seen, flags=re.M)
    patterns = (
        r"[<>]",
        r"&(?!amp;|lt;|gt;)",
        r"://",
        r"www\.",
        r"@\w",
        r"(?<!\\)#",
        r"#\d",
        r"GH-\d",
        r"[0-9a-f]{7}",
        r"(?<!\\)[`*_\[\]|~$]",
        r"^ *(>|#|---|===|```|\d+\.)",
        "[\x00-\x09\x0b-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069]",
    )
    return [p for p in patterns if re.search(p, seen, re.IGNORECASE | re.MULTILINE)]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_a_write_up_is_only_text(text: str) -> None:
    told = Told("projects/blabaer.md", 4, "FM020", text, text, "error")
    elsewhere = Told(text, 4, "FM020", text, f"{text}\n{text}", "warning")
    report = Report(1, 1, 1, [told, elsewhere], {"/prosjekter/blabaer/": text}, [text], [text], [text])
    names = [NEW, Change("M", f"macros/{text}"), Change("M", f"projects/{text}"), Change("R", f"docs/{text}.md", text)]
    shown = markdown(report, names, LINKS)
    assert dangers(shown) == []
    assert MARK not in outside_code(shown.removeprefix(MARK))
    assert "\n" not in plain(text) and "\n" not in code_span(text)


def test_nothing_that_is_hidden_elsewhere_gets_through() -> None:
    """The comment has a rule of its own, because it is made without our package: it must not know less than the table."""
    hidden = [sign for code in range(0x110000) if HIDDEN.fullmatch(sign := chr(code))]
    assert len(hidden) > 200
    for sign in hidden:
        assert code_span(f"æ{sign}å") in ("`æå`", "`æ å`"), hex(ord(sign))
        assert HIDDEN.sub("", plain(f"æ{sign}å")) in ("æå", "æ å")


def test_the_test_above_would_see_it() -> None:
    for text in ("<b>", "https://ond.example", "@alle", "#1", "[x](y)", "`x", "a\u202eb", "0123456", "a\n> b", "*x*"):
        assert dangers(f"{MARK}\n- {text}\n"), text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_copied_is_what_was_meant(text: str) -> None:
    span = code_span(text)
    fence = re.match("`+", span)
    assert fence and span.endswith(fence[0])
    assert fence[0] not in re.findall("`+", span[len(fence[0]) : -len(fence[0])])
    assert "\u2060" not in span and "\u2060" not in copied(f"{text}\n{text}")


def test_lines_to_paste_keep_their_form() -> None:
    told = copied("Legg til:\n  - key: 2025-s1\n    year: 2025\n```\n")
    assert told == "Legg til:\n\n  ````\n    - key: 2025-s1\n      year: 2025\n  ```\n  ````"
    assert copied("a: 1\nb: 2") == "\n\n  ```\n  a: 1\n  b: 2\n  ```"


def test_what_is_typed_is_code_and_advice_is_not() -> None:
    assert copied("Skriv: hours: 120") == "Skriv: `hours: 120`"
    assert copied("Skriv dem som en liste: [a, b]") == "Skriv dem som en liste: `[a, b]`"
    assert copied("Mente du «Helse Vest»?") == "Mente du «Helse Vest»?"
    assert copied("Mente du «post@kommune.no»?") == "`Mente du «post@kommune.no»?`"
    assert copied("") == ""


def test_the_day_of_what_waits_is_told() -> None:
    report = Report(titles={"/prosjekter/blabaer/": "Blåbær"}, waiting={"/prosjekter/blabaer/": "1. mars 2062 <b>"})
    told = markdown(report, [NEW], LINKS)
    assert "Blir publisert 1. mars 2062" in told and "Er et utkast til da." in told and dangers(told) == []


def test_a_proposal_without_mistakes() -> None:
    report = Report(titles={"/prosjekter/blabaer/": "Blåbær på Ærøya"}, drafts=["/prosjekter/blabaer/"])
    files = [NEW, Change("M", "docs/_data/vocabulary/rounds.yml")]
    assert (
        markdown(report, files, LINKS)
        == """\
<!-- innomed: forslag -->
## Hva er nytt

- Nytt prosjekt: **Blåbær på Ærøya** på adressen `/prosjekter/blabaer/`. Er et utkast og blir ikke publisert ennå.
- Andre filer: `docs/_data/vocabulary/rounds.yml` (endret)

## Ingen feil

Alt innholdet er kontrollert.

## Hvem må se på det

- Redaksjonen skal lese og godkjenne.
- Noe er nytt: gå gjennom sjekklisten `docs/bidra/sjekkliste.md` om kilder, rettigheter, samtykke og personvern.

## Slik blir det

- [Sidene som er endret](https://github.com/a/b/p): én fil, som kan sendes på e-post til den som skal godkjenne
- [Hele nettstedet](https://github.com/a/b/s), med bilder av sidene på telefon og PC

Lenkene virker i 14 dager, for den som er logget inn på GitHub.
"""
    )


def test_many_mistakes_are_counted_after_the_first_and_all_stand_in_the_summary() -> None:
    problems = [
        Told(f"projects/a{n:02}.md", 4, "FM023", "«hours» er feil.", "Skriv: hours: 1", "error") for n in range(30)
    ]
    report = Report(30, 2, 0, problems)
    text = markdown(report, [Change("M", "projects/a29.md")], Links("https://github.com/a/b/actions/runs/7"))
    assert "## 30 feil må rettes\n" in text and "Det er også 2 advarsler: rett dem hvis de stemmer." in text
    assert text.count("- Linje 4: «hours» er feil. Skriv: `hours: 1`") == 20
    assert "… og 12 til. Alle står i [kontrollen](https://github.com/a/b/actions/runs/7)." in text
    paths = re.findall(r"^`(projects/.*)`(.*)$", text, re.MULTILINE)
    assert paths[:2] == [("projects/a29.md", ""), ("projects/a00.md", " (ikke endret i dette forslaget)")]
    assert "Forhåndsvisningen blir laget når feilene er rettet." in text
    assert markdown(report, [], most=None).count("- Linje 4:") == 30


def test_warnings_of_other_files_are_only_counted() -> None:
    ours = Told("projects/blabaer.md", 3, "FM039", "Tittelen er lang.", "Gjør den kortere.", "warning")
    others = [Told("projects/annen.md", 3, "FM039", "Tittelen er lang.", "", "warning")] * 30
    text = markdown(Report(0, 1, 30, [*others, ours]), [NEW])
    assert "## Ingen feil, 1 advarsel\n" in text
    assert "- Linje 3: Advarsel: Tittelen er lang. Gjør den kortere." in text and "annen.md" not in text
    assert "Advarsler i filer som forslaget ikke endrer: 30. De står i kontrollen." in text and "til. Alle" not in text
    assert "## Ingen feil\n" in markdown(Report(0, 0, 30, others), [NEW])
    assert markdown(Report(0, 1, 30, [*others, ours]), [NEW], most=None).count("- Linje 3:") == 31


def test_more_than_content_is_said_first() -> None:
    for change in (
        Change("M", "mkdocs.yml"),
        Change("R", "projects/x.md", "macros/x.md"),
        Change("A", "projects/y.md", "", True),
    ):
        text = markdown(Report(), [change, NEW])
        first = text.split("\n")[1]
        assert first == f"**En utvikler må også godkjenne forslaget.** Det endrer mer enn innhold: `{change.path}`"
    assert "utvikler" not in markdown(Report(), [NEW])
    assert markdown(Report(special=["projects/blabaer.md"]), [NEW]).split("\n")[1].startswith("**En utvikler må også")


def test_an_address_that_dies_is_told_and_one_that_is_kept_is_not() -> None:
    moved = [Change("R", "projects/ny.md", "projects/gammel.md"), Change("D", "projects/borte.md")]
    text = markdown(Report(kept=["/prosjekter/gammel/"]), moved)
    assert "**Adressen `/prosjekter/borte/` slutter å virke.** Legg `borte` i `redirect_from`" in text
    assert "`/prosjekter/gammel/` slutter" not in text
    assert "slutter å virke" not in markdown(Report(), [Change("R", "projects/ny/index.md", "projects/ny.md")])


def test_editorial_pages_and_attachments_are_pointed_out() -> None:
    text = markdown(Report(), [Change("M", "docs/om/index.md"), Change("A", "projects/en/rapport.pdf")])
    assert "Redaksjonelle sider er endret (`docs/om/index.md`). De leses også av en utvikler." in text
    assert "Filer er lagt ved (`projects/en/rapport.pdf`)." in text


def test_a_comment_is_never_too_long() -> None:
    long = "ø `" * 400
    problems = [Told(f"projects/å{n}.md", n, "FM020", long, f"{long}\n\n{long}", "error") for n in range(500)]
    text = markdown(
        Report(500, 0, 0, problems), [Change("A", f"projects/{'å' * 200}{n}.md") for n in range(3000)], most=None
    )
    assert len(text) < LIMIT
    assert text.endswith("… Listen er for lang til å vises her.\n")
    assert outside_code(text)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "x", '"x"', "{" * 50_000, "[" * 100_000, '{"a":' * 100_000, "NaN", "\ud800"],
    ids=range(10),
)
def test_what_is_no_report_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "value", [None, True, -3, 1.5, "x", [], {}, [[]], [None, 1, {"path": []}], {"x": 1}, 10**400], ids=range(11)
)
def test_a_report_of_wrong_form_does_no_harm(value: Any) -> None:
    fields = "errors warnings elsewhere problems titles drafts waiting kept special".split()
    found = read(json.dumps(dict.fromkeys(fields, value)))
    assert found is not None
    assert dangers(markdown(found, [NEW], LINKS)) == []
