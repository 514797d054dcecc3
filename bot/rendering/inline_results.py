"""What inline mode lists: an artist, a glance at the closest, and the answer that is sent."""

from __future__ import annotations

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.answers import Answer
from bot.i18n.translator import Words
from bot.rendering import messages

_SEVERAL = "several"  # the id of the one result that is for several artists; no key has 7 letters
_MOST_AT_A_GLANCE = 4


def article(
    answer: Answer, words: Words, artist_link: str, bot_username: str
) -> InlineQueryResultArticle:
    """Return a result; its id is the artist's key, or the same word for several artists.

    The message that is sent carries one button, a link: below a message of inline mode the bot
    could not tell in which chat it is pressed.

    Args:
        answer: of one page, with at least one artist.
        words: the language.
        artist_link: see `bot.links.address_of`.
        bot_username: whom the button leads to.
    """
    near = messages.names_of(answer.near, words)
    title = near
    if answer.far:
        far = messages.names_of(answer.far, words)
        title = words.plain("inline-away", near=near, far=far)
    closest = [artist.artist_name for artist in answer.artists[:_MOST_AT_A_GLANCE]]
    start = "" if answer.further else f"?start={answer.seed_key}"
    link = f"https://t.me/{bot_username}{start}"
    button = InlineKeyboardButton(words.plain("button-inline"), url=link)
    return InlineQueryResultArticle(
        _SEVERAL if answer.further else str(answer.seed_key),
        title,
        InputTextMessageContent(
            messages.similar(answer, 0, words, artist_link),
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        reply_markup=InlineKeyboardMarkup([[button]]),
        description=messages.listed(closest, words),
    )
