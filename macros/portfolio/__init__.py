"""The portfolio's figures, and a report's figures beside them."""
