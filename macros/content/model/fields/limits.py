"""How much an author may write, in one place. Beyond these nothing is read, and the author is told.

Markdown, YAML and our own rules all look ahead in the text: a bracket that is never closed is looked for to the end of the
paragraph, and ten thousand of them would take an hour. So what is nested, glued together or endless is refused before
any of them sees it. Each limit is several times what the longest text of the site has (11 000 characters, brackets three
deep, addresses of 300 characters).
"""

TEXT_BYTES = 1_000_000
"""A write-up, a page or a data file. The largest word list is 75 kB."""
BODY = 60_000
"""Characters of a body: ten thousand words, an hour's reading."""
PARAGRAPH = 20_000
"""Characters between two blank lines, a table included: Markdown's work grows with the square of it."""
LINES = 1_000
"""Lines between two blank lines: Markdown begins anew at each of them."""
WORD = 2_000
"""Characters without a space: what browsers and servers agree that an address may be. No more spaces in a row either."""
OPEN = 12
"""Brackets of one kind open at once, quotes in quotes and lists in lists: each may be looked for to the end of its paragraph."""
YAML_DEPTH = 20
"""Lists and groups inside each other: the deepest form has eight. PyYAML's C part dies of some ten thousand."""
VALUE = 60
"""Characters of a number or a date with everything people write around it."""
FIELD = 10_000
"""Characters in one value: far above what anybody writes, below what a cell of a workbook can hold (32 767)."""

WHOLE = r"-?(0|[1-9]\d{0,11})"
DECIMAL = r"-?(?![1-9]\d{0,2}\.\d{3}$)\d{1,15}(\.\d{1,10})?"
"""Numbers as they are written; one dot with three digits behind it is asked about."""


def span(minimum: float | None, maximum: float | None) -> str:
    """Between which numbers a value must lie, as the message of FM026 goes on."""
    return f"minst {minimum or 0:.12g}" if maximum is None else f"mellom {minimum or 0:.12g} og {maximum:.12g}"
