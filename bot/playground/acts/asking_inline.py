"""People ask the bot in inline mode, from any chat, and send one of its results there."""

from __future__ import annotations

from bot.playground.inline import InlineQuery
from bot.playground.state import WorldState

_LONGEST_QUERY = 256


class AskingInline(WorldState):
    """Inline mode. Telegram's cache of answers is not imitated: the bot hears each query.

    Source: https://core.telegram.org/bots/api#inline-mode
    """

    async def ask_inline(self, person_id: int, query: str, offset: str = "") -> int:
        """Let a person type words behind the bot's name; returns the update's id."""
        asked = InlineQuery(str(next(self._query_ids)), person_id, query[:_LONGEST_QUERY], offset)
        self.inline_queries[asked.id] = asked
        update = {
            "id": asked.id,
            "from": self.people[person_id].as_user(),
            "query": asked.query,
            "offset": offset,
        }
        asked.update_id = await self._change(self.chats[person_id], {"inline_query": update})
        return asked.update_id

    async def choose_inline(
        self, person_id: int, chat_id: int, inline_query_id: str, result_id: str
    ) -> int:
        """Let a person send a result into a chat; returns the id of the last update that makes.

        The bot can edit the message later only if the result has buttons.
        """
        chat, user = self.chats[chat_id], self.people[person_id].as_user()
        asked = self.inline_queries[inline_query_id]
        content = {**asked.messages[result_id], "via_bot": self.bot_as_user()}
        message = self._post(chat, user, content)
        chosen = {"result_id": result_id, "from": user, "query": asked.query}
        if "reply_markup" in message:
            inline_id = f"inline-{next(self._query_ids)}"
            self.inline_messages[inline_id] = (chat_id, message["message_id"])
            chosen["inline_message_id"] = inline_id
        return await self._change(chat, {"message": message}, {"chosen_inline_result": chosen})
