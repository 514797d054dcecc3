"""The texts of answers, as Telegram's HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

from bot.answers import PAGE_SIZE, Answer, Seed
from bot.i18n.translator import Words
from bot.links import address_of
from model.adventure import Adventure

LONGEST_ECHO = 60  # characters of what was typed that are said back
LONGEST_NAME = 80  # of an artist; some "names" in listening data are whole sentences
_LONGEST_LISTED = 40  # of one among several
LINK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands in a message until the artist's link does; Fluent would escape that."""
_LEANING = {Adventure.EASY: "similar-leaning-easy", Adventure.DEEP: "similar-leaning-deep"}


def similar(answer: Answer, page: int, words: Words, artist_link: str) -> str:
    """Return a page of an answer: who is meant, then a line per artist with the evidence.

    Args:
        answer: with at least one artist.
        page: which one; the first is 0.
        words: the language.
        artist_link: see `bot.links.address_of`.
    """
    lines = []
    for place, artist in enumerate(answer.page(page), start=page * PAGE_SIZE + 1):
        line = words.html(
            "request-line" if answer.further else "similar-line",
            place=str(place),
            link=LINK,
            closeness=artist.closeness,
            listeners=artist.listeners,
            shared=artist.shared_listeners,
            seed=listed([answer.seed_name], words),
        )
        lines.append(linked(line, artist.artist_name, artist_link))
    return framed(answer, page, lines, words)


def framed(answer: Answer, page: int, lines: Sequence[str], words: Words) -> str:
    """Put what is said of a page's artists between whom it is about and which page it is."""
    heading = [_title(answer, words)]
    if not answer.is_exact and not answer.further:  # of several artists the title says it all
        typed = shortened(answer.typed, LONGEST_ECHO)
        showing = words.html("similar-showing", artist=_name(answer.seed_name), typed=typed)
        heading.insert(0, showing)
    heading += leaning(answer, words)
    return "\n".join([*heading, "", *lines, *page_note(answer, page, words)])


def leaning(answer: Answer, words: Words) -> list[str]:
    """Return a line that says which way an answer leans, or none."""
    return [words.html(_LEANING[answer.adventure])] if answer.adventure in _LEANING else []


def page_note(answer: Answer, page: int, words: Words) -> list[str]:
    """Return the lines that say which page this is; none where there is one alone."""
    if answer.pages <= 1:
        return []
    return ["", words.html("similar-page", page=page + 1, pages=answer.pages)]


def nobody_similar(answer: Answer, words: Words) -> str:
    """Say that there is no one to name beside the artists asked for."""
    if answer.further:
        return words.html("request-none", near=names_of(answer.near, words))
    return words.html("similar-none", artist=_name(answer.seed_name))


def unsure(typed: str, words: Words) -> str:
    """Ask which artist was meant."""
    return words.html("similar-unsure", typed=shortened(typed, LONGEST_ECHO))


def unknown(typed: str, examples: tuple[str, str, str], words: Words) -> str:
    """Say that no such artist is known, and name three that are."""
    first, second, third = map(_name, examples)
    echo = shortened(typed, LONGEST_ECHO)
    return words.html("similar-unknown", typed=echo, first=first, second=second, third=third)


def start(example: str, words: Words, *, is_demo: bool) -> str:
    """Return the first message, which says so if the listeners are simulated."""
    greeting = words.html("start", example=_name(example))
    return "\n\n".join([greeting, words.html("start-demo")]) if is_demo else greeting


def link(name: str, artist_link: str) -> str:
    """Return an artist's name as a link to where one can listen."""
    target = address_of(name, artist_link)
    return f'<a href="{html.escape(target)}">{html.escape(_name(name))}</a>'


def linked(line: str, name: str, artist_link: str) -> str:
    """Put an artist's link where a message has `LINK`."""
    return line.replace(LINK, link(name, artist_link))


def names_of(seeds: Sequence[Seed], words: Words) -> str:
    """Return the names of artists asked for, as in a sentence; not escaped."""
    return listed([seed.artist_name for seed in seeds], words)


def listed(names: Sequence[str], words: Words) -> str:
    """Return names as they stand in a sentence: A, B and C; not escaped."""
    *before, last = names
    if not before:
        return _listed_name(last)
    return words.plain("list-and", before=joined(before, words), last=_listed_name(last))


def joined(names: Sequence[str], words: Words) -> str:
    """Return names as they stand in a sentence that goes on: A, B, C; not escaped."""
    text, *others = map(_listed_name, names)
    for name in others:
        text = words.plain("list-comma", before=text, next=name)
    return text


def _listed_name(name: str) -> str:
    return shortened(name.replace(LINK, "\ufffd"), _LONGEST_LISTED)


def shortened(text: str, longest: int) -> str:
    """Return text on one line, cut with an ellipsis if it is longer than wanted."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _title(answer: Answer, words: Words) -> str:
    if not answer.further:
        return words.html("similar-title", artist=_name(answer.seed_name))
    near = names_of(answer.near, words)
    if not answer.far:
        return words.html("request-title", near=near)
    return words.html("request-title-away", near=near, far=names_of(answer.far, words))


def _name(name: str) -> str:
    return shortened(name, LONGEST_NAME)
