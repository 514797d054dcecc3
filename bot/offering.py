"""Whom inline mode offers: artists with their closest, asked of the model in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.answers import PAGE_SIZE, Answer, AnsweredArtist, seeds_of
from model.adventure import Adventure
from model.catalog import Artist
from model.matching import Match
from model.recommender import Recommender
from model.signed_request import Request, read_request
from model.types import ArtistKey

_MOST = 50  # offered for one text, all pages together
_UNWRITTEN = 0  # the number of an answer that the store does not have


def offers_for(
    recommender: Recommender,
    typed: str,
    *,
    recent: Sequence[ArtistKey],
    excluded: Collection[ArtistKey],
    adventure: Adventure,
    places: range,
) -> tuple[list[Answer], bool]:
    """Return what to offer for a text that may not be complete yet.

    What the text means for sure comes first, be it several artists; then artists whose names go on
    from it; then those that it may mean. For no text it is artists asked for before, then the best
    known.

    Args:
        recommender: the model to ask.
        typed: so far.
        recent: artists asked for before, the last first.
        excluded: artists never to be named among the closest, nor offered unasked.
        adventure: how well known these are to be where the text does not say.
        places: which of the offers; the first is at 0.

    Returns:
        Those offers, of one page each, without artists that nobody is close to, and whether there
        are more behind them.
    """
    if typed:
        requests = _each_once(_meant(recommender, typed, adventure))
    else:
        known = (recommender.artist(key) for key in recent if recommender.catalog.knows(key))
        famous = (recommender.catalog[row] for row in range(min(_MOST, len(recommender.catalog))))
        wanted = (one for one in (*known, *famous) if one.key not in excluded)
        requests = _each_once(_request(one, adventure) for one in wanted)
    offers = [_answer(recommender, one, excluded) for one in requests[places.start : places.stop]]
    return [one for one in offers if one.artists], len(requests) > places.stop


def _meant(recommender: Recommender, typed: str, adventure: Adventure) -> Iterator[Request]:
    reading = read_request(typed, recommender.match, otherwise=adventure)
    if isinstance(reading, Request):
        yield reading
        adventure = reading.adventure
    for artist in recommender.complete(typed, limit=_MOST):
        yield _request(artist, adventure)
    for match in recommender.match(typed, limit=_MOST).matches:
        yield _request(match.artist, adventure)


def _each_once(requests: Iterator[Request]) -> list[Request]:
    """Leave out what was offered before; artists of several together are another offer."""
    first: dict[tuple[ArtistKey, ...], Request] = {}
    for request in requests:
        asked = tuple(match.artist.key for match in (*request.near, *request.far))
        first.setdefault(asked, request)
    return list(first.values())[:_MOST]


def _request(artist: Artist, adventure: Adventure) -> Request:
    return Request((Match.exact(artist),), (), adventure)


def _answer(recommender: Recommender, request: Request, excluded: Collection[ArtistKey]) -> Answer:
    first = request.near[0].artist
    found = recommender.similar_to(
        [match.artist.key for match in request.near],
        far=[match.artist.key for match in request.far],
        n=PAGE_SIZE,
        excluded=excluded,
        adventure=request.adventure,
    )
    return Answer(
        _UNWRITTEN,
        typed="",
        is_exact=True,
        seed_key=first.key,
        seed_name=first.name,
        model_version=recommender.version_id,
        artists=tuple(AnsweredArtist.of(one) for one in found),
        further=seeds_of(request),
        adventure=request.adventure,
    )
