"""The bot reacts to messages, with one of the emoji that Telegram has for that.

Source: https://core.telegram.org/bots/api#reactiontypeemoji
"""

from __future__ import annotations

from bot.playground.methods.parameters import Parameters, objects, open_chat, whole
from bot.playground.methods.refusals import Refused
from bot.playground.world import World

_REACTIONS = {
    "👍", "👎", "❤", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩", "🤮",
    "💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤\u200d🔥", "🌚", "🌭", "💯", "🤣",
    "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓", "👻",
    "👨\u200d💻", "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅",
    "🤪", "🗿", "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷\u200d♂", "🤷",
    "🤷\u200d♀", "😡",
}  # fmt: skip
_VARIATION = "\ufe0f"  # says that the sign before it is an emoji; some write it, some do not


async def set_message_reaction(world: World, parameters: Parameters) -> bool:
    """React to a message, or take the reaction back."""
    chat = open_chat(world, parameters)
    number = whole(parameters, "message_id")
    if number not in chat.messages:
        raise Refused(400, "Bad Request: message to react not found")
    reactions = objects(parameters, "reaction")
    if len(reactions) > 1:
        raise Refused(400, "Bad Request: REACTIONS_TOO_MANY")
    emoji = str(reactions[0].get("emoji", "")) if reactions else None
    if emoji is not None and emoji.replace(_VARIATION, "") not in _REACTIONS:
        raise Refused(400, "Bad Request: REACTION_INVALID")
    await world.bot_reacts(chat, number, emoji)
    return True
