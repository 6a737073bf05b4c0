"""Rules about text itself, whatever it says: how Norwegian is written, what is safe where, what nobody sees."""
