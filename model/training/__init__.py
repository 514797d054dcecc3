"""Plays in, artist factors out."""
