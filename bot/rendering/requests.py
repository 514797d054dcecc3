"""What is said to a request for several artists that cannot be answered."""

from __future__ import annotations

from bot.i18n.translator import Words
from bot.rendering.messages import LONGEST_ECHO, listed, shortened
from model.matching import Outcome
from model.signed_request import MOST_ARTISTS, Flaw, Refused, Unclear


def unclear_part(unclear: Unclear, words: Words) -> str:
    """Say which part of a request names no artist for sure."""
    echo = shortened(unclear.matching.typed, LONGEST_ECHO)
    if unclear.matching.outcome is Outcome.UNSURE:
        return words.html("request-unsure", typed=echo)
    return words.html("request-unknown", typed=echo)


def refused(refusal: Refused, examples: tuple[str, str, str], words: Words) -> str:
    """Say why a request makes no sense, and what would.

    Args:
        refusal: why.
        examples: artists that are known.
        words: the language.
    """
    if refusal.flaw is Flaw.TOO_MANY:
        return words.html("request-too-many", most=MOST_ARTISTS)
    artist = listed([refusal.artist_name], words)
    if refusal.flaw is Flaw.ON_BOTH_SIDES:
        return words.html("request-on-both-sides", artist=artist)
    example = next((one for one in examples if one != refusal.artist_name), examples[0])
    return words.html("request-only-away", artist=artist, example=listed([example], words))
