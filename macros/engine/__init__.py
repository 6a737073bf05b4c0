"""The only code that knows MkDocs. Thin: what it publishes comes from the site plan."""
