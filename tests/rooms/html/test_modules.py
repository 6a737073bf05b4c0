"""A program of many modules does the same as one file: run by Node, which knows what a module is."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from support import ROOT, write

from macros.html.page.modules import PROGRAMS, ModuleError, joined, published

SCRIPTS = ROOT / "docs" / "assets" / "js"
PROGRAM = {
    "p/start.js": 'import { en, to as andre } from "./tall.js";\nimport {\n  Fjord,\n} from "./fjord.js";\nimport dyp from "../v/dyp.js";\n'
    'const navn = await Promise.resolve("Ærøya");\nconsole.log(en(), andre, new Fjord(navn).hei(), dyp, (await import("./sent.js")).sent);\n',
    "p/tall.js": 'export { dybde } from "./fjord.js";\nconst skjult = 1;\nexport function en() {\n  return skjult;\n}\nexport const to = 2;\n',
    "p/fjord.js": 'const skjult = "fra";\nexport const dybde = 7;\nexport class Fjord {\n  constructor(n) { this.n = n; }\n  hei() { return `${skjult} ${this.n} ${dybde}`; }\n}\n',
    "p/sent.js": "export const sent = 'etterpå';\n",
    "v/dyp.js": "export default 99;\n",
}  # fmt: skip


def reader(files: Mapping[str, str], tmp_path: Path) -> str:
    for name, text in files.items():
        write(tmp_path / name, text)
    write(tmp_path / "package.json", '{"type": "module"}')
    return subprocess.run(["node", "p/start.js"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout


def test_the_joined_program_says_the_same(tmp_path: Path) -> None:
    apart = reader(PROGRAM, tmp_path / "a")
    one = joined("p/start.js", PROGRAM.__getitem__)
    kept = {name: PROGRAM[name] for name in ("p/sent.js", "v/dyp.js")}
    assert reader({**kept, "p/start.js": one}, tmp_path / "b") == apart == "1 2 fra Ærøya 7 99 etterpå\n"


def test_what_the_program_gives_others_it_gives_joined(tmp_path: Path) -> None:
    files = {"p/a.js": 'export { to } from "./tall.js";\nexport function ja() {\n  return "ja";\n}\n', **PROGRAM}
    whole = joined("p/a.js", files.__getitem__)
    start = 'import { ja, to } from "./a.js";\nconsole.log(ja(), to);\n'
    assert reader({"p/a.js": whole, "p/start.js": start}, tmp_path) == "ja 2\n"


def test_what_all_programs_share_stands_in_each() -> None:
    files = {
        "assets/js/p/a.js": 'import { rot } from "../rot.js";\nconsole.log(rot);\n',
        "assets/js/rot.js": "export const rot = 'æ';\n",
    }
    made = published({**files, "assets/js/catalogue/catalogue.js": files["assets/js/p/a.js"]})
    assert (
        "import" not in made["assets/js/catalogue/catalogue.js"] and "'æ'" in made["assets/js/catalogue/catalogue.js"]
    )


def test_what_is_not_known_is_refused_with_its_line() -> None:
    for line in ("export default 3;", "export * from './b.js';", 'import * as b from "./b.js";', "export let a = 1;"):
        with pytest.raises(ModuleError, match=r"a\.js: "):
            joined("p/a.js", {"p/a.js": line, "p/b.js": ""}.__getitem__)
    with pytest.raises(ModuleError, match="imports itself"):
        joined("p/a.js", {"p/a.js": 'import { b } from "./a.js";\n'}.__getitem__)


def test_every_program_of_ours_can_be_joined(tmp_path: Path) -> None:
    written = {f"assets/js/{f.relative_to(SCRIPTS).as_posix()}": f.read_text("utf-8") for f in SCRIPTS.rglob("*.js")}
    made = published(written)
    assert set(PROGRAMS) <= made.keys() and "assets/js/prices/form.js" not in made
    assert made["assets/js/site.js"] == written["assets/js/site.js"]
    for entry in PROGRAMS:
        file = write(tmp_path / entry.replace("/", "-").replace(".js", ".mjs"), made[entry])
        subprocess.run(["node", "--check", file], check=True, capture_output=True)
