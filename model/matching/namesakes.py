"""Which of several artists of one name is meant, and whether that needs to be asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from model.types import ArtistRow

FAR_BETTER_KNOWN = 5
"""Times the listeners of its namesake: then nobody needs to be asked which one was meant."""
FAMED = 20
"""Times the listeners of the name that was typed to the letter: then its namesake comes first."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """An artist of the folded name that was typed.

    Attributes:
        row: which; a smaller one is better known.
        listeners: how many.
        is_to_the_letter: whether its accents and punctuation are those that were typed.
    """

    row: ArtistRow
    listeners: int
    is_to_the_letter: bool


def in_order(namesakes: Collection[Namesake]) -> list[Namesake]:
    """Return namesakes, the one that is meant first.

    What was typed to the letter comes before what is better known (Maná and Mana are two bands),
    unless hardly anybody knows it beside the other.
    """
    by_fame = sorted(namesakes, key=lambda one: one.row)
    to_the_letter = [one for one in by_fame if one.is_to_the_letter]
    if not to_the_letter or by_fame[0].listeners >= FAMED * max(to_the_letter[0].listeners, 1):
        return by_fame
    return sorted(by_fame, key=lambda one: not one.is_to_the_letter)


def is_clear(ordered: Sequence[Namesake]) -> bool:
    """Say whether the first of namesakes in order is meant beyond a doubt.

    It is if it is alone, far better known than the others, or both the best known and the only
    one that was typed to the letter.
    """
    first, *others = ordered
    most = max((one.listeners for one in others), default=0)
    if others and first.listeners <= most:
        return False
    is_only_one_typed = [one.row for one in ordered if one.is_to_the_letter] == [first.row]
    return not others or first.listeners >= FAR_BETTER_KNOWN * most or is_only_one_typed
