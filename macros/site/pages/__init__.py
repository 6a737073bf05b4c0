"""The generated pages: what one is, what it is made of, and how it is written or found again."""
