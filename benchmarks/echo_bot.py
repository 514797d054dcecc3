"""The smallest bot that python-telegram-bot makes, to measure against: it repeats what is said.

A process of its own: `python -m benchmarks.echo_bot BASE_URL TOKEN`. It polls by the library's own
`Updater`, handles updates side by side, and keeps so few connections that httpcore, which scans
them for every request, is quickest.
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

_CONNECTIONS = 16  # as quick as 8, quicker than 64 or 256
_PATIENCE_SECONDS = 60.0
_AT_ONCE = 256  # updates


def main() -> None:
    """Echo until told to stop."""
    _, base_url, token = sys.argv
    builder = ApplicationBuilder().token(token).base_url(base_url).concurrent_updates(_AT_ONCE)
    builder = builder.connection_pool_size(_CONNECTIONS).pool_timeout(_PATIENCE_SECONDS)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


async def _echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


if __name__ == "__main__":
    main()
