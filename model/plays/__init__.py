"""Plays in: readers for every kind of source, all ending in one `Plays`."""
