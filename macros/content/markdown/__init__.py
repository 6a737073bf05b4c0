"""The text of a write-up: what is allowed in it, and the HTML it becomes."""
