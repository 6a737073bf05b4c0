"""Front matter is read one thing after the other; what comes of it is what YAML's own nodes say."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples

from macros.content.yaml.nodes import Loc, Tree, _TextLoader, parse
from macros.words.problems import Place

SIGNS = st.sampled_from(
    ["tittel: Blåbær på øya\n", "a:\n", "  b: [1, ja, {c: ~}]\n", "- ", "  - x: 'æ'\n", "\"ø\": |\n  å\n   å\n", "? [a, b]\n: c\n",
     "{a: b, a: c}", "[", "]", "{", "}", ": ", ", ", "\n", "  ", "null", "&x ", "*x", "!t ", "!", "---\n", "...\n", "#", "'", '"', "é"]
)  # fmt: skip


def composed(text: str) -> Tree:
    """The tree of ``text`` by its nodes, where nothing is wrong with it."""
    tree = Tree()

    def value(node: yaml.Node, loc: Loc) -> Any:
        tree.values[loc] = place(node)
        if not node.tag.startswith("tag:yaml.org,"):
            tree.tagged[loc] = node.tag
        if isinstance(node, yaml.SequenceNode):
            return [value(item, (*loc, index)) for index, item in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return None if not node.style and node.value in ("", "~", "null", "Null", "NULL") else node.value
        pairs: dict[str, Any] = {}
        for key, inner in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value not in pairs:
                tree.keys[(*loc, key.value)] = place(key)
                pairs[key.value] = value(inner, (*loc, key.value))
        return pairs

    root = yaml.compose(text, Loader=_TextLoader)
    tree.data = value(root, ()) if root else {}
    return tree


def place(node: yaml.Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


@settings(max_examples=examples(3_000))
@given(st.lists(SIGNS, max_size=14).map("".join))
def test_the_tree_is_that_of_the_nodes(text: str) -> None:
    tree, problems = parse(text, "øy.md", 1, ("!t",))
    try:
        expected = composed(text)
    except yaml.YAMLError:
        assert problems and tree == Tree()
        return
    if isinstance(expected.data, dict) and not any(p.code == "FM006" for p in problems):
        assert tree == expected and list(tree.values) == list(expected.values)
        assert tree.texts == [(loc, tree.at(loc)) for loc in tree.values if isinstance(tree.at(loc), str)]
        assert {p.code for p in problems} <= {"FM011", "FM012"}
    else:
        assert problems and tree == Tree()


def test_what_stands_inside_itself_without_end_is_not_read() -> None:
    assert [p.code for p in parse("a: " + "[" * 30, "øy.md", 1)[1]] == ["FM007"]
    assert [p.code for p in parse("? " + "{a: " * 30, "øy.md", 1)[1]] == ["FM007"]
    assert [p.code for p in parse("a: b\n--- \n" + "[" * 30, "øy.md", 1)[1]] == ["FM007"]


def test_a_second_document_is_no_front_matter() -> None:
    tree, problems = parse("a: b\n--- \nb: c\n", "øy.md", 1)
    assert [p.code for p in problems] == ["FM008"] and tree == Tree()
