"""From files to typed records, or problems. Only this room knows folders, file patterns and YAML."""
