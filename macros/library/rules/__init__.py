"""What can only be judged with all files side by side."""
