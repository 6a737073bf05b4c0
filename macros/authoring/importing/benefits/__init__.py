"""A filled-in benefit plan on its way back: what its lines mean, what they change in a write-up, and the new text."""
