"""Everything that is not a page: data files and schemas. Bytes out."""
