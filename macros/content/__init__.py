"""From files to typed records, or problems: the model, and the one reader of everything an author writes."""
