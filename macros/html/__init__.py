"""How anything is shown: links, cards, tables, charts, and the only one that knows the templates."""
