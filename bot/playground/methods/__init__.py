"""The Bot API's methods, a file for what belongs together; `bot_api` has the table of them."""
