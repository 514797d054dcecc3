"""The texts of answers, as Telegram's HTML."""

from __future__ import annotations

import html
from urllib.parse import quote

from bot.answers import PAGE_SIZE, Answer
from bot.i18n.translator import Words

_LONGEST_ECHO = 60  # characters of what was typed that are said back
LONGEST_NAME = 80  # of an artist; some "names" in listening data are whole sentences


def similar(answer: Answer, page: int, words: Words, artist_link: str) -> str:
    """Return a page of an answer: who is meant, then a line per artist with the evidence.

    Args:
        answer: with at least one artist.
        page: which one; the first is 0.
        words: the language.
        artist_link: see `Settings.artist_link`.
    """
    lines = []
    if not answer.is_exact:
        typed = shortened(answer.typed, _LONGEST_ECHO)
        lines.append(words.html("similar-showing", artist=_name(answer.seed_name), typed=typed))
    lines.append(words.html("similar-title", artist=_name(answer.seed_name)))
    lines.append("")
    for place, artist in enumerate(answer.page(page), start=page * PAGE_SIZE + 1):
        line = words.html(
            "similar-line",
            place=str(place),
            link="\N{OBJECT REPLACEMENT CHARACTER}",
            closeness=artist.closeness,
            listeners=artist.listeners,
            shared=artist.shared_listeners,
        )
        linked = link(artist.artist_name, artist_link)
        lines.append(line.replace("\N{OBJECT REPLACEMENT CHARACTER}", linked))
    if answer.pages > 1:
        lines += ["", words.html("similar-page", page=page + 1, pages=answer.pages)]
    return "\n".join(lines)


def nobody_similar(artist_name: str, words: Words) -> str:
    """Say that there is no one to name beside an artist."""
    return words.html("similar-none", artist=_name(artist_name))


def unsure(typed: str, words: Words) -> str:
    """Ask which artist was meant."""
    return words.html("similar-unsure", typed=shortened(typed, _LONGEST_ECHO))


def unknown(typed: str, examples: tuple[str, str, str], words: Words) -> str:
    """Say that no such artist is known, and name three that are."""
    first, second, third = map(_name, examples)
    echo = shortened(typed, _LONGEST_ECHO)
    return words.html("similar-unknown", typed=echo, first=first, second=second, third=third)


def start(example: str, words: Words, *, is_demo: bool) -> str:
    """Return the first message, which says so if the listeners are simulated."""
    greeting = words.html("start", example=_name(example))
    return "\n\n".join([greeting, words.html("start-demo")]) if is_demo else greeting


def link(name: str, artist_link: str) -> str:
    """Return an artist's name as a link to where one can listen."""
    target = artist_link.replace("{name}", quote(name, safe=""))
    return f'<a href="{html.escape(target)}">{html.escape(_name(name))}</a>'


def shortened(text: str, longest: int) -> str:
    """Return text on one line, cut with an ellipsis if it is longer than wanted."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _name(name: str) -> str:
    return shortened(name, LONGEST_NAME)
