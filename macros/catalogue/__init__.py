"""Pure queries over the content: facets, selection, order, related projects, statistics, checks between files."""
