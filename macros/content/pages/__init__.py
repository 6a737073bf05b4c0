"""The editorial pages of docs/."""
