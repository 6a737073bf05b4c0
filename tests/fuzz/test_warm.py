"""What is built and told from what was kept is what it is from nothing, byte for byte, whatever has been changed in between."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fuzz.size import size
from PIL import Image
from support import make_checkout, write, writeup

from macros.addresses import source_url
from macros.content.load import load
from macros.engine import session
from macros.engine.build import BuildError, build_site
from macros.engine.clock import today
from macros.site.gate import judge

pytestmark = pytest.mark.site
DAYS = tuple(int(datetime(2026, 12, day, 12, tzinfo=UTC).timestamp()) for day in (1, 2))
OWNERS = ("Helse Førde HF", "Helse Bergen HF")
VALUES = (
    ("themes", ("organisering", "oppgavedeling", "prioritering")),
    ("patient_groups", ("barn-og-unge", "svangerskap-fodsel-barsel")),
    ("municipalities", ("bergen", "bodo")),
    ("program", ("dho-spredning", "andre-erfaringer")),
    ("builds_on", ("oy-0", "oy-1", "Modell fra Ålesund")),
)
CALLS = (
    "count()",
    "project_list(limit=2)",
    "facet_top('tema')",
    "vocabulary_index()",
    "latest()",
    "key_figure('timer')",
)
Step = Callable[[Path, random.Random], object]


def _any(root: Path, chance: random.Random) -> Path:
    return chance.choice(sorted((root / "projects").glob("*.md")))


def _new(root: Path, chance: random.Random) -> object:
    name, model = f"ny-{chance.randrange(10_000)}", _any(root, chance).stem
    builds_on = f"[{model}]" if chance.random() < 0.5 else None
    return write(root / f"projects/{name}.md", writeup(title=f"Ny øy {name}", builds_on=builds_on))


def _edit(root: Path, chance: random.Random) -> object:
    file = _any(root, chance)
    return write(file, file.read_text(encoding="utf-8") + f"\nØya har {chance.randint(2, 9)} brygger.\n")


def _retitle(root: Path, chance: random.Random) -> object:
    return _replace(_any(root, chance), "title: ", f"title: Ærfugl {chance.randrange(10_000)} ")


def _hours(root: Path, chance: random.Random) -> object:
    return _replace(_any(root, chance), "hours: 120", f"hours: {chance.randint(10, 400)}")


def _value(root: Path, chance: random.Random) -> object:
    """A value of a facet is given, changed or taken away: what others resemble, and how many have each value, changes too."""
    file, (field, values) = _any(root, chance), chance.choice(VALUES)
    lines = [
        line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith(f"{field}:")
    ]
    if chance.random() < 0.8:
        lines.insert(2, f"{field}: [{chance.choice(values)}]\n")
    return write(file, "".join(lines))


def _owner(root: Path, chance: random.Random) -> object:
    return _replace(_any(root, chance), f"owner: {OWNERS[0]}", f"owner: {OWNERS[1]}")


def _language(root: Path, chance: random.Random) -> object:
    return _replace(_any(root, chance), "owner: ", "language: nn\nowner: ")


def _calls(root: Path, chance: random.Random) -> object:
    """The page of calls, which every project sends its readers to, comes and goes."""
    page = root / "docs/utlysninger/index.md"
    return page.unlink() if page.exists() else write(page, "---\ntitle: Søk støtte\n---\n\n## Når\n\nNå.\n")


def _tool(root: Path, chance: random.Random) -> object:
    text = f"---\ntitle: Kart {chance.randint(2, 9)} over øya\nsummary: Tegn øyene.\nsource: ukjent\n---\n\n## Slik\n\nTegn.\n"
    return write(root / "tools/soknadssjekk/index.md", text)


def _draft(root: Path, chance: random.Random) -> object:
    return _replace(_any(root, chance), "owner: ", "status: draft\nowner: ")


def _rename(root: Path, chance: random.Random) -> object:
    file = _any(root, chance)
    text = file.read_text(encoding="utf-8")
    if "redirect_from" not in text:
        text = text.replace("owner: ", f"redirect_from: [{file.stem}]\nowner: ", 1)
    write(file.with_name(f"flyttet-{chance.randrange(10_000)}.md"), text)
    return file.unlink()


def _delete(root: Path, chance: random.Random) -> object:
    return _any(root, chance).unlink() if len(list((root / "projects").glob("*.md"))) > 2 else None


def _page(root: Path, chance: random.Random) -> object:
    """A page of docs/ that asks for something of all projects."""
    call = "{{ " + chance.choice(CALLS) + " }}"
    return write(root / "docs/om/sjo.md", f"---\ntitle: Sjø\n---\n\n## Båt\n\nTall: {chance.random()}\n\n{call}\n")


def _folder(root: Path, chance: random.Random) -> object:
    """A write-up gets a folder of its own: its text is one of the files in it."""
    file = _any(root, chance)
    if len(list((root / "projects").glob("*.md"))) < 3 or file.with_suffix("").exists():
        return None
    write(file.with_suffix("") / "index.md", file.read_text(encoding="utf-8"))
    return file.unlink()


def _edit_in_folder(root: Path, chance: random.Random) -> object:
    """A word of a text, or a fact."""
    files = sorted((root / "projects").glob("*/index.md"))
    old, new = chance.choice((("Blåbær", f"Blåbær, {chance.randint(2, 9)} naust"), ("hours: 120\n", "hours: 90\n")))
    return _replace(chance.choice(files), old, new) if files else None


def _picture(root: Path, chance: random.Random) -> object:
    """A text shows a picture: its smaller copies have addresses, which another text may lead to."""
    files = sorted((root / "projects").glob("*/index.md"))
    if not files:
        return None
    file = chance.choice(files)
    Image.new("RGB", (600, 20), chance.choice(("navy", "teal"))).save(file.parent / "sjø.png")
    return write(file, file.read_text(encoding="utf-8") + "\n![Sjøen sett fra øya](sjø.png)\n")


def _link(root: Path, chance: random.Random) -> object:
    """A text leads to a project, to a place on a page, right or wrong, or to a copy of a picture that may be there."""
    file, to = _any(root, chance), source_url(_any(root, chance).relative_to(root).as_posix())
    folder = chance.choice([*sorted(f.parent.name for f in (root / "projects").glob("*/index.md")), "ingen"])
    place = chance.choice(
        (f"{to}", f"{to}#mal", f"{to}#ingen", "/gevinster/#im-main", f"/prosjekter/{folder}/bilder/480/sjø.png")
    )
    return write(file, file.read_text(encoding="utf-8") + f"\n[Øya]({place})\n")


def _word(root: Path, chance: random.Random) -> object:
    return _replace(
        root / "docs/_data/vocabulary/regions.yml", "label: {nb: Helse ", f"label: {{nb: Helse {chance.randint(2, 9)} "
    )


def _template(root: Path, chance: random.Random) -> object:
    return _replace(root / "overrides/partials/footer.html", "<footer ", f'<footer data-n="{chance.randint(2, 9)}" ')


def _style(root: Path, chance: random.Random) -> object:
    return write(root / "docs/assets/front.css", f"body {{ margin: {chance.randint(2, 9)}px }}\n")


def _setting(root: Path, chance: random.Random) -> object:
    return _replace(root / "mkdocs.yml", "site_name: InnoMed", f"site_name: InnoMed {chance.randint(2, 9)}")


def _damage(root: Path, chance: random.Random) -> object:
    """An entry is cut short, one has another's content, or all are gone."""
    kept = sorted(f for f in (root / ".cache").rglob("*") if f.is_file())
    if not kept or chance.random() < 0.2:
        return shutil.rmtree(root / ".cache", ignore_errors=True)
    one, other = chance.choice(kept), chance.choice(kept)
    return one.write_bytes(other.read_bytes() if chance.random() < 0.5 else one.read_bytes()[: chance.randrange(99)])


STEPS: tuple[Step, ...] = (
    _new, _new, _edit, _edit, _value, _value, _value, _owner, _language, _calls, _tool, _retitle, _hours, _draft, _rename, _delete, _page, _folder, _edit_in_folder, _edit_in_folder, _picture, _link, _link, _word, _template, _style, _setting, _damage,
)  # fmt: skip


def _replace(file: Path, old: str, new: str) -> object:
    text = file.read_text(encoding="utf-8")
    return write(file, text.replace(old, new, 1)) if old in text else None


@pytest.mark.parametrize("seed", range(size(2, 300)))
def test_warm_is_cold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """One chain of changes for each seed, built in place all the way; at its end the same checkout is built without a cache."""
    chance = random.Random(seed)  # noqa: S311  (a test)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAYS[0]))
    root = make_checkout(
        tmp_path / "inn",
        {f"øy-{n}.md".replace("ø", "o"): writeup(title=f"Øy {n}", owner=OWNERS[n % 2]) for n in range(3)},
    )
    build_site(root, tmp_path / "ut")
    done = []
    for _ in range(chance.randint(1, 3)):
        for step in chance.sample(STEPS, chance.randint(1, 4)):
            step(root, chance)
            done.append(step.__name__)
        if chance.random() < 0.3:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(chance.choice(DAYS)))
        if chance.random() < 0.5:  # a program that has just been started; else the preview
            session._last.clear()
        warm, said = _built(root, tmp_path / "ut"), judge(load(root), today())
    session._last.clear()
    shutil.rmtree(root / ".cache", ignore_errors=True)
    assert judge(load(root), today()) == said, done
    shutil.rmtree(root / ".cache", ignore_errors=True)
    cold = _built(root, tmp_path / "kald")
    assert (warm is None) == (cold is None), done
    if warm is not None and cold is not None:
        assert [name for name in sorted({*warm, *cold}) if warm.get(name) != cold.get(name)] == [], done


def _built(root: Path, site: Path) -> dict[str, bytes] | None:
    """Every file of the site; None when the content has an error, and nothing is built."""
    try:
        build_site(root, site)
    except BuildError as error:
        assert "BY011" not in str(error), error
        return None
    return {f.relative_to(site).as_posix(): f.read_bytes() for f in site.rglob("*") if f.is_file()}
