"""What a bot can learn of a chat and its members, and what it is seen doing there."""

from __future__ import annotations

from typing import Any

from bot.playground.chats import Chat
from bot.playground.methods.parameters import (
    Parameters,
    chat_of,
    open_chat,
    user_of,
)
from bot.playground.methods.refusals import Refused
from bot.playground.people import Person
from bot.playground.world import World

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_invite_users",
    "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info",
    "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip


async def get_chat(world: World, parameters: Parameters) -> dict[str, Any]:
    """Say all of a chat; what the imitation has not is as in a new one."""
    more = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    return {**world.as_chat(chat_of(world, parameters)), **more}


async def get_chat_member(world: World, parameters: Parameters) -> dict[str, Any]:
    """Say what somebody is in a chat."""
    chat, person = chat_of(world, parameters), user_of(world, parameters)
    return _bot_member(world, chat) if person is None else _member(chat, person)


async def get_chat_administrators(world: World, parameters: Parameters) -> list[dict[str, Any]]:
    """Name the people who lead a group: here its creator alone."""
    chat = chat_of(world, parameters)
    if chat.kind == "private":
        sentence = "Bad Request: there are no administrators in the private chat"
        raise Refused(400, sentence)
    return [_member(chat, world.people[number]) for number in chat.members[:1]]


async def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show for a while that the bot is busy."""
    chat = open_chat(world, parameters)
    action = str(parameters.get("action", ""))
    if action not in _ACTIONS:
        raise Refused(400, "Bad Request: wrong parameter action in request")
    await world.bot_acts(chat, action)
    return True


def _member(chat: Chat, person: Person) -> dict[str, Any]:
    user = person.as_user()
    if person.id not in chat.members:
        return {"status": "left", "user": user}
    if chat.kind != "private" and chat.members[0] == person.id:
        return {"status": "creator", "user": user, "is_anonymous": False}
    return {"status": "member", "user": user}


def _bot_member(world: World, chat: Chat) -> dict[str, Any]:
    user = world.bot_as_user()
    if chat.is_bot_admin:
        return {"status": "administrator", "user": user, **dict.fromkeys(_RIGHTS, False)}
    return {"status": "member", "user": user}
