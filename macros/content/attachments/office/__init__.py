"""Word, Excel, PowerPoint and OpenDocument: the archive, its parts, its words, its cells."""
