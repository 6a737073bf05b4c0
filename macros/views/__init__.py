"""One view-model per kind of page: plain values with their labels resolved. Templates turn them into HTML."""
