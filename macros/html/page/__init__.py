"""What pages are made of: lists and filters, the frame around them, ways to share."""
