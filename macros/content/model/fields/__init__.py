"""The kinds of field: what a value may be, and what is said when it is not."""
