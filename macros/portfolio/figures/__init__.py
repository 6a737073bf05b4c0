"""The portfolio: every figure of a year with its values, n, date, counting rule and the projects behind it."""
