"""Blocks and sheets to projects: what is a field, a part of the text, a table of projects, or has no place."""
