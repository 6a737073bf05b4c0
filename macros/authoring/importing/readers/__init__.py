"""Bytes to blocks and sheets: what each kind of file says, before anybody knows what it means."""
