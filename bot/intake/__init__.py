"""Takes updates in: written down, then acknowledged, then handled, each chat in its order."""
