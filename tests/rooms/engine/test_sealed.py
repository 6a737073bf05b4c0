"""The plugin that renders macros has our environment in place of its own; when it cannot be put there, nothing is built."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from support import make_checkout, writeup

from macros.content.pages.sealed import SealedEnvironment
from macros.engine import editor_macros

REACHING = '{{ cycler.__init__.__globals__.os.popen("echo " ~ "4011").read() }}'


@pytest.fixture
def config(tmp_path: Path) -> Any:
    """The configuration as the engine has it when it begins to build."""
    root = make_checkout(tmp_path, {"oyhelse.md": writeup()})
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(tmp_path / "ut"))
    config.plugins.on_startup(command="build", dirty=False)
    return config.plugins.on_config(config)


def test_the_plugin_renders_in_ours(config: Any, capfd: pytest.CaptureFixture[str]) -> None:
    """When the plugin keeps its environment under another name, this is red, and so is every build (BY025)."""
    plugin = config.plugins["macros"]
    assert isinstance(plugin.env, SealedEnvironment)
    assert {"count", "project_card"} <= set(plugin.env.globals) == set(plugin.macros)
    plugin._page = SimpleNamespace(meta={}, file=SimpleNamespace(src_path="om/oy.md", src_uri="om/oy.md"), title="Øy")
    with pytest.raises(SystemExit):
        plugin.render(REACHING, force_rendering=True)
    assert "4011" not in "".join(capfd.readouterr())


def test_a_plugin_that_has_changed_stops_the_build(config: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = config.plugins["macros"]
    monkeypatch.setattr(type(plugin), "env", property(lambda self: self._elsewhere), raising=True)
    plugin._elsewhere = "et annet sted"
    with pytest.raises(Abort, match="BY025 Den andre sperren rundt makroene"):
        editor_macros.seal(config)
