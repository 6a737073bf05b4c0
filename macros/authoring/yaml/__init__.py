"""Data to YAML that every reader sees alike."""
