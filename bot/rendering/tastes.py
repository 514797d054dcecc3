"""The texts of answers to tastes: what is recommended, asked about first, mixed for several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.answers import PAGE_SIZE, Answer, AnsweredArtist
from bot.i18n.translator import Words
from bot.rendering.messages import LINK, leaning, linked, listed, page_note, shortened

_LONGEST_PERSON = 24  # characters of a person's name
_MOST_NAMED = 20  # people who take part that are named; the others are counted
_MOST_SERVED = 5  # people whom a pick is for that are named


def recommended(answer: Answer, page: int, words: Words, artist_link: str) -> str:
    """Return a page of recommendations, each with the likes that speak for it.

    Args:
        answer: whose artists to name.
        page: which one; the first is 0.
        words: the language.
        artist_link: see `bot.links.address_of`.
    """
    if not answer.artists:
        return words.html("recommend-none")
    heading = [words.html("recommend-title"), *leaning(answer, words), ""]
    lines = _lines(answer, page, artist_link, lambda artist: _because(artist, words), words)
    return "\n".join([*heading, *lines, *page_note(answer, page, words)])


def starters(answer: Answer, words: Words, artist_link: str) -> str:
    """Return artists to vote on, and what the votes are for; they are one page."""
    if not answer.artists:
        return words.html("starters-none")
    lines = []
    for place, artist in enumerate(answer.page(0), start=1):
        line = words.html("starters-line", place=str(place), link=LINK)
        lines.append(linked(line, artist.artist_name, artist_link))
    return "\n".join([words.html("starters"), "", *lines])


def mix(
    answer: Answer, page: int, names: Mapping[int, str], words: Words, artist_link: str
) -> str:
    """Return who takes part, and a page of picks, each with whom it is for.

    Args:
        answer: with the picks; none where too few take part.
        page: which one; the first is 0.
        names: of those who take part, by id, in the order in which they joined.
        words: the language.
        artist_link: see `bot.links.address_of`.
    """
    heading = [words.html("mix-title")]
    if names:
        people = _told(list(names.values()), _MOST_NAMED, words)
        heading.append(words.html("mix-people", people=people))
    if not answer.artists:
        return "\n".join([*heading, "", words.html("mix-too-few")])
    lines = _lines(answer, page, artist_link, lambda one: _served(one, names, words), words)
    return "\n".join([*heading, "", *lines, *page_note(answer, page, words)])


def _lines(
    answer: Answer,
    page: int,
    artist_link: str,
    said: Callable[[AnsweredArtist], str],
    words: Words,
) -> list[str]:
    lines = []
    for place, artist in enumerate(answer.page(page), start=page * PAGE_SIZE + 1):
        line = words.html("taste-line", place=str(place), link=LINK, said=said(artist))
        lines.append(linked(line, artist.artist_name, artist_link))
    return lines


def _because(artist: AnsweredArtist, words: Words) -> str:
    if not artist.because:
        return words.plain("recommend-fits")
    return words.plain("recommend-because", artists=listed(artist.because, words))


def _served(artist: AnsweredArtist, names: Mapping[int, str], words: Words) -> str:
    """Say whom a pick is for; who has left since is not named."""
    people: Sequence[str] = [names[one] for one in artist.served if one in names]
    if not people:
        return words.plain("mix-for-nobody")
    if len(people) == len(names):
        return words.plain("mix-for-all")
    return words.plain("mix-for", people=_told(people, _MOST_SERVED, words))


def _told(people: Sequence[str], most: int, words: Words) -> str:
    """Return people's names as in a sentence, and how many others there are."""
    told = [shortened(name, _LONGEST_PERSON) for name in people[:most]]
    if len(people) > most:
        told.append(words.plain("mix-others", people=len(people) - most))
    return listed(told, words)
