"""Kindred's bot: Telegram in, Telegram out."""
