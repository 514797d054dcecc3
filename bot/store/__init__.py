"""What people ask and vote, in one SQLite file, through sqlite-utils."""
