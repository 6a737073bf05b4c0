"""What is shown of a write-up: its card, what is known, its sources, pictures and files."""
