"""Lets requests to Telegram go: at its pace, and again where they did not arrive."""
