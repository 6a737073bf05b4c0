"""Charts of our own: inline SVG without script, in the page's own colours, each with its title, text and table.

Widths are percent and heights pixels, so that words keep their size on a phone and on a wide screen.
"""
