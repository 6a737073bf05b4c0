"""What is done to the content: written, corrected, brought to a newer schema. Text in, text out; a door writes it."""
