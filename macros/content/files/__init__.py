"""Files and folders: what lies where, and where may be written."""
