"""Numbers that state something: what is left when dates, addresses, sections, names and list numbers are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.text.norwegian import MONTHS

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:19|20)\d\d"
_UNIT = r"(?:%|kr\b|kroner|nok\b|mill|mrd|prosent|timer|årsverk|pasient|bruker|ganger)"
_PART = r"\d+(?:[.-]\d+)*(?:\s[a-z]\b)?"
_PARTS = rf"(?>{_PART}(?:(?:,|\s?[–/-]|\s(?:og|eller|til))\s?{_PART})*)"
"""Taken whole or not at all: a hyphen may stand in a part and between two, which could be tried in endless ways."""
_DOCUMENT = r"§{1,2}|NOU(?:\s\d{4}:)?|Meld\.\s?St\.|Prop\.|Innst\.|Ot\.\s?prp\.(?:\s?nr\.)?|avsnitt\w*|kapit(?:te)?l\w*|kap\.|sider?|tabell(?:en)?|figur(?:en)?|vedlegg"
_NUMBERED = (
    r"punkt\w*|del(?:en)?|fase(?:n|r)?|milepæl(?:en|er)?|steg|trinn|nivå|modell|spørsmål|prosjekt|sak|nr\.?|nummer|kl\.?|klokken"
    r"|versjon|utgave|faktaark|uke|uken|gruppe|runde|kriterium"
)
_SECTION = rf"(?:\b|(?<=[\s(])|^)(?:{_DOCUMENT})\s?{_PARTS}(?:\s[LS]\b)?(?:\s\({_YEAR}–{_YEAR}\))?"
_NO_FIGURE = re.compile(
    "|".join((
        r"(?:https?://|www\.)\S+|\S+@\S+",
        rf"\d{{1,2}}\.(?:\s?[–-]\s?\d{{1,2}}\.)?\s?{_MONTH}(?:\s{_YEAR})?",
        r"\d{4}-\d\d(?:-\d\d)?(?!\d)|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?!\d)|\d{1,2}/\d{1,2}[-/]\d{2,4}(?!\d)",
        # Telephone, identity and account numbers: they state nothing, and other rules ask whether they may stand here.
        r"(?<![\d,.])(?:\d\d[ \u00a0]){3}\d\d(?!\d)|(?<![\d,.])\d{3}[ \u00a0]\d\d[ \u00a0]\d{3}(?!\d)",
        rf"(?<![\d,.])(?:\d{{8,}}|\d{{6}}[ \u00a0]\d{{5}}|\d{{4}}[ .]\d\d[ .]\d{{5}})(?!\d|\s?{_UNIT})",
        rf"(?<![\d,.])(?<!\d[ \u00a0]){_YEAR}(?:\s?[–/-]\s?(?:\d\d)?\d\d)?(?!\d|,\d|[ \u00a0]\d{{3}}\b|\s?{_UNIT})",
        _SECTION,
        rf"\b(?:{_NUMBERED})\s{_PARTS}(?!\s?{_UNIT})",
        r"(?<![\d,])\d+(?:\.\d{1,2})+(?![\d,])",  # 4.3 is a section or a version: decimals have a comma in Norwegian
        r"(?<!\d)\d+\.(?=\s[a-zæøå])",  # the 3. of several
        r"(?<![\w-])(?:[^\W\d_][\w-]*\d[\w.-]*|\d+-?[^\W\d_][\w-]*)",  # S1, COVID-19, 13-åring
    )),
    re.IGNORECASE,
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"(?<![\w.,/-])\d+(?:[ \u00a0.]\d{3})*(?:,\d+)?(?![\w/])")
_CITED = re.compile(rf"{_SECTION}|\(\d+\.\d+[^()]*\)", re.IGNORECASE)


def figures(text: str) -> Iterator[tuple[int, str]]:
    """Each figure of a Norwegian text: the place in the text where it begins, and the figure as it is written.

    No figures: dates and years, addresses of the web, sections and paragraphs, numbers of phases and steps, ordinals, and
    digits that are part of a name (``S1``). A number written in letters is none either.
    """
    if not _DIGIT.search(text):
        return
    plain = _NO_FIGURE.sub(lambda m: "_" * len(m[0]), text)
    yield from ((match.start(), match[0]) for match in _FIGURE.finditer(plain))


def cites_a_section(text: str) -> bool:
    """Whether a text says where in a document something stands: ``avsnitt 4.2``, ``§ 6-1``, ``Prop. 91 L``, ``(3.2)``."""
    return bool(_DIGIT.search(text) and _CITED.search(text))
