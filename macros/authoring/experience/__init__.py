"""«Del en erfaring»: what is asked in the Word form and in the mail, the files, and the draft that answers become."""
