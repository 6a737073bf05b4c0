"""What people type where a number, a date or an address is wanted, each with the code that says so and what to type.

A type of ``types.py`` that cannot read a text asks here first; only what nobody recognises gets the general message.
Every function gives ``(code, what to type)`` or None.
"""

from __future__ import annotations

import re

from macros.addresses import slug_alone
from macros.content.model.fields.limits import VALUE
from macros.text.norwegian import MONTHS
from macros.text.patterns import SPACES, is_url, iso_day, iso_month, looks_like_email, unwrapped

Slip = tuple[str, str]

NOT_KNOWN = frozenset(
    (
        "-|–|—|?|??|???|n/a|na|tbd|todo|xxx|ukj|ukj.|unknown|uavklart|uviss|mangler|none|ikke kjent|vet ikke|"
        "ikke oppgitt|ikke relevant|ikke avklart|ikke bestemt|kommer|kommer senere|ikke aktuelt|ikkje kjent|veit ikkje|noen|mange|flere"
    ).split("|")
)
"""What people write when they do not know; the word here is «ukjent»."""

NO_TITLE = NOT_KNOWN | frozenset(
    "ukjent|test|tittel|uten tittel|nytt prosjekt|prosjekt|prosjektnavn|navn på prosjektet|navnet på prosjektet".split(
        "|"
    )
)
"""What stands where the name of a project should, because nobody has written it."""

_WORDS = (
    "null en ett én ein eit to tre fire fem seks sju syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten "
    "atten nitten tjue tretti førti femti seksti sytti åtti nitti hundre tusen million ingen"
).split()
_VALUES = dict(
    zip(
        "null en to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten".split(),
        range(20),
        strict=True,
    )
) | {
    "ett": 1, "én": 1, "ein": 1, "eit": 1, "syv": 7, "tjue": 20, "tretti": 30, "førti": 40, "femti": 50, "seksti": 60,
    "sytti": 70, "åtti": 80, "nitti": 90, "hundre": 100, "tusen": 1000,
}  # fmt: skip
# The sign between digits is not optional: with it left out there would be a million ways to read twenty digits.
_NUMBER = rf"-?\d+(?:[{SPACES}.,']\d+)*"
_ABOUT = (
    r"(?:ca\.?|cirka|omtrent|omkring|rundt|om lag|cirka|drøyt|snaut|over|under|minst|maks\.?|mer enn|mindre enn|"
    r"nesten|inntil|opptil|opp til|[<>~≈±≥≤])"
)
_TIMES = (
    (r"mill(?:ion(?:er|ar)?)?|mnok|mkr", 10**6), (r"milliard(?:er|ar)?|mrd", 10**9), (r"tusen|[kt]kr|tnok", 1000),
)  # fmt: skip
"""Words after a number that are part of it: «1,5 mill» is 1500000."""
_URL = re.compile(r"https?://\S+")
_SPACED = rf"-?\d{{1,3}}(?:[{SPACES}']\d{{3}})+"
_DOTTED = r"-?\d{1,3}(?:\.\d{3}){1,3}"
THOUSANDS = f"{_SPACED}|{_DOTTED}"
"""A number with something between its thousands."""
BARE_ADDRESS = r"(https?:/?|//|htt?ps?//)?(www\.)?[\wæøå-]+(\.[\wæøå-]+)+(/\S*)?"
"""An address without its beginning. Both are plain enough for JavaScript, where the editor's form has them."""


def number_slip(text: str, whole: bool, share: bool = False, percent: bool = False) -> Slip | None:
    """A number with something around it, or written as people write numbers. ``share``: of 1. ``percent``: «50 %» is a
    half of what the field counts."""
    low = text.casefold().strip()
    if len(low) > VALUE:
        return None
    if re.fullmatch(rf"{_NUMBER}\s*(?:–|—|-|til|eller|/)\s*{_NUMBER}\D*", low):
        return "FM204", _plain(re.split(r"–|—|-|til|eller|/", low)[-1], whole)
    if re.fullmatch(r"\d+(?:\s*\+\s*\d+)+\D*", low):
        return "FM207", str(sum(int(n) for n in re.findall(r"\d+", low)[:6]) % 10**9)
    if re.match(rf"{_ABOUT}\s*(?:kr\.?\s*)?\d", low):
        return "FM203", _plain(low, whole)
    of_hundred = re.fullmatch(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*(?:%|prosent|pst\.?)", low)
    if of_hundred:
        value = float(of_hundred[1].replace(",", "."))
        return "FM209", f"{value / 100:g}" if share or percent else f"{value:g}"
    if share and re.fullmatch(r"[1-9]\d(?:[.,]\d+)?", low):
        return "FM209", f"{float(low.replace(',', '.')) / 100:g}"
    if re.match(rf"({'|'.join(_WORDS)})(?![a-zæøå])|[a-zæøå]*(?:tjue|hundre|tusen)", low):
        return "FM206", str(_in_digits(low))
    if re.fullmatch(rf"{_SPACED}(?:[.,]\d{{1,4}})?|{_DOTTED}(?:,\d+)?", low):
        return "FM201", _plain(low, whole)
    if re.fullmatch(r"-?\d{1,12}[.,]\d{1,10}", low):
        if not whole:
            return ("FM208", low.replace(",", ".")) if "," in low else None
        return "FM205", str(round(float(low.replace(",", "."))))
    # «1e3» and «12O» are not numbers with a unit.
    if re.fullmatch(
        rf"(?:kr\.?|nok|mnok|mkr|€|\$|£)\s*{_NUMBER}(?:,-)?(?:\s*[a-zæøå.]+)*|{_NUMBER}\s*(?:,-|(?!e\d|o\d*$)[a-zæøå/%.³²]+)[\w .æøå/]*",
        low,
    ):
        return "FM202", _plain(low, whole)
    return None


def _in_digits(words: str) -> int:
    """``tjueto`` -> 22, ``hundre`` -> 100: the number that the words begin with."""
    total, rest = 0, words.replace(" og ", "").replace(" ", "")
    while rest:
        found = max((w for w in _VALUES if rest.startswith(w)), key=len, default="")
        if not found:
            break
        value = _VALUES[found]
        total = max(total, 1) * value if value in (100, 1000) else total + value
        rest = rest[len(found) :]
    return total


def _plain(text: str, whole: bool) -> str:
    """The first number in a text, without separators, with a point for decimals."""
    match = re.search(rf"\d+(?:[{SPACES}.']\d{{3}}(?!\d))*(?:[.,]\d{{1,10}})?", text)
    digits = re.sub(f"[{SPACES}']", "", match[0] if match else "120")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits):
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")[:18]
    word = re.search(r"(?<![a-zæøå])[a-zæøå]+", text[match.end() :]) if match else None
    before = re.match(r"[a-z]+", text)
    for pattern, times in _TIMES:
        if any(found and re.fullmatch(pattern, found[0]) for found in (word, before)):
            return f"{round(float(digits) * times)}"
    return str(int(float(digits))) if whole else digits


def date_slip(text: str, loose: bool) -> Slip | None:
    """A date written as people write dates. ``loose`` also takes a year or a month."""
    if len(text) > VALUE:
        return None
    low = " ".join(text.casefold().split())
    example = "2024" if loose else "2026-03-01"
    if re.fullmatch(r"(i ?dag|i ?går|nå|no|today|now|snart|i ?fjor|i år|nylig)\.?", low):
        return "FM225", example
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[t ]+\d{1,2}[:.]\d\d.*", low)
    if match:
        return ("FM224", match[1]) if iso_day(match[1]) else ("FM221", example)
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", low) and not iso_day((low + "-01")[:10]):
        turned = f"{low[:4]}-{low[8:]}-{low[5:7]}"
        return ("FM229", turned) if iso_day(turned) else ("FM221", example)
    if re.fullmatch(r"\d{4} ?(-|–|—|/|til) ?(\d{4}|\d\d)", low) and not (loose and iso_month(low)):
        last = low[-4:] if re.search(r"\d{4}$", low[5:]) else low[:2] + low[-2:]
        if not re.fullmatch(r"\d{4}-\d\d", low):
            return "FM227", last if loose else f"{last}-12-31"
    if re.search(r"(vår|haust|høst|sommer|sommar|vinter|kvartal|semester|årsskifte|^[qk][1-4]\b|\b[qk][1-4]$)", low):
        years = re.findall(r"\d{4}", low)
        return "FM226", (years[0] if years else "2024") if loose else example
    match = re.fullmatch(r"(?:(\d{1,2})\.? ?)?([a-zæøå]+)\.? ?(\d{4})", low)
    if match and match[2] in MONTHS:
        month = f"{match[3]}-{MONTHS[match[2]]:02d}"
        if match[1]:
            day = f"{month}-{int(match[1]):02d}"
            return ("FM220", day) if iso_day(day) else ("FM221", example)
        return ("FM220", month) if loose else ("FM223", f"{month}-01")
    if not loose and re.fullmatch(r"\d{4}(-\d\d)?", low):
        return "FM223", (low + "-01-01")[:10]
    match = re.fullmatch(r"(\d{1,2})[./ ]+(\d{1,2})[./ -]+(\d{2}|\d{4})\.?", low)
    if match:
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        day = f"{year}-{int(match[2]):02d}-{int(match[1]):02d}"
        if not iso_day(day):
            return "FM221", example
        return ("FM222", day) if len(match[3]) == 2 else None
    match = re.fullmatch(r"(\d{4})[./ ]?(\d{1,2})[./ ]?(\d{1,2})|(\d{4})-(\d{1,2})-(\d{1,2})", low)
    if match:
        y, m, d = [g for g in match.groups() if g]
        day = f"{y}-{int(m):02d}-{int(d):02d}"
        return ("FM228", day) if iso_day(day) else ("FM221", example)
    return None


def suggested_date(text: str, otherwise: str) -> str:
    """``01.03.2026`` and ``1/3-2026`` -> ``2026-03-01`` where that is a real date."""
    match = re.fullmatch(r"\s*(\d{1,2})[./ ]+(\d{1,2})[./ -]+(\d{4})\.?\s*", text)
    day = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else ""
    return day if iso_day(day) else otherwise


def url_slip(text: str) -> Slip | None:
    """An address with markup around it, wrapped by Outlook, with the sentence's full stop, on the author's own machine, or
    without its beginning."""
    if is_url(text) and (wrapped := unwrapped(text)):
        return "FM235", wrapped
    if is_url(text) and text.endswith((".", ",", ";")):
        return "FM237", text.rstrip(".,;")
    inner = _URL.search(text)
    if inner and re.match(r"[<\[(«\"'“]", text):
        return "FM232", inner[0].rstrip(")>]»\"'”.,")
    if re.match(r"(file:|[A-Za-z]:[\\/]|\\\\|/(Users|home|Volumes)/|https?://(localhost|127\.|192\.168\.|10\.))", text):
        return "FM233", "https://innomed.no"
    if looks_like_email(text.removeprefix("mailto:")):
        return "FM234", "https://innomed.no"
    if re.match(r"https?://", text) and re.search(r"\s", text):
        return "FM231", re.sub(r"\s+", "%20", text.strip())
    if re.fullmatch(BARE_ADDRESS, text, re.IGNORECASE):
        return "FM230", "https://" + re.sub(r"^[a-z]*:?/+", "", text)
    return None


def slug_slip(text: str) -> Slip | None:
    """A whole address or a file where only the last part of the address is wanted."""
    slug = slug_alone(text)
    return ("FM246", slug) if slug and slug != text else None
