"""From a file somebody sent to entries: read safely, recognised, compared with what is there. Bytes in, entries out."""
