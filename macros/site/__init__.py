"""The plan of the site, and the gate before it."""
