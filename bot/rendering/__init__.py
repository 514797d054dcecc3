"""Answers as Telegram shows them: texts and buttons, from plain values and words."""
