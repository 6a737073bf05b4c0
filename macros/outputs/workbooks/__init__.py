"""Workbooks with live formulas. Every formula is written with the value Python found, so previews show it too."""
