"""Kindred's model: plays in, recommender out.

Plain synchronous Python; it knows nothing of Telegram.

from model import Recommender
recommender = Recommender.load("data/models")
artist = recommender.match("radiohed").matches[0].artist
recommender.similar(artist.key, n=10)
"""

from model.recommender import Recommender

__all__ = ["Recommender"]
