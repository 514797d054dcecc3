"""`python -m bot` is `kindred`."""

from bot.cli import main

main()
