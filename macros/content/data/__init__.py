"""The data files of docs/_data."""
