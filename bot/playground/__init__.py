"""An imitation of Telegram on this machine: the Bot API over HTTP, and a page to chat in.

It knows nothing of Kindred: any bot that lets its API address be set can be tried here.
"""
