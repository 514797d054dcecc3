"""What people do on Telegram, and what a bot is told of it: one class a kind of act."""
