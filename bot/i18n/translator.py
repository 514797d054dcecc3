"""Says things in a person's language, from the Fluent files, with every foreign string escaped.

Fluent itself swallows errors: a missing message comes back as its key, a missing argument as its
name. Here both are programming errors and raise.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import cached_property, lru_cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"
_FILE = "bot.ftl"
_REMEMBERED = 8192  # messages with their arguments, in half a kilobyte each


class Words:
    """The messages of one language."""

    def __init__(self, language: str, source: str) -> None:
        """Parse the text of a Fluent file."""
        self.language = language
        # Isolation marks around arguments would stand in names that people copy.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))
        # Labels are the same in every answer, and lines whenever a page is shown again.
        self._remembered = lru_cache(_REMEMBERED)(self._formatted)

    def html(self, key: str, **arguments: str | int | float) -> str:
        """Return a message for `parse_mode=HTML`; text in the arguments is escaped.

        Raises:
            LookupError: there is no such message, or it lacks an argument.
        """
        escaped = {
            name: html.escape(value, quote=True) if isinstance(value, str) else value
            for name, value in arguments.items()
        }
        return self._remembered(key, **escaped)

    def plain(self, key: str, **arguments: str | int | float) -> str:
        """Return a message for a button, a menu or a toast, where nothing is marked up.

        Raises:
            LookupError: there is no such message, or it lacks an argument.
        """
        return self._remembered(key, **arguments)

    def has(self, key: str) -> bool:
        """Say whether there is such a message."""
        return self._bundle.has_message(key)

    def _formatted(self, key: str, **arguments: str | int | float) -> str:
        if not self.has(key):
            message = f"No message {key!r} in {self.language}"
            raise LookupError(message)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            message = f"The message {key!r} in {self.language} has no text"
            raise LookupError(message)
        text, errors = self._bundle.format_pattern(pattern, arguments)
        if errors:
            message = f"The message {key!r} in {self.language}: {errors[0]}"
            raise LookupError(message)
        return str(text)


class Translator:
    """All languages; a person whose language is missing gets English."""

    @cached_property
    def languages(self) -> Mapping[str, Words]:
        """The words of each language there is a folder for."""
        folders = files("bot.i18n").joinpath("locales").iterdir()
        return {
            folder.name: Words(folder.name, folder.joinpath(_FILE).read_text(encoding="utf-8"))
            for folder in sorted(folders, key=lambda folder: folder.name)
            if folder.joinpath(_FILE).is_file()
        }

    def words_for(self, language_code: str | None) -> Words:
        """Return the words for a Telegram language code such as `en` or `pt-br`.

        Who speaks another form of a language that there is gets the one there is.
        """
        code = (language_code or FALLBACK).lower()
        language = code.partition("-")[0]
        exact = self.languages.get(code) or self.languages.get(language)
        of_language = (
            words for known, words in self.languages.items() if known.startswith(f"{language}-")
        )
        return exact or next(of_language, self.languages[FALLBACK])
