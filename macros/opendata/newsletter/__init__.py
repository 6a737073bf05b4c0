"""The draft of the newsletter."""
