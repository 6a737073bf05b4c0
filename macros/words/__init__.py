"""Everything people are told: vocabularies, labels, messages."""
