"""Whether ``innomed fix`` would correct anything of what was found: asked of the command itself, on a copy."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from macros.authoring.fix.fixing import Kit, fixed
from macros.authoring.fix.targets import Target, targets
from macros.content.load import Content, load
from macros.site.checks import check
from macros.words.problems import Problem, fixable
from macros.words.vocabulary import fold


def kit_of(content: Content) -> Kit:
    """What corrections know of the checkout. A name that two tools share names neither."""
    names: dict[str, set[str]] = {}
    for tool in content.tools:
        for name in (tool.slug, tool.data.title, *tool.data.aliases, *tool.data.redirect_from):
            names.setdefault(fold(name), set()).add(tool.slug)
    return Kit(content.vocabularies, {name: next(iter(slugs)) for name, slugs in names.items() if len(slugs) == 1})


def refused(content: Content) -> bool:
    """Whether ``innomed fix`` corrects nothing at all: a list cannot be used, or what lies there is not opened.

    Without a list nobody knows which word was meant, and what fits today may be wrong when the list is right.
    """
    return content.wordless


def would_help(root: Path, content: Content, problems: Sequence[Problem]) -> bool:
    """Whether one of ``problems`` would be gone. A correction may be refused where several are possible, so the kind
    of mistake alone promises nothing. Nothing under ``root`` is changed.
    """
    wanted = Counter((p.path, p.code) for p in problems if p.code in fixable())
    if not wanted or refused(content):
        return False
    paths = {path for path, _ in wanted}
    kit = kit_of(content)
    return any(_gone(root, target, wanted, kit) for target in targets(root) if target.path in paths)


def _gone(root: Path, target: Target, wanted: Counter[tuple[str, str]], kit: Kit) -> bool:
    try:
        raw = target.file.read_bytes()
    except OSError:
        return False
    text = fixed(raw, target.model, kit, target.whole).text
    if text is None or text.encode("utf-8", "surrogateescape") == raw:
        return False
    with tempfile.TemporaryDirectory(prefix="innomed-") as name:
        copy = Path(name)
        shutil.copytree(root / "docs" / "_data", copy / "docs" / "_data", symlinks=True)
        if target.file.name == "index.md" and target.model:  # its attachments and data files lie beside it
            shutil.copytree(target.file.parent, copy / target.path.rpartition("/")[0], symlinks=True)
        (copy / target.path).parent.mkdir(parents=True, exist_ok=True)
        (copy / target.path).write_bytes(text.encode("utf-8", "surrogateescape"))
        left = Counter((p.path, p.code) for p in check(load(copy)))
    return any(left[key] < count for key, count in wanted.items() if key[0] == target.path)
