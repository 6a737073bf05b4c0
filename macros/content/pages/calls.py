"""The one judgement of what stands between brackets on an editorial page: calls with fixed values, or a fixed text.

Whatever is not of these few shapes on Jinja's own syntax tree is refused, so that a page is data and never a program.
The check, the start of the build and the moment before a page is rendered all ask here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.content.pages.macro_calls import unreadable
from macros.content.pages.written import Bracketed, Call
from macros.words.problems import Place, Problem, problem, shorten

STATEMENTS = frozenset(
    "for if elif else endif endfor set endset include import from extends macro endmacro call endcall filter endfilter "
    "block endblock with endwith raw endraw autoescape endautoescape do break continue trans endtrans debug".split()
)
"""Words of Jinja's own; any other word after ``{%`` is meant as a macro."""


class _NotFixedError(Exception):
    """A value that is worked out; ``node`` is the part that is."""

    def __init__(self, node: nodes.Node) -> None:
        super().__init__()
        self.node = node


def bracketed(text: str, path: str, first_line: int = 1, reader: Environment | None = None) -> Bracketed:
    """What stands between brackets in ``text``, which begins on ``first_line`` of the file at ``path``.

    ``reader`` is the environment that will render the text, when it is another than Jinja's usual one.
    """
    reader = reader or Environment(autoescape=True)
    if not any(sign in text for sign in _signs(reader)):
        return Bracketed()
    try:
        blocks, comments, statements = _blocks(text, reader)
        if statements:
            return Bracketed(problems=tuple(_statement(text, *found, path, first_line) for found in statements))
        tree = reader.parse(text)
    except TemplateSyntaxError as error:
        return Bracketed(problems=(unreadable(text, error, path, first_line),))
    except (ValueError, RecursionError, OverflowError):
        return Bracketed(problems=(problem("MK003", path, Place(first_line), value=shorten(text.strip(), 40)),))
    return _read(text, tree, blocks, tuple(comments), path, first_line)


def _signs(reader: Environment) -> tuple[str, ...]:
    lines = (reader.line_statement_prefix, reader.line_comment_prefix)
    return (
        reader.variable_start_string,
        reader.block_start_string,
        reader.comment_start_string,
        *(prefix for prefix in lines if prefix),
    )


def _blocks(
    text: str, reader: Environment
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, str]]]:
    """Where each ``{{ … }}`` and ``{# … #}`` lies in ``text``; and each statement with its first word."""
    expressions: list[tuple[int, int]] = []
    comments: list[tuple[int, int]] = []
    statements: list[tuple[int, str]] = []
    at = begun = 0
    waiting = False
    for _, kind, value in reader.lex(text):
        start = text.find(value, at)
        if start < 0:  # a line break that Jinja wrote its own way
            start, value = at, ""
        at = start + len(value)
        if waiting and kind in ("name", "block_end", "linestatement_end"):
            statements[-1] = (begun, value if kind == "name" else "")
            waiting = False
        if kind in ("variable_begin", "comment_begin"):
            begun = start + len(value) - len(value.lstrip())
        elif kind == "variable_end":
            expressions.append((begun, at))
        elif kind == "comment_end":
            comments.append((begun, at))
        elif kind in ("block_begin", "linestatement_begin"):
            begun, waiting = start + len(value) - len(value.lstrip()), True
            statements.append((begun, ""))
        elif kind == "raw_begin":
            statements.append((start + len(value) - len(value.lstrip()), "raw"))
    return expressions, comments, statements


def _statement(text: str, start: int, word: str, path: str, first_line: int) -> Problem:
    place = _place(text, start, first_line)
    end = text.find("%}", start)
    if word and word not in STATEMENTS and end > 0:
        inner = text[start:end].lstrip("{%-+ ").rstrip("- ")
        return problem("MK008", path, place, value=word, write=f"{{{{ {inner} }}}}")
    return problem("MK019", path, place, value=f"{{% {word} %}}" if word else "{%")


def _read(
    text: str,
    tree: nodes.Template,
    blocks: list[tuple[int, int]],
    comments: tuple[tuple[int, int], ...],
    path: str,
    first_line: int,
) -> Bracketed:
    calls: list[Call] = []
    texts: list[tuple[int, int, str]] = []
    problems: list[Problem] = []
    # Only text and expressions may stand at the top; a tree with anything else is refused whole.
    if any(not isinstance(node, nodes.Output) for node in tree.body):
        return Bracketed(problems=(problem("MK019", path, Place(first_line), value="{% … %}"),))
    found = [n for output in tree.body for n in output.nodes if not isinstance(n, nodes.TemplateData)]  # type: ignore[attr-defined]
    for index, node in enumerate(found):
        start, end = blocks[index] if len(blocks) == len(found) else (0, len(text))
        inner = text[start:end]
        name_at = start + len(inner) - len(inner.lstrip("{-+ \t\n"))
        place = _place(text, name_at, first_line)
        written = " ".join(inner.split())
        if isinstance(node, nodes.Const) and isinstance(node.value, str) and "\n" not in node.value:
            texts.append((start, end, node.value))
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            name = node.node.name
            try:
                values, options = _arguments(node)
            except _NotFixedError as error:
                problems.append(_not_fixed(error.node, name, written, path, place))
                continue
            calls.append(Call(name, values, options, place, start, end))
        else:
            problems.append(_no_call(node, written, path, place))
    return Bracketed(tuple(calls), tuple(texts), comments, tuple(problems))


def _arguments(call: nodes.Call) -> tuple[tuple[Any, ...], tuple[tuple[str, Any], ...]]:
    """The fixed values of a call. Raises _NotFixedError."""
    for spread in (call.dyn_args, call.dyn_kwargs):
        if spread is not None:
            raise _NotFixedError(spread)
    return tuple(_value(a) for a in call.args), tuple((pair.key, _value(pair.value)) for pair in call.kwargs)


def _value(node: nodes.Node) -> str | int | float | bool | list[Any]:
    """A text, a number, yes or no, or a list of those."""
    if isinstance(node, nodes.Const) and isinstance(node.value, (str, int, float, bool)):
        return node.value
    if isinstance(node, nodes.List) and not any(isinstance(item, nodes.List) for item in node.items):
        return [_value(item) for item in node.items]
    raise _NotFixedError(node)


def _not_fixed(node: nodes.Node, name: str, written: str, path: str, place: Place) -> Problem:
    """A value that is a name without quotation marks says what was meant; the rest is told by its kind."""
    bare = node.name if isinstance(node, nodes.Name) else ""
    meant = {"ja": "true", "nei": "false"}.get(bare, f'"{bare}"') if bare else None
    return problem("MK020", path, place, name, bare or shorten(written), write=meant)


def _no_call(node: nodes.Node, written: str, path: str, place: Place) -> Problem:
    if isinstance(node, nodes.Filter):
        return problem("MK018", path, place, value=node.name)
    if isinstance(node, nodes.Name):
        return problem("MK021", path, place, value=node.name, write=f"{{{{ {node.name}() }}}}")
    return problem("MK022", path, place, value=shorten(written))


def _place(text: str, index: int, first_line: int) -> Place:
    return Place(text.count("\n", 0, index) + first_line, index - text.rfind("\n", 0, index))


def without_brackets(text: str, found: Bracketed) -> str:
    """The text as an author wrote it: calls and comments are blank, fixed texts stand for themselves; lines are kept."""
    parts: list[tuple[int, int, str]] = [(c.start, c.end, "") for c in found.calls]
    parts += [(start, end, "") for start, end in found.comments]
    return _replaced(text, iter(sorted([*parts, *found.texts])))


def _replaced(text: str, parts: Iterator[tuple[int, int, str]]) -> str:
    made, at = [], 0
    for start, end, value in parts:
        made += [text[at:start], value, "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*made, text[at:]])
