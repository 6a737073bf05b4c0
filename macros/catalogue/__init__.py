"""Pure queries over the content: facets, selection, order, related projects, figures, checks between files."""
