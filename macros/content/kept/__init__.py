"""What has been read is kept by what it was read from: one edited write-up is read, and the others are found."""
