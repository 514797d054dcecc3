"""Why artists are in an answer, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from bot.answers import PAGE_SIZE, Answer
from bot.i18n.translator import Words
from bot.reasons import Missing, Reason
from bot.rendering.messages import LINK, framed, linked, listed, names_of
from model.explanation import Explanation

_TOLD_TO_A_TENTH = 3  # below it 1.4 and 2.4 times differ
_TOLD_TO_ONE_DIGIT = 10  # below it; above, two digits count


def why(
    answer: Answer, page: int, reasons: Sequence[Reason], words: Words, artist_link: str
) -> str:
    """Return a page of an answer with a reason per artist in place of the figures.

    Args:
        answer: with at least one artist.
        page: which one; the first is 0.
        reasons: one for each artist of the page.
        words: the language.
        artist_link: see `bot.links.address_of`.
    """
    lines = []
    told = zip(answer.page(page), reasons, strict=True)
    for place, (artist, reason) in enumerate(told, start=page * PAGE_SIZE + 1):
        said = _sentence(answer, reason, words)
        line = words.html("why-line", place=str(place), link=LINK, reason=said)
        lines.append(linked(line, artist.artist_name, artist_link))
    return framed(answer, page, lines, words)


def told_times(lift: float) -> float | None:
    """Return how many times more than chance to say, or None where it is no more."""
    if lift < _TOLD_TO_A_TENTH:
        times = round(lift, 1)
    else:
        times = float(f"{lift:.{1 if lift < _TOLD_TO_ONE_DIGIT else 2}g}")
    return times if times > 1 else None


def _sentence(answer: Answer, reason: Reason, words: Words) -> str:
    if reason is Missing.ARTIST:
        return words.plain("why-artist-gone")
    if reason is Missing.SEED:
        names = names_of(answer.near, words)
        return words.plain("why-seed-gone", names=names, seeds=len(answer.near))
    seed = listed([reason.artist.name], words)
    clauses = _clauses(answer, reason, words) or [words.plain("why-taste", seed=seed)]
    return reduce(lambda said, more: words.plain("why-and", said=said, more=more), clauses)


def _clauses(answer: Answer, reason: Explanation, words: Words) -> list[str]:
    clauses, shared = [], reason.shared_listeners
    seed, times = listed([reason.artist.name], words), told_times(reason.lift)
    if shared and times:
        told = words.plain("why-shared-unusual", listeners=shared, seed=seed, times=times)
        clauses.append(told)
    elif shared:
        clauses.append(words.plain("why-shared", listeners=shared, seed=seed))
    avoided = {seed.artist_key for seed in answer.far}
    names = [artist.name for artist in reason.connecting if artist.key not in avoided]
    if names:
        clauses.append(words.plain("why-connecting", artists=listed(names, words)))
    if reason.up or reason.down:
        clauses.append(words.plain("why-votes", up=reason.up, down=reason.down))
    return clauses
