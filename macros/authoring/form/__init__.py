"""The editor's web form."""
