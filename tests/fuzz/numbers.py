"""Personal numbers in every form that people type, and numbers that only look like them. Made by rule; nobody's.

The check digits are worked out here and not by the program, and all numbers are synthetic (month + 80 or + 65), but for a
few kinds that have no synthetic form.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()


def numbers(count: int, seed: int = 14) -> Iterator[str]:
    """Numbers with real dates and right check digits, of every kind."""
    rng = random.Random(seed)  # noqa: S311  (a test)
    while count:
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(0, 99)
        shifted = rng.choice((day, day, day, day + 40)), rng.choice((month + 80, month + 80, month + 65, month + 40))
        digits = _with_checks(f"{shifted[0]:02}{shifted[1]:02}{year:02}{rng.randint(0, 999):03}")
        if digits:
            yield digits
            count -= 1


def _with_checks(nine: str) -> str:
    first = -sum(w * int(d) for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2), nine, strict=True)) % 11
    second = -sum(w * int(d) for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), f"{nine}{first}", strict=False)) % 11
    return f"{nine}{first}{second}" if first < 10 and second < 10 else ""


def ordinary(n: str) -> str:
    """The date as people write it: without what marks a number as synthetic or as a D-number."""
    month = int(n[2:4])
    return f"{int(n[:2]) % 40 or 40:02}.{next(m for s in (80, 65, 40, 0) if 0 < (m := month - s) <= 12):02}.19{n[4:6]}"


Form = Callable[[str], str]
CERTAIN: dict[str, Form] = {
    "plain": str,
    "six and five": lambda n: f"{n[:6]} {n[6:]}",
    "two spaces": lambda n: f"{n[:6]}  {n[6:]}",
    "spaced out": " ".join,
    "three spaces": lambda n: f"{n[:3]} {n[3:6]} {n[6:9]} {n[9:]}",
    "pairs": lambda n: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:8]} {n[8:10]} {n[10:]}",
    "odd spaces": lambda n: f"{n[:5]} {n[5:8]} {n[8:]}",
    "four and seven": lambda n: f"{n[:4]} {n[4:]}",
    "no-break space": lambda n: f"{n[:6]}\u00a0{n[6:]}",
    "thin spaces": lambda n: "\u2009".join((n[:2], n[2:4], n[4:6], n[6:])),
    "tab": lambda n: f"{n[:6]}\t{n[6:]}",
    "new line": lambda n: f"{n[:6]}\n{n[6:]}",
    "hyphen": lambda n: f"{n[:6]}-{n[6:]}",
    "hyphen with spaces": lambda n: f"{n[:6]} - {n[6:]}",
    "en dash": lambda n: f"{n[:6]}–{n[6:]}",
    "minus": lambda n: f"{n[:6]}−{n[6:]}",
    "plus": lambda n: f"{n[:6]}+{n[6:]}",
    "comma": lambda n: f"{n[:6]},{n[6:]}",
    "comma and space": lambda n: f"{n[:6]}, {n[6:]}",
    "colon": lambda n: f"{n[:6]}:{n[6:]}",
    "semicolon": lambda n: f"{n[:6]};{n[6:]}",
    "full stop": lambda n: f"{n[:6]}.{n[6:]}",
    "slash": lambda n: f"{n[:6]}/{n[6:]}",
    "brackets": lambda n: f"{n[:6]} ({n[6:]})",
    "brackets first": lambda n: f"({n[:6]}) {n[6:]}",
    "brackets close": lambda n: f"{n[:6]}({n[6:]})",
    "dots": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    "dots and hyphen": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:]}",
    "dots all through": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]}.{n[6:]}",
    "slashes": lambda n: f"{n[:2]}/{n[2:4]}/{n[4:6]} {n[6:]}",
    "hyphens": lambda n: f"{n[:2]}-{n[2:4]}-{n[4:6]}-{n[6:9]}-{n[9:]}",
    "colons": lambda n: f"{n[:2]}:{n[2:4]}:{n[4:6]}:{n[6:]}",
    "whole year": lambda n: f"{n[:2]}.{n[2:4]}.19{n[4:6]} {n[6:]}",
    "whole year run together": lambda n: f"{n[:4]}19{n[4:]}",
    "the five in two": lambda n: f"{n[:6]} {n[6:9]} {n[9:]}",
    "letter O": lambda n: n.replace("0", "O"),
    "small letter o": lambda n: f"{n[:6]} {n[6:]}".replace("0", "o"),
    "Cyrillic О": lambda n: n.replace("0", "О"),
    "superscripts": lambda n: n.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    "the five raised": lambda n: n[:6] + n[6:].translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    "subscripts": lambda n: n.translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")),
    "a mark of a footnote": lambda n: f"{n}²",
    "full width": lambda n: n.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "full-width colon": lambda n: f"{n[:6]}：{n[6:]}",
    "Arabic digits": lambda n: n.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "zero width": lambda n: "\u200b".join(n),
    "soft hyphen": lambda n: f"{n[:6]}\u00ad{n[6:]}",
    "escaped in an address": lambda n: f"https://øy.example/?id={''.join(f'%3{d}' for d in n)}",
    "an escaped space": lambda n: f"https://øy.example/?id={quote(f'{n[:6]} {n[6:]}')}",
    "in an address": lambda n: f"https://øy.example/pasient/{n}/plan",
    "two cells of a table": lambda n: f"| {n[:6]} | {n[6:]} |",
    "two cells of text": lambda n: f'"{n[:6]}";"{n[6:]}"',
    "bold": lambda n: f"**{n[:6]}** {n[6:]}",
    "in a word": lambda n: f"pasient_{n}_epikrise",
    "after a word": lambda n: f"fødselsnummer: {n}",
    "in quotation marks": lambda n: f"«{n}»",
    "in a list": lambda n: f"7,{n},9",
}
POSSIBLE: dict[str, Form] = {
    "the form of an account": lambda n: f"{n[:4]}.{n[4:6]}.{n[6:]}",
    "called an account": lambda n: f"kontonummer {n}",
    "the year first": lambda n: f"19{n[4:6]}-{ordinary(n)[3:5]}-{ordinary(n)[:2]} {n[6:]}",
    "a date and five": lambda n: f"{ordinary(n)} {n[6:]}",
    "a short date and five": lambda n: f"{int(ordinary(n)[:2])}.{int(ordinary(n)[3:5])}.{n[4:6]} {n[6:]}",
    "the month's name": lambda n: f"{int(ordinary(n)[:2])}. {MONTHS[int(ordinary(n)[3:5]) - 1]} 19{n[4:6]}, {n[6:]}",
    "the month shortened": lambda n: (
        f"{int(ordinary(n)[:2])}. {MONTHS[int(ordinary(n)[3:5]) - 1][:3]}. 19{n[4:6]} {n[6:]}"
    ),
    "the last five": lambda n: f"personnummer {n[6:]}",
    "the last five, told": lambda n: f"Personnummeret er {n[6:]}",
    "the last five, short": lambda n: f"pnr. {n[6:]}",
    "the last five of the birth number": lambda n: f"fødselsnr: {n[6:9]} {n[9:]}",
    "a slip": lambda n: f"fødselsnummer {n[:10]}{(int(n[10]) + 1) % 10}",
}
ZERO_LOST: dict[str, Form] = {
    "without its zero": lambda n: n[1:],
    "five and five": lambda n: f"{n[1:6]} {n[6:]}",
    "without its zero, hyphen": lambda n: f"{n[1:6]}-{n[6:]}",
}
AROUND = ("Pasienten på Ærøya ({}) hadde det bra.", "{}", "Id: {}, født på Øya", "Kari,{},Bodø", "– {}.")


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the digits that must never be told of it, and whether it is certain (an error) or possible (a warning)."""

    form: str
    text: str
    secret: str
    certain: bool


def whole(each: int = 90) -> list[Case]:
    """``each`` numbers in every form: some 6 500 texts."""
    cases: list[Case] = []
    for forms, certain in ((CERTAIN, True), (POSSIBLE, False), (ZERO_LOST, False)):
        for index, (name, form) in enumerate(forms.items()):
            for number, digits in enumerate(numbers(each, seed=index + 1)):
                n = _with_zero(digits, number) if forms is ZERO_LOST else digits
                # The letter O must have a zero to stand for.
                cases.append(Case(name, AROUND[number % len(AROUND)].format(form(n)), n[6:], certain))
    return cases


def _with_zero(digits: str, number: int) -> str:
    """A number of the first nine days of a month."""
    for serial in range(int(digits[6:9]), int(digits[6:9]) + 1000):
        if n := _with_checks(f"{number % 9 + 1:02}{int(digits[2:4]):02}{digits[4:6]}{serial % 1000:03}"):
            return n
    raise AssertionError


# What only looks like one.


def _mod11(digits: str) -> str:
    """An account's or an organisation's number with its check digit; empty when it has none."""
    weights = [2 + i % 6 for i in range(len(digits))][::-1]
    check = -sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11
    return f"{digits}{check}" if check < 10 else ""


def _mod10(digits: str) -> str:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if index % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return f"{digits}{-total % 10}"


def _random(rng: random.Random, count: int, first: str = "") -> str:
    return first + "".join(str(rng.randrange(10)) for _ in range(count - len(first)))


def _account(rng: random.Random) -> str:
    while True:
        if number := _mod11(_random(rng, 10)):
            return number


def _isbn13(rng: random.Random) -> str:
    twelve = _random(rng, 12, rng.choice(("97882", "9780", "9791")))
    return f"{twelve}{-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(twelve)) % 10}"


def _organisation(rng: random.Random) -> str:
    while True:
        number = _random(rng, 8, rng.choice("89"))
        check = -sum(w * int(d) for w, d in zip((3, 2, 7, 6, 5, 4, 3, 2), number, strict=True)) % 11
        if check < 10:
            return f"{number}{check}"


LIKE: dict[str, Callable[[random.Random], str]] = {
    "account, dotted": lambda r: f"{(a := _account(r))[:4]}.{a[4:6]}.{a[6:]}",
    "account, spaced": lambda r: f"{(a := _account(r))[:4]} {a[4:6]} {a[6:]}",
    "account, named": lambda r: f"kontonummer {_account(r)}",
    "account, named and dotted": lambda r: f"Konto: {(a := _account(r))[:4]}.{a[4:6]}.{a[6:]}",
    "account to pay to": lambda r: f"betales til konto {_account(r)}",
    "IBAN": lambda r: f"IBAN NO{r.randint(10, 98)} {(a := _account(r))[:4]} {a[4:8]} {a[8:]}",
    "IBAN run together": lambda r: f"NO{r.randint(10, 98)}{_account(r)}",
    "KID mod 10": lambda r: f"KID {_mod10(_random(r, r.randint(6, 24)))}",
    "KID mod 11": lambda r: f"KID: {_account(r)}",
    "KID in groups": lambda r: f"KID-nummer {_random(r, 4)} {_random(r, 4)} {_random(r, 4)} {_random(r, 3)}",
    "ISBN-13": lambda r: f"ISBN {(b := _isbn13(r))[:3]}-{b[3:5]}-{b[5:9]}-{b[9:12]}-{b[12]}",
    "ISBN-13 run together": lambda r: _isbn13(r),
    "ISBN-10": lambda r: f"ISBN {_random(r, 10, '82')}",
    "phone": lambda r: f"tlf. {_random(r, 8, r.choice('2345679'))}",
    "phone in groups": lambda r: f"{(p := _random(r, 8, r.choice('49')))[:3]} {p[3:5]} {p[5:]}",
    "phone with country": lambda r: f"+47 {(p := _random(r, 8, r.choice('249')))[:2]} {p[2:4]} {p[4:6]} {p[6:]}",
    "phone with country, run together": lambda r: f"+47{_random(r, 8, r.choice('249'))}",
    "phone of 00": lambda r: f"0047{_random(r, 8, r.choice('249'))}",
    "phone in Sweden": lambda r: f"+46{_random(r, 9, '7')}",
    "two phones": lambda r: f"{_random(r, 8, '9')} / {_random(r, 8, '4')}",
    "case": lambda r: f"sak {r.randint(2010, 2026)}/{r.randint(1, 99999)}-{r.randint(1, 99)}",
    "case, long": lambda r: f"saksnummer {r.randint(2010, 2026)}{r.randint(0, 999999):06}-{r.randint(1, 9)}",
    "case of the archive": lambda r: f"{r.randint(10, 26)}/{r.randint(1, 99999):05}",
    "organisation": lambda r: f"org.nr. {_organisation(r)}",
    "organisation in groups": lambda r: f"{(o := _organisation(r))[:3]} {o[3:6]} {o[6:]} MVA",
    "two organisations": lambda r: f"{_organisation(r)}, {_organisation(r)}",
    "amount": lambda r: f"{r.randint(1, 99)} {r.randint(0, 999):03} {r.randint(0, 999):03} kroner",
    "amount of billions": lambda r: (
        f"{r.randint(10, 70)} {r.randint(0, 999):03} {r.randint(0, 999):03} {r.randint(0, 999):03} kr"
    ),
    "time": lambda r: (
        f"{r.randint(2015, 2026)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}T{r.randint(0, 23):02}:{r.randint(0, 59):02}:{r.randint(0, 59):02}"
    ),
    "date and count": lambda r: (
        f"per {r.randint(1, 28):02}.{r.randint(1, 12):02}.{r.randint(2015, 2026)} {r.randint(10000, 99999)} innbyggere"
    ),
    "DOI": lambda r: (
        f"10.{r.randint(1000, 9999)}/s{r.randint(10000, 99999)}-0{r.randint(10, 26)}-{r.randint(10000, 99999)}-{r.randint(0, 9)}"
    ),
    "share": lambda r: f"0.{_random(r, 11)}",
    "share with a comma": lambda r: f"0,{_random(r, 11)}",
    "municipality and count": lambda r: f"{r.randint(301, 5636):04} {r.randint(1000, 99999)}",
    "years": lambda r: ", ".join(str(y) for y in range(r.randint(2010, 2018), 2026)),
    "postal code": lambda r: f"Postboks {r.randint(1, 9999)}, {r.randint(1, 9991):04} Øya",
}


def lookalikes(each: int = 400, seed: int = 15) -> list[tuple[str, str]]:
    """``each`` numbers of every kind that is not a person's: (kind, text)."""
    rng = random.Random(seed)  # noqa: S311  (a test)
    return [(kind, make(rng)) for kind, make in LIKE.items() for _ in range(each)]
