"""The shapes of the data files in docs/_data and of mkdocs.yml."""
