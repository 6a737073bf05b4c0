"""What `innomed fix` does to a file."""
