"""What looks like the name of a person, in a text that should name a role or an organisation.

No list of names is kept: two words with capital letters that belong to no organisation, role or place we know are held
to be a name. It is better to ask once too often than to publish somebody's name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from macros.words.vocabulary import Vocabularies

_ENDING = r"(?:n|en|et|a|e|r|er|ar|ene|ane|ne|s|ens|ets)?"
_ROLE = re.compile(
    r"\w*-?(?:leder|leiar|sjef|direktør|koordinator|rådgiver|rådgivar|ansvarlig|ansvarleg|eier|eigar|lege|pleier|pleiar|"
    r"jordmor|terapeut|psykolog|farmasøyt|controller|analytiker|analytikar|økonom|rektor|saksbehandler|saksbehandlar|"
    r"konsulent|medarbeider|medarbeidar|representant|tillitsvalgt|tillitsvald|verneombud|sekretær|forsker|forskar|"
    r"professor|utvalg|utval|råd|nemnd|styre|gruppe|team|ordfører|ordførar|bruker|brukar|assistent|utvikler|utviklar|"
    r"arbeider|arbeidar|instruktør|veileder|rettleiar|kontakt|prosjekt|linje|linja)" + _ENDING,
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:\w*-?(?:kommune|sykehus|sjukehus|helse|klinikk|avdeling|seksjon|enhet|eining|senter|tjeneste|teneste|foretak|"
    r"føretak|region|fylke|bydel|etat|direktorat|legevakt|kontor|sykehjem|sjukeheim|omsorg|universitet|høgskole|høyskole|"
    r"institutt|stiftelse|stifting|forening|lag|selskap|program|nettverk|apotek|poliklinikk|oppvekst|levekår|mestring|"
    r"meistring|medisin|kirurgi|radiologi|laboratorium|drift|økonomi|administrasjon|ledelse|leiing|fellesskap|arena|"
    r"oppfølging|rapport|undersøkelse|undersøking|register|skjema|modell|nett|organisasjon|virksomhet|verksemd|base|post|heim|hjem|psykiatri|innovasjon|forskning|forsking|stab|data|e-helse)"
    + _ENDING
    + r"|rus|barn|norsk|norske|norges|nasjonal|nasjonalt|regional|psykisk|psykiske|IKT|HF|RHF|AS|ASA|IKS|KF|KS|SA|DPS|BUP|NAV|SSHF|OUS|FHI)",
    re.IGNORECASE,
)
"""Words that say what something is: the others beside them are its name."""
_NAME = r"[^\W\d_a-zæøå][\w'’-]*[a-zæøåäöéüáčđŋšŧž]"
_RUN = re.compile(rf"(?<!\w){_NAME}(?:\s+(?:(?:von|van|de|der|af|la)\s+)?(?:{_NAME}|[A-ZÆØÅ]\.))*(?!\w)")
_SPLIT = re.compile(r"\s*(?:[,;:/()\n]|\s[–—-]\s|\bog\b|\bved\b|\bi\b|\bfor\b|\bpå\b|\bhos\b|\bv/)\s*")


def person_in(text: str, known: Collection[str] = (), *, strict: bool = True) -> str:
    """What looks like a person's name in ``text``; empty when nothing does.

    ``known``: names of organisations and places, which are nobody's. ``strict``: the text is to be a role or an
    organisation, so one that has neither is held to be a name, and so is any word with a capital letter that is neither;
    else two such words must stand together.
    """
    rest = text
    for name in sorted((n for n in known if n), key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", ",", rest)
    found = next(_names(rest, strict), "")
    if found or not strict:
        return found
    words = re.findall(r"[\w-]+", rest)
    told = rest != text or any(_ROLE.fullmatch(word) or _BODY.fullmatch(word) for word in words)
    return "" if told or not words else text.strip()


def nobodys(words: Vocabularies) -> list[str]:
    """The names of the organisations and municipalities of the lists, which are no person's: ``known`` of ``person_in``."""
    return [name for v in ("organisations", "municipalities") for word in words.get(v, ()) for name in word.spellings()]


def _names(text: str, strict: bool) -> Iterator[str]:
    for part in _SPLIT.split(text):
        if part.isupper() and " " in part:
            part = part.title()
        for match in _RUN.finditer(part):
            words = match[0].split()
            rest = [word for word in words if not _ROLE.fullmatch(word)]
            after = part[match.end() :].split()[:1]
            if any(_BODY.fullmatch(word) for word in (*rest, *after)):
                continue
            begins = match.start() == 0 and len(words) == 1  # a sentence begins with a capital letter too
            if len(rest) > 1 or (strict and rest and not begins):
                yield " ".join(rest)
