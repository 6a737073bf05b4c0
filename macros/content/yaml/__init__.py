"""YAML and front matter with the line of every value."""
