"""Pictures as PNG: a map of artists, and bars; all the words in them come from the caller."""
