"""InnoMed's knowledge base: Markdown write-ups in, a browsable site out. The rooms are drawn in HACKING.md."""

from typing import Any


def define_env(env: Any) -> None:
    """The door of mkdocs-macros."""
    from macros.engine.editor_macros import register  # here, so that the rooms do not load MkDocs with them

    register(env)
