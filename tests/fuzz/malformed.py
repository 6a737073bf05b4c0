"""Files that are wrong for certain, by rule: each rule breaks one line or the whole of a right file, and knows where.

A case is the path it stands at, its bytes, and the line the message belongs to (0: anywhere in the file). Every kind of
file that ``innomed check`` reads is here; those with a name of their own (a data file) are tried alone, the others
hundreds at a time in one checkout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from support import CONTENT, FRONT, writeup

from macros.content.model import Project, Tool
from macros.content.model.fields.limits import BODY, LINES, OPEN, PARAGRAPH, WORD


@dataclass(frozen=True)
class Bad:
    """``rule`` says what was done."""

    rule: str
    path: str
    content: bytes
    line: int = 0


TOOL = (
    "---\ntitle: Kart over øya {n}\nsummary: Tegn øyene og hvem som bor der.\nsource: ukjent\nphases: [Konsept]\n"
    "---\n\n## Slik gjør du\n\nTegn.\n"
)
PAGE = "---\ntitle: Øyene {n}\ndescription: Hvem som bor på øyene.\n---\n\n## Om øyene\n\nTekst om øyene.\n"

# What no line `key: value` of any of our files may be.
LINES_OF_YAML: dict[str, Callable[[str], str]] = {
    "an unclosed list": lambda line: _key(line) + ": [a, b",
    "an unclosed group": lambda line: _key(line) + ": {a: b",
    "an unclosed quote": lambda line: _key(line) + ': "Øy',
    "an unclosed single quote": lambda line: _key(line) + ": 'Øy",
    "an anchor": lambda line: _key(line) + ": &a Øy",
    "an alias": lambda line: _key(line) + ": *a",
    "a tag that runs": lambda line: _key(line) + ": !!python/object/apply:os.system [id]",
    "a tag": lambda line: _key(line) + ": !!binary w6Y=",
    "a control sign": lambda line: _key(line) + ": Ø\x07y",
    "a NUL": lambda line: _key(line) + ": Ø\0y",
    "a sign that turns the text": lambda line: _key(line) + ": Ø\u202ey",
    "an escaped sign that turns the text": lambda line: _key(line) + ': "Ø\\u202ey"',
    "an escaped NUL": lambda line: _key(line) + ': "Ø\\0y"',
    "an escaped control sign": lambda line: _key(line) + ': "Ø\\x07y"',
    "an escaped sign of no width": lambda line: _key(line) + ': "Ø\\u200by"',
    "half an escaped sign": lambda line: _key(line) + ': "Ø\\ud800y"',
    "an escape that is none": lambda line: _key(line) + ': "Ø\\qy"',
    "a colon too many": lambda line: _key(line) + ": Øy: sjø: land",
    "no colon": lambda line: _key(line) + " Øy",
    "twice": lambda line: line + "\n" + line,
    "a tab before": lambda line: "\t" + line,
    "a sign before": lambda line: "@" + line,
    "a bracket after": lambda line: _key(line) + ": [Øy]]",
    "text after a list": lambda line: _key(line) + ": [Øy] og sjø",
    "text after a quote": lambda line: _key(line) + ': "Øy" og sjø',
    "a mark of a half merge": lambda line: "<<<<<<< HEAD\n" + line,
    "a deep list": lambda line: _key(line) + ": " + "[" * 30 + "]" * 30,
    "very deep": lambda line: _key(line) + ": " + "[ " * 9_000,
    "a word without end": lambda line: _key(line) + ": " + "å" * (WORD + 1),
    "a key that is a list": lambda line: "? [a, b]\n: Øy",
    "a percent sign first": lambda line: "%YAML 1.1 " + line,
    "a curved quote": lambda line: _key(line) + ": “Øy”: sjø",
    "an unknown field": lambda line: "xzqwfelt: Øy\n" + line,
    "a number as a key": lambda line: "1234567: Øy\n" + line,
}  # fmt: skip
# What no whole file of ours may be.
WHOLE: dict[str, Callable[[bytes], bytes]] = {
    "latin-1": lambda raw: raw.decode().encode("latin-1", "replace") + b"\n# \xe5\n",
    "UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "UTF-16 without a mark": lambda raw: raw.decode().encode("utf-16-le"),
    "half a letter": lambda raw: raw + b"\xc3",
    "a surrogate": lambda raw: raw + b"\xed\xa0\x80",
    "an overlong letter": lambda raw: raw + b"\xc0\xaf",
    "a ZIP": lambda raw: b"PK\x03\x04" + raw,
    "a PDF": lambda raw: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a picture": lambda raw: b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    "old Mac lines": lambda raw: raw.replace(b"\n", b"\r"),
    "NUL bytes": lambda raw: b"\0" * 400,
    "a mega": lambda raw: raw + b"x y\n" * 300_000,
    "blanks without end": lambda raw: raw + b" " * (WORD + 1) + b"x\n",
}
# What the head of a write-up or a page may not be.
HEADS: dict[str, Callable[[str], str]] = {
    "no first line": lambda text: text.removeprefix("---\n"),
    "no last line": lambda text: text.replace("\n---\n", "\n", 1),
    "long dashes": lambda text: text.replace("---", "—"),
    "two dashes": lambda text: text.replace("---\n", "--\n", 1),
    "text before": lambda text: "Øy\n" + text,
    "a blank line before": lambda text: "\n\n" + text,
    "a space before": lambda text: " " + text,
    "nothing in it": lambda text: "---\n---\n" + text.split("\n---\n", 1)[1],
    "a list": lambda text: "---\n- Øy\n---\n" + text.split("\n---\n", 1)[1],
    "a text": lambda text: "---\nbare tekst\n---\n" + text.split("\n---\n", 1)[1],
    "cut off": lambda text: text[:30],
    "in code": lambda text: "```yaml\n" + text.replace("\n---\n", "\n---\n```\n", 1),
    "an empty file": lambda text: "",
    "only blank lines": lambda text: "\n\n\n",
    "TOML": lambda text: "+++\ntitle = 'Øy'\n+++\n",
    "too much": lambda text: text.replace("---\n", "---\n" + "# Øy og sjø og land\n" * 2_500, 1),
}
# What no body may hold, of a write-up or of a page.
BODIES: dict[str, str] = {
    "a script": "<script>window.live=1</script>", "a frame": '<iframe src="https://ond.example/"></iframe>',
    "a link that runs": "[Øy](javascript:alert(1))", "a link to a file that is not there": "[Øy](finnes-ikke.pdf)",
    "a picture that is not there": "![Kart over øya](finnes-ikke.png)", "a picture from elsewhere": "![Kart](https://ond.example/x.png)",
    "an object": '<object data="https://ond.example"></object>', "a form": '<form action="https://ond.example"><input></form>',
    "a style": "<style>p { color: red }</style>", "quotes without end": "> " * (OPEN + 1) + "Øy",
    "lists without end": "- " * (OPEN + 1) + "Øy", "brackets without end": "[ " * (OPEN + 1), "parentheses": "(a " * (OPEN + 1),
    "a paragraph without end": "Øy " * (PARAGRAPH // 3 + 2), "lines without end": "Øy\n" * (LINES + 2), "a body without end": "Øy\n\n" * (BODY // 3),
    "a word without end": "ø" * (WORD + 1), "spaces without end": "Øy" + " " * (WORD + 1) + "sjø", "a control sign": "Ø\x08y",
    "a sign that turns the text": "Øy\u202esjø", "a half merge": "<<<<<<< HEAD\nØy\n=======\nSjø\n>>>>>>> gren",
    "a base": '<base href="https://ond.example/">', "a refresh": '<meta http-equiv="refresh" content="0;url=https://ond.example">',
    "a file of somebody's machine": "[Øy](file:///C:/plan.docx)", "a link up and out": "[Øy](../../../etc/passwd)",
}  # fmt: skip
PAGES: dict[str, str] = {
    "a program": "{{ cycler.__init__.__globals__ }}", "a loop": "{% for a in [1] %}{% endfor %}", "an unknown macro": "{{ xzqwmakro() }}",
    "an unclosed call": "{{ count(", "an unclosed bracket": "{{ count()", "an unclosed comment": "{# Øy", "a filter": "{{ count() | upper }}",
    "a name": "{{ count }}", "an unknown word": '{{ count(region="xzqw") }}', "a value worked out": "{{ count(limit=1+1) }}", "nothing": "{{ }}",
    "a tag nobody closes": "<div>\n\nØy", "a tag nobody opened": "</div>", "a dead link": '<a href="/finnes/ikke/">Øy</a>',
    "a handler": '<p onclick="x()">Øy</p>', "an id of the frame": '<p id="im-search">Øy</p>', "a word in curved quotes": "{{ count(region=“vest”) }}",
}  # fmt: skip
# What no field may be, whatever it is for: each is tried in every field of the model.
ANY_FIELD: dict[str, str] = {
    "a group nobody knows": "{xzqwfelt: Øy}", "a list in a list in a list": "[[[Øy]]]", "an escaped sign that turns": '"Øy \\u202e sjø"',
    "an escaped NUL": '"Øy \\0 sjø"', "an unclosed list": "[Øy", "a tag": "!!python/name:os.system", "an alias": "*a",
}  # fmt: skip
DATA_FILES = (
    "docs/_data/figures.yml", "docs/_data/rates.yml", "docs/_data/search.yml", "docs/_data/privacy.yml", "docs/_data/spelling.yml",
    "docs/_data/published/2022.yml", "docs/_data/vocabulary/themes.yml", "docs/_data/vocabulary/rounds.yml",
    "docs/_data/vocabulary/hours_bands.yml", "docs/_data/vocabulary/licenses.yml", "docs/_data/vocabulary/organisations.yml",
)  # fmt: skip
BESIDE = (
    "tools/pilotplan/form.yml",
    "tools/tjenesteprismodell/gevinst.yml",
    "tools/gevinstrealiseringsplan/eksempel.yml",
)
"""Files that a write-up names: each case gets the folder of its own tool."""


def _key(line: str) -> str:
    return line.partition(":")[0]


def _broken_line(text: str, number: int, change: Callable[[str], str]) -> str:
    lines = text.split("\n")
    lines[number] = change(lines[number])
    return "\n".join(lines)


def _named(kind: str, number: int) -> str:
    return (
        f"projects/p{number}.md"
        if kind == "project"
        else f"tools/v{number}/index.md"
        if kind == "tool"
        else f"docs/om/s{number}.md"
    )


def _whole(kind: str, number: int) -> str:
    if kind == "project":
        return writeup(title=f"Hjemreise på øya {number}")
    return (TOOL if kind == "tool" else PAGE).replace("{n}", str(number))


def many() -> Iterator[Bad]:
    """Write-ups and pages: they have a file each, so that one checkout holds them all."""
    number = 0
    for kind in ("project", "tool", "page"):
        text = _whole(kind, 0)
        keys = [i for i, line in enumerate(text.split("\n")) if re.match(r"\w+:", line)]
        for index in keys:
            for rule, change in LINES_OF_YAML.items():
                number += 1
                broken = _broken_line(_whole(kind, number), index, change)
                yield Bad(
                    f"{rule}, {_key(text.split(chr(10))[index])}",
                    _named(kind, number),
                    broken.encode("utf-8", "surrogatepass"),
                )
        for rule, whole in WHOLE.items():
            number += 1
            yield Bad(rule, _named(kind, number), whole(_whole(kind, number).encode()))
        for rule, change in HEADS.items():
            if (kind, rule) == ("page", "nothing in it"):
                continue  # fields are optional there
            number += 1
            yield Bad(rule, _named(kind, number), change(_whole(kind, number)).encode())
        for rule, body in {**BODIES, **(PAGES if kind == "page" else {})}.items():
            number += 1
            text = _whole(kind, number)
            yield Bad(
                rule,
                _named(kind, number),
                f"{text}\n{body}\n".encode(),
                text.count("\n") + 2 if "without end" not in rule else 0,
            )
    for kind, model in (("project", Project), ("tool", Tool)):
        for name in model.model_fields:
            for rule, value in ANY_FIELD.items():
                number += 1
                text = _whole(kind, number)
                kept = [line for line in text.split("\n") if not line.startswith(f"{name}:")]
                broken = "\n".join([kept[0], f"{name}: {value}", *kept[1:]])
                yield Bad(f"{rule}, {name}", _named(kind, number), broken.encode(), 2)
    for name in FRONT:
        if name not in ("published", "source"):
            number += 1
            yield Bad(
                f"{name} left out", _named("project", number), writeup(**{"title": f"Øy {number}", name: None}).encode()
            )
            yield Bad(
                f"{name} blank", _named("project", number + 1), writeup(**{"title": f"Øy {number}", name: ""}).encode()
            )
            number += 1


def alone() -> Iterator[Bad]:
    """Data files, and files that a tool names: one at a time in a copy of the whole synthetic library."""
    for path in (*DATA_FILES, *BESIDE):
        text = (CONTENT / path).read_text(encoding="utf-8")
        keys = [
            i
            for i, line in enumerate(text.split("\n"))
            if re.match(r"\s*\w+:", line) and not line.lstrip().startswith("#")
        ]
        for number, (rule, change) in enumerate(LINES_OF_YAML.items()):
            if path == "docs/_data/search.yml" and rule in ("an unknown field", "a number as a key"):
                continue  # the words there are the authors' own
            index = keys[number * 7 % len(keys)]
            indent = re.match(r"\s*", text.split("\n")[index])
            spaces = indent[0] if indent else ""
            broken = _broken_line(
                text,
                index,
                lambda line, c=change, s=spaces: "\n".join(s + part for part in c(line.strip()).split("\n")),
            )  # type: ignore[misc]
            yield Bad(rule, path, broken.encode("utf-8", "surrogatepass"))
        for rule, whole in WHOLE.items():
            yield Bad(rule, path, whole(text.encode()))
        for rule, raw in {
            "an empty file": b"",
            "a list of texts": "- Øy\n".encode(),
            "a text": b"Hei\n",
            "two documents": text.encode() + b"\n---\na: b\n",
        }.items():
            yield Bad(rule, path, raw)
