"""The command menus that a bot has set, and which of them somebody sees somewhere.

Source: https://core.telegram.org/bots/api#determining-list-of-commands
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.playground.chats import Chat
from bot.playground.people import Person

Commands = list[dict[str, str]]
DEFAULT = "default"


class Menus:
    """Lists of commands by scope and language.

    A scope is written as its type, with the ids that belong to it behind: `chat:-1001`.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._menus: dict[tuple[str, str], Commands] = {}

    def put(self, scope: str, language: str, commands: Commands) -> None:
        """Set a menu; an empty one is none."""
        if commands:
            self._menus[scope, language] = commands
        else:
            self._menus.pop((scope, language), None)

    def of(self, scope: str, language: str) -> Commands:
        """Return exactly what was set there."""
        return self._menus.get((scope, language), [])

    def seen_by(self, person: Person, chat: Chat) -> Commands:
        """Return the first menu there is, from the narrowest scope to the widest."""
        language = person.language_code.split("-")[0]
        for scope in _scopes(person, chat):
            for one in (language, ""):
                if commands := self.of(scope, one):
                    return commands
        return []


def _scopes(person: Person, chat: Chat) -> Iterator[str]:
    if chat.kind == "private":
        yield from (f"chat:{chat.id}", "all_private_chats", DEFAULT)
        return
    is_admin = chat.members[:1] == (person.id,)
    yield f"chat_member:{chat.id}:{person.id}"
    if is_admin:
        yield f"chat_administrators:{chat.id}"
    yield f"chat:{chat.id}"
    if is_admin:
        yield "all_chat_administrators"
    yield from ("all_group_chats", DEFAULT)
