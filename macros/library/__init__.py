"""Questions to all records at once."""
